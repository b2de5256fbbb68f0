from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.balance.documents import Checked, Desk
from lonja.balance.models import Edition
from lonja.core.console import OfficeCommand


class Command(OfficeCommand):
    help = (
        "Check the prose of a year: numbers that no figure supports, and figures without enough "
        "evidence. Ends with 1 when there is any."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--language", choices=["es", "en"], default="es")

    def handle(self, *args: Any, **options: Any) -> None:
        year, language = options["year"], options["language"]
        desk = Desk(year, language)
        edition = Edition.objects.filter(year=year, language=language).first()
        checked = [desk.check_section(one) for one in edition.sections.all()] if edition else []
        if edition is None:
            self.stdout.write(
                _("De %(year)s no hay nada escrito (%(language)s).")
                % {"year": year, "language": language}
            )
        found = sum(self._tell(section, language) for section in checked)
        weak = [entry for entry in desk.figures.values() if entry.weak]
        for entry in weak:
            lacking = _("%(weak)s de %(records)s registros sin la suficiente") % {
                "weak": entry.weak, "records": entry.records,
            }  # fmt: skip
            self.stdout.write(f"{_('evidencia'):<10} {entry.key}: {lacking}")
        said = ngettext(
            "%d afirmación sin cifra o error en el texto",
            "%d afirmaciones sin cifra o errores en el texto", found,
        ) % found  # fmt: skip
        poor = ngettext(
            "%d cifra con poca evidencia", "%d cifras con poca evidencia", len(weak)
        ) % len(weak)  # fmt: skip
        self.stdout.write(f"{said}; {poor}.")
        if found or weak:
            raise SystemExit(1)

    def _tell(self, section: Checked, language: str) -> int:
        for problem in section.problems:
            hint = f" (¿{problem.suggestion}?)" if problem.suggestion else ""
            told = f"{problem.text}: {problem.message.in_(language)}{hint}"
            self._say(_("error"), section, problem.line, told)
        for claim in section.claims:
            told = f"«{claim.text}» ({claim.excerpt}): {claim.message.in_(language)}"
            self._say(_("sin cifra"), section, claim.line, told)
        return len(section.problems) + len(section.claims)

    def _say(self, what: str, section: Checked, line: int, told: str) -> None:
        place = _("sección %(section)s, línea %(line)s") % {"section": section.number, "line": line}
        self.stdout.write(f"{what:<10} {place}: {told}")
