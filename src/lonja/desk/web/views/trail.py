"""Everything that was done in the office."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lonja.accounts import access

from ... import trail
from ..forms import TrailFilter

PAGE = 50


@access.readers_required
@require_GET
def everything(request: HttpRequest) -> HttpResponse:
    form = TrailFilter(request.GET or None)
    chosen = {}
    if form.is_bound:
        # What cannot be understood is left out, and the form says so.
        form.is_valid()
        chosen = {name: value for name, value in form.cleaned_data.items() if value}
    page = Paginator(trail.narrowed(**chosen), PAGE).get_page(request.GET.get("page"))
    params = request.GET.copy()
    params.pop("page", None)
    return render(
        request,
        "desk/trail.html",
        {
            "form": form,
            "lines": trail.told(page),
            "page": page,
            "address": params.urlencode(),
            "narrowed": bool(chosen),
        },
    )
