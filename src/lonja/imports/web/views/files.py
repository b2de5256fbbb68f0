"""Files that help to bring others: an empty one to fill in, and the list of what is wrong."""

from __future__ import annotations

import csv
import io

import xlsxwriter
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lonja.accounts import access
from lonja.core.imports import ChoiceColumn, ImportProblem
from lonja.core.text import harmless

from ... import queries
from ...kinds import get


@access.staff_required
def template(request: HttpRequest, key: str) -> HttpResponseBase:
    """A spreadsheet with the headers of a kind, what each is, and the choices it admits."""
    try:
        kind = get(key)
    except KeyError:
        raise Http404 from None
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    bold, needed = (
        book.add_format({"bold": True}),
        book.add_format({"bold": True, "bg_color": "#f3e3b3"}),
    )
    sheet, about = book.add_worksheet(_("Datos")), book.add_worksheet(_("Ayuda"))
    sheet.freeze_panes(1, 0)
    about.write_row(0, 0, [_("Columna"), _("Obligatoria"), _("Qué es")], bold)
    for index, column in enumerate(kind.columns):
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
    return FileResponse(out, as_attachment=True, filename=f"{key}.xlsx")


@access.readers_required
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(queries.runs_visible_to(request.user), pk=pk)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_("Línea"), _("Columna"), _("Valor"), _("Problema"), _("Qué sería correcto")])
    for one in (ImportProblem(**problem) for problem in run.problems):
        said = [one.column, one.value, one.message, one.suggestion]
        writer.writerow([one.line or "", *(harmless(part) for part in said)])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="problemas-{pk}.csv"'
    return answer
