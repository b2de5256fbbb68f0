from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from lonja.core.formatting import number
from lonja.house.domain.archive import Refused
from lonja.house.domain.restoring import restore


class Command(BaseCommand):
    help = "Put the office back as it was when a backup was made: whole, or not at all."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="what `lonja backup` wrote")
        parser.add_argument(
            "--replace", action="store_true", help="even if what is in the office now is lost"
        )

    def handle(self, *args: Any, file: Path, replace: bool, verbosity: int, **options: Any) -> None:
        try:
            manifest = restore(file.absolute(), replace=replace)
        except Refused as why:
            raise CommandError(str(why)) from why
        try:
            call_command("reindex", stdout=StringIO())
        except DatabaseError as why:
            raise CommandError(
                _("La oficina está restaurada, pero falta hacer el buscador: %s. Cuando se pueda, "
                  "«lonja reindex» lo hace.") % why
            ) from why  # fmt: skip
        if verbosity:
            self.stdout.write(
                _("Restaurada «%(house)s» como estaba el %(day)s a las %(time)s. Registros: "
                  "%(records)s; ficheros: %(files)s. Si la oficina está abierta, ciérrela y ábrala "
                  "de nuevo; todos tendrán que volver a entrar.")
                % {
                    "house": manifest.house,
                    "day": manifest.made_at[:10],
                    "time": manifest.made_at[11:16],
                    "records": number(manifest.records),
                    "files": number(len(manifest.files)),
                }
            )  # fmt: skip
