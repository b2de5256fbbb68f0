import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from lonja.balance import printing
from lonja.core import formatting
from lonja.core.console import OfficeCommand


class Command(OfficeCommand):
    help = "Print the balance of a year: as open data, or as the document that was written."

    def add_arguments(self, parser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--format", choices=list(printing.FORMATS), default="json")
        parser.add_argument("--out", type=Path, help="the file to write; by default, the console")
        parser.add_argument("--language", choices=["es", "en"], default="es")

    def handle(self, *args: Any, **options: Any) -> None:
        document = printing.document_of(options["year"], options["language"])
        data = printing.render(document, options["format"])
        if out := options["out"]:
            try:
                out.write_bytes(data)
            except OSError as error:
                raise CommandError(f"{out}: {error.strerror}") from error
            size = formatting.number(len(data))
            self.stderr.write(_("%(file)s: %(size)s bytes") % {"file": out, "size": size})
        elif printing.FORMATS[options["format"]].text:
            self.stdout.write(data.decode())
        elif sys.stdout.isatty():
            raise CommandError(_("Diga dónde se escribe: --out FICHERO"))
        else:
            sys.stdout.buffer.write(data)
