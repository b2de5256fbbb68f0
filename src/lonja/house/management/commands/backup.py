from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lonja.core.formatting import number
from lonja.house.domain.archive import Refused
from lonja.house.domain.backing_up import back_up


class Command(BaseCommand):
    help = "Keep the whole office in a file: records, uploaded files and key."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="the file to write, such as lonja.zip")

    def handle(self, *args: Any, file: Path, verbosity: int, **options: Any) -> None:
        path = file.absolute()
        try:
            manifest = back_up(path)
        except Refused as why:
            raise CommandError(str(why)) from why
        if verbosity:
            self.stdout.write(
                _("Copia guardada en %(file)s, de %(size)s MB. Registros: %(records)s; ficheros: "
                  "%(files)s. Contiene datos personales y la clave de la oficina: guárdela donde "
                  "nadie más llegue.")
                % {
                    "file": file,
                    "records": number(manifest.records),
                    "files": number(len(manifest.files)),
                    "size": number(path.stat().st_size / 1e6, decimals=1),
                }
            )  # fmt: skip
