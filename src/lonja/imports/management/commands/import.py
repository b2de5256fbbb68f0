"""`lonja import KIND FILE`: bring a spreadsheet in from the console."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.core.console import OfficeCommand
from lonja.core.imports import FileProblem
from lonja.core.imports.mapping import propose
from lonja.core.imports.reading import read

from ...domain import applying, bringing
from ...domain.rows import Rows
from ...domain.running import Result, rehearse
from ...enums import Outcome
from ...kinds import ImportKind, all_kinds, get


class Command(OfficeCommand):
    needs_catalogue = True
    help = "Import a spreadsheet (.xlsx or .csv): all its rows or none."

    def add_arguments(self, parser) -> None:
        kinds = ", ".join(sorted(kind.key for kind in all_kinds()))
        parser.add_argument("kind", metavar="KIND", help=f"what it brings: {kinds}")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="look, without writing anything")
        parser.add_argument("--sheet", default="", help="the sheet; otherwise, the likeliest")
        parser.add_argument("--header-line", type=int, help="the line of the header")
        parser.add_argument(
            "--column", action="append", default=[], metavar="KEY=HEADER",
            help="which column of the file brings a datum; the rest is guessed",
        )  # fmt: skip
        parser.add_argument(
            "--read-as", action="append", default=[], metavar="KEY=HOW",
            help="how to read a doubtful column: , or . (decimals), dmy or mdy (dates)",
        )  # fmt: skip
        parser.add_argument(
            "--partial",
            action="store_true",
            help="write the rows that are right, even if others are wrong",
        )
        parser.add_argument("--by", default="", metavar="EMAIL", help="who imports")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kind = get(options["kind"])
        except KeyError:
            known = ", ".join(sorted(one.key for one in all_kinds()))
            raise CommandError(
                _("No se puede importar «%(kind)s». Hay: %(known)s.")
                % {"kind": options["kind"], "known": known}
            ) from None
        if not options["file"].is_file():
            raise CommandError(_("No existe el fichero %s.") % options["file"])
        try:
            with options["file"].open("rb") as file:
                result, number = self._run(kind, file, options)
        except (FileProblem, applying.NotApplied) as problem:
            raise CommandError(str(problem)) from None
        self._tell(result, number, options)
        if result.rejected and not options["partial"]:
            raise CommandError(
                _("No se ha escrito nada. Corrija las filas, o use --partial."), returncode=1
            )

    def _run(self, kind: ImportKind, file, options) -> tuple[Result, int | None]:
        """What the file does or would do, and the number of its run when it was written."""
        mapping, choices = _pairs(options["column"]), _pairs(options["read_as"])
        table = read(
            file, sheet=options["sheet"], header_line=options["header_line"], known=kind.known
        )
        mapping = {**propose(table.headers, kind.columns), **mapping}
        rows = Rows(kind, table, mapping, choices)
        rows.learn()
        result = rehearse(kind, rows)
        if options["dry_run"] or (result.rejected and not options["partial"]):
            return result, None
        by = self._who(options["by"])
        run = bringing.bring(kind, file, options["file"].name, by=by, sheet=table.sheet)
        if options["header_line"]:
            bringing.look_elsewhere(run, sheet=run.sheet, header_line=options["header_line"])
        bringing.map_columns(run, mapping, choices)
        bringing.preview(run)
        applying.claim(run, partial=options["partial"])
        return applying.apply(run, by=by), run.pk

    def _who(self, email: str):
        if not email:
            return None
        user = get_user_model().objects.filter(email=email.lower()).first()
        if user is None:
            raise CommandError(_("Nadie tiene el correo %s.") % email)
        return user

    def _tell(self, result: Result, number: int | None, options) -> None:
        counts = {outcome.value: result.outcomes[outcome] for outcome in Outcome}
        if options["format"] == "json":
            said = {
                **counts,
                "written": number is not None,
                "run": number,
                "problems": [problem.as_dict() for problem in result.problems],
            }
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
            return
        for problem in result.problems:
            self.stderr.write(str(problem))
        if more := result.problem_count - len(result.problems):
            said = ngettext("… y %d problema más.", "… y %d problemas más.", more)
            self.stderr.write(said % more)
        done = _("Escrito") if number is not None else _("Sin escribir")
        told = _(
            "nuevas, %(created)s; cambian, %(updated)s; iguales, %(unchanged)s; "
            "rechazadas, %(rejected)s"
        )
        self.stdout.write(f"{done}: {told % counts}.")
        if number is not None:
            self.stdout.write(_("Importación n.º %d.") % number)


def _pairs(said: list[str]) -> dict[str, str]:
    wrong = [one for one in said if "=" not in one]
    if wrong:
        raise CommandError(_("«%s» no tiene la forma CLAVE=VALOR.") % wrong[0])
    return dict(one.split("=", 1) for one in said)
