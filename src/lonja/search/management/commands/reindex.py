from time import perf_counter

from django.apps import apps
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.core.console import OfficeCommand
from lonja.search import indexing
from lonja.search.registry import all_indexed


class Command(OfficeCommand):
    help = "Build the index of the search anew, of everything or of the models named."

    def add_arguments(self, parser) -> None:
        parser.add_argument("models", nargs="*", help="such as directory.organisation")

    def handle(self, *args, **options) -> None:
        started = perf_counter()
        number = indexing.rebuild([self._model(name) for name in options["models"]])
        took = perf_counter() - started
        if options["verbosity"]:
            said = ngettext(
                "%(n)s registro indexado en %(s).1f s", "%(n)s registros indexados en %(s).1f s",
                number,
            )  # fmt: skip
            self.stdout.write(said % {"n": number, "s": took})

    def _model(self, name: str):
        known = {one.model._meta.label_lower for one in all_indexed()}
        if name.lower() not in known:
            raise CommandError(
                _("%(name)s no está en el buscador. Están: %(known)s")
                % {"name": name, "known": ", ".join(sorted(known))}
            )
        return apps.get_model(name)
