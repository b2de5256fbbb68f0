from time import perf_counter

from django.apps import apps
from django.core.management.base import CommandError

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
            self.stdout.write(f"{number} registros indexados en {took:.1f} s")

    def _model(self, name: str):
        known = {one.model._meta.label_lower for one in all_indexed()}
        if name.lower() not in known:
            raise CommandError(f"{name} no está en el buscador. Están: {', '.join(sorted(known))}")
        return apps.get_model(name)
