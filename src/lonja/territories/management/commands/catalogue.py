"""lonja catalogue load | import FILE | build FOLDER."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...catalogue.build import build
from ...domain.loading import load


class Command(BaseCommand):
    requires_system_checks = []
    help = "The official catalogue of territories: load it, enrich it, or build what ships."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("load", help="add what ships with Lonja; run it as often as you like")
        building = verbs.add_parser("build", help="make the shipped files from es-atlas")
        building.add_argument("folder", type=Path, help="folder with the three TopoJSON files")

    def handle(self, *, verb: str, **options) -> None:
        getattr(self, f"_{verb}")(**options)

    def _load(self, **_options) -> None:
        added = load()
        total = sum(added.values())
        self.stdout.write(f"{total} territories added" if total else "Nothing to add")

    def _build(self, folder: Path, **_options) -> None:
        try:
            counts = build(folder)
        except (OSError, KeyError, ValueError) as error:
            raise CommandError(f"Could not build from {folder}: {error}") from error
        self.stdout.write(", ".join(f"{kind}: {number}" for kind, number in counts.items()))
