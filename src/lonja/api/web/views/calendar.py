"""The acts of the office in the calendar of whoever follows them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from lonja.accounts import access

from ... import ical
from ...domain import calendars


@access.checked_inside
@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Calendars cannot sign in: the address itself is the key, and it can be changed."""
    owner = calendars.owner_of(secret)
    if owner is None:
        raise Http404
    with override(owner.language):
        text = ical.calendar_of(owner, address=request.build_absolute_uri)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="lonja.ics"'
    answer["Cache-Control"] = "private, max-age=300"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@access.own_account
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    calendars.renew(request.user)
    messages.success(request, _("Su calendario tiene una dirección nueva. La anterior ya no vale."))
    return redirect("tokens")


@access.own_account
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    calendars.close(request.user)
    messages.success(request, _("Su calendario ya no tiene dirección."))
    return redirect("tokens")
