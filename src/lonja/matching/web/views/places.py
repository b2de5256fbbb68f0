from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lonja.accounts.access import public
from lonja.core.text import fold
from lonja.territories import queries

from ..place_field import LONGEST, workable


@public
@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Municipalities and bodies above them for what is being typed, slips forgiven."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = queries.search(text, workable()) if len(fold(text)) > 1 else []
    return render(request, "workbench/choices.html", {"options": found, "query": ""})
