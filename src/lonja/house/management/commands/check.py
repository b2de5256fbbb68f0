from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.core.health import Examination, Trouble, all_examinations


class Command(BaseCommand):
    help = "Look whether the office is well: settings, database, files, search, jobs."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--fix", action="store_true", help="mend what can be mended without losing anything"
        )

    def handle(self, *args: Any, fix: bool, verbosity: int, **options: Any) -> None:
        errors = warnings = 0
        for examination in all_examinations():
            found = [one for one in examination.look() if not (fix and self._mended(one))]
            self._tell(examination, found, verbosity)
            warnings += sum(one.warning for one in found)
            errors += sum(not one.warning for one in found)
            if found and examination.before_all:
                self.stdout.write(_("Lo demás no se puede mirar hasta que esto esté."))
                break
        if warnings and verbosity:
            self.stdout.write(ngettext("%d aviso.", "%d avisos.", warnings) % warnings)
        if errors:
            raise CommandError(ngettext("%d error.", "%d errores.", errors) % errors)
        if verbosity and not warnings:
            self.stdout.write(self.style.SUCCESS(_("Todo está bien.")))

    def _mended(self, trouble: Trouble) -> bool:
        if not trouble.mend:
            return False
        trouble.mend()
        self.stdout.write(f"  {trouble.text} " + self.style.SUCCESS(_("Arreglado.")))
        return True

    def _tell(self, examination: Examination, found: list[Trouble], verbosity: int) -> None:
        if not found:
            if verbosity:
                self.stdout.write(f"{examination.name}: {_('bien')}")
            return
        self.stdout.write(f"{examination.name}:")
        for one in found:
            said = _("aviso") if one.warning else _("error")
            style = self.style.WARNING if one.warning else self.style.ERROR
            self.stdout.write(f"  {style(said)}: {one.text}")
            remedies = [one.remedy, _("«lonja check --fix» lo arregla.") if one.mend else ""]
            for remedy in filter(None, remedies):
                self.stdout.write(f"         {remedy}")
