"""Files that help to bring others: an empty one to fill in, and the list of what is wrong."""

from __future__ import annotations

import csv
import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lonja.accounts import access
from lonja.core.imports import ImportProblem
from lonja.core.text import harmless

from ... import blank, queries
from ...kinds import get


@access.staff_required
def template(request: HttpRequest, key: str) -> HttpResponseBase:
    """A spreadsheet with the headers of a kind, what each is, and the choices it admits."""
    try:
        kind = get(key)
    except KeyError:
        raise Http404 from None
    return FileResponse(blank.spreadsheet(kind), as_attachment=True, filename=f"{key}.xlsx")


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
