"""What has failed: see it, try again, or set it aside."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lonja.accounts import access
from lonja.jobs.domain import retrying
from lonja.jobs.queries import failures_to_settle
from lonja.mail import outbox
from lonja.mail.queries import in_trouble

from ... import failed

ROWS = {failed.JOBS: failures_to_settle, failed.LETTERS: in_trouble}


@access.readers_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "desk/failed.html",
        {
            "jobs": failed.jobs(),
            "letters": failed.letters(),
            "may_write": request.user.is_staff_of_office,
        },
    )


@access.staff_required
@require_POST
def again(request: HttpRequest, sort: str, pk: int) -> HttpResponse:
    """Try once more. What somebody else has seen to meanwhile is no longer there."""
    record = _record(sort, pk)
    try:
        verb = retrying.run_again if sort == failed.JOBS else outbox.retry
        verb(record, by=request.user)
    except retrying.NoLongerThere:
        messages.error(request, _("Esa tarea ya no existe en esta versión: apártela."))
    else:
        messages.success(request, _("Vuelve a la cola."))
    return redirect("failed")


@access.staff_required
@require_POST
def aside(request: HttpRequest, sort: str, pk: int) -> HttpResponse:
    """Leave it: nothing is to be done about it."""
    record = _record(sort, pk)
    verb = retrying.set_aside if sort == failed.JOBS else outbox.set_aside
    verb(record, by=request.user)
    messages.success(request, _("Apartado."))
    return redirect("failed")


def _record(sort: str, pk: int):
    if sort not in ROWS:
        raise Http404
    return get_object_or_404(ROWS[sort](), pk=pk)
