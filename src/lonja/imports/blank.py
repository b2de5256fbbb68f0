"""An empty spreadsheet to fill in: the headers of a kind, what each is, what may be chosen."""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _

from lonja.core.imports import ChoiceColumn

from .kinds import ImportKind


def spreadsheet(kind: ImportKind, *, without: Collection[str] = ()) -> IO[bytes]:
    """With all its columns but those `without` which it is to be brought."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    bold, needed = (
        book.add_format({"bold": True}),
        book.add_format({"bold": True, "bg_color": "#f3e3b3"}),
    )
    sheet, about = book.add_worksheet(_("Datos")), book.add_worksheet(_("Ayuda"))
    sheet.freeze_panes(1, 0)
    about.write_row(0, 0, [_("Columna"), _("Obligatoria"), _("Qué es")], bold)
    for index, column in enumerate(one for one in kind.columns if one.key not in without):
        sheet.write_string(0, index, str(column.label), needed if column.required else bold)
        sheet.set_column(index, index, max(14, len(str(column.label)) + 2))
        what = [str(column.help)] if column.help else []
        if isinstance(column, ChoiceColumn):
            what.append(", ".join(str(label) for label in column.choices.values()))
        required = _("sí") if column.required else _("no")
        about.write_row(index + 1, 0, [str(column.label), required, ". ".join(what)])
    about.set_column(0, 0, 28)
    about.set_column(2, 2, 90)
    book.close()
    out.seek(0)
    return out
