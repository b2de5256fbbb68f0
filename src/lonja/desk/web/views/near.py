"""What is near, asked for by the desk when it is there; without JavaScript, a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lonja.accounts import access
from lonja.core.agenda import upcoming

from ... import near


@access.readers_required
@require_GET
def days(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    told = near.told(upcoming(request.user, today, *near.OF_THESE_DAYS), today)
    return _rendered(request, {"title": _("Estos días"), "today": today, **told})


@access.readers_required
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    parts = near.parts(upcoming(request.user, today, *near.WAITING))
    return _rendered(request, {"title": _("Sin respuesta"), "today": today, "parts": parts})


def _rendered(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    if request.headers.get("HX-Request"):
        few = {"shown": f":{near.SHOWN}", "address": request.path}
        return render(request, "desk/parts/agenda.html", context | few)
    return render(request, "desk/near.html", context | {"shown": ""})
