"""lonja catalogue load | import FILE | build FOLDER."""

from pathlib import Path

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from lonja.core.console import OfficeCommand
from lonja.core.imports import FileProblem

from ...catalogue.build import build
from ...domain import importing
from ...domain.loading import load

SHOWN = 50


class Command(OfficeCommand):
    help = "The official catalogue of territories: load it, enrich it, or build what ships."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("load", help="add what ships with Lonja; run it as often as you like")
        taking = verbs.add_parser("import", help="take in an official file, CSV or XLSX")
        taking.add_argument("file", type=Path)
        taking.add_argument("--dry-run", action="store_true", help="only say what it would do")
        taking.add_argument("--year", type=int, help="of the populations in the file")
        taking.add_argument("--rename", action="store_true", help="take the file's names too")
        building = verbs.add_parser("build", help="make the shipped files from es-atlas")
        building.add_argument("folder", type=Path, help="folder with the three TopoJSON files")

    def handle(self, *, verb: str, **options) -> None:
        getattr(self, f"_{verb}")(**options)

    def _load(self, verbosity: int, **_options) -> None:
        added = sum(load().values())
        said = _("%d territorios añadidos") % added if added else _("No faltaba ninguno")
        if verbosity:
            self.stdout.write(said)

    def _import(
        self, file: Path, year: int | None, rename: bool, dry_run: bool, **_options
    ) -> None:
        try:
            with file.open("rb") as opened:
                plan = importing.read_plan(opened, year=year, rename=rename)
        except (OSError, FileProblem) as error:
            raise CommandError(str(error)) from error
        self._tell(plan)
        if plan.problems:
            raise CommandError(_("No se ha escrito nada: hay %d errores.") % len(plan.problems))
        if dry_run:
            self.stdout.write(_("No se ha escrito nada: era una prueba."))
        else:
            importing.carry_out(plan, by=None)
            self.stdout.write(_("Hecho."))

    def _tell(self, plan: importing.Plan) -> None:
        for problem in plan.problems[:SHOWN]:
            self.stderr.write(str(problem))
        if len(plan.problems) > SHOWN:
            self.stderr.write(_("… y %d errores más.") % (len(plan.problems) - SHOWN))
        self.stdout.write(
            _("%(new)d nuevos, %(changed)d cambian, %(same)d siguen igual.")
            % {"new": len(plan.new), "changed": len(plan.changed), "same": plan.same}
        )
        if plan.unread:
            self.stdout.write(_("Columnas sin leer: %s.") % ", ".join(plan.unread))
        if plan.names_kept:
            self.stdout.write(
                _("%(number)d nombres del fichero no son los del catálogo y se quedan como están "
                  "(--rename los toma): %(names)s.")
                % {"number": len(plan.names_kept), "names": "; ".join(plan.names_kept[:10])}
            )  # fmt: skip

    def _build(self, folder: Path, **_options) -> None:
        try:
            counts = build(folder)
        except (OSError, KeyError, ValueError) as error:
            raise CommandError(f"{folder}: {error}") from error
        self.stdout.write(", ".join(f"{kind}: {number}" for kind, number in counts.items()))
