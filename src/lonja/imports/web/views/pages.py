"""What has been brought in, and each run: what was understood, what it would do, what it did."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from lonja.accounts import access

from ... import queries
from ...domain import applying
from ...enums import OPEN, WRITTEN, State
from ...kinds import all_kinds, get
from ...models import ImportRun
from ...told import told
from ..forms import MappingForm, PlaceForm, UploadForm


@access.readers_required
def listing(request: HttpRequest, form: UploadForm | None = None) -> HttpResponse:
    asked = {"kind": request.GET.get("kind", "")}
    form = form or UploadForm(initial=asked, user=request.user)
    return render(
        request,
        "imports/listing.html",
        {
            "form": form,
            "kinds": [kind for kind in all_kinds() if kind.allowed(request.user)],
            "may_write": request.user.is_staff_of_office,
            "runs": [_named(run) for run in queries.runs_visible_to(request.user)[:50]],
        },
        status=422 if form.errors else 200,
    )


@access.readers_required
def run(request: HttpRequest, pk: int, form: MappingForm | None = None) -> HttpResponse:
    found = get_object_or_404(queries.runs_visible_to(request.user), pk=pk)
    kind = get(found.kind)
    open_ = found.state in OPEN
    return render(
        request,
        "imports/run.html",
        {
            **told(found),
            "run": found,
            "kind": kind,
            "may_write": request.user.is_staff_of_office,
            "open": open_,
            "stuck": applying.is_stuck(found),
            "busy": found.state in (State.CHECKING, State.WAITING, State.UNDOING),
            "form": (form or MappingForm(run=found)) if open_ else None,
            "place": PlaceForm(run=found) if open_ else None,
            "twin": queries.same_file(found) if open_ else None,
            "touched": found.rows.select_related("content_type")[:100]
            if found.state in WRITTEN
            else (),
        },
        status=422 if form is not None else 200,
    )


def _named(run: ImportRun) -> tuple[ImportRun, str]:
    try:
        return run, get(run.kind).label
    except KeyError:
        return run, run.kind
