"""The verbs of a run: upload, point at columns, write, undo."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lonja.accounts import access
from lonja.core.imports import FileProblem

from ... import jobs, queries
from ...domain import applying, bringing, undoing
from ...enums import OPEN, State
from ...kinds import get
from ...models import ImportRun
from ..forms import MappingForm, PlaceForm, UploadForm
from . import pages

# Files larger than this are looked at in the background; so are written those of more rows.
LARGE_FILE = 1024 * 1024
MANY_ROWS = 2000


@access.staff_required
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return pages.listing(request, form=form)
    file = form.cleaned_data["file"]
    try:
        run = bringing.bring(get(form.cleaned_data["kind"]), file, file.name, by=request.user)
    except FileProblem as problem:
        form.add_error("file", str(problem))
        return pages.listing(request, form=form)
    _look(run)
    return redirect("import-run", run.pk)


@access.staff_required
@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """The table is in another sheet, or begins at another line."""
    run = _open_run(request, pk)
    form = PlaceForm(request.POST, run=run)
    if form.is_valid():
        try:
            bringing.look_elsewhere(run, **form.cleaned_data)
            _look(run)
        except FileProblem as problem:
            messages.error(request, str(problem))
    return redirect("import-run", pk)


@access.staff_required
@require_POST
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    run = _open_run(request, pk)
    form = MappingForm(request.POST, run=run)
    if not form.is_valid():
        return pages.run(request, pk, form=form)
    bringing.map_columns(run, form.mapping, form.choices)
    _look(run)
    return redirect("import-run", pk)


@access.staff_required
@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    run = _open_run(request, pk)
    partial = request.POST.get("partial") == "yes"
    try:
        applying.claim(run, partial=partial)
        if run.total > MANY_ROWS:
            jobs.write.enqueue(run.pk, request.user.pk)
            return redirect("import-run", pk)
        applying.apply(run, by=request.user)
    except applying.NotApplied as problem:
        messages.error(request, str(problem))
        return redirect("import-run", pk)
    messages.success(
        request,
        ngettext("%(n)d fila escrita.", "%(n)d filas escritas.", run.created + run.updated)
        % {"n": run.created + run.updated},
        extra_tags=f"undo:{reverse('import-undo', args=[pk])}",
    )
    return redirect("import-run", pk)


@access.staff_required
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with what somebody was writing, or undoing, when their process died."""
    run = get_object_or_404(queries.runs_visible_to(request.user), pk=pk)
    if applying.is_stuck(run):
        work = jobs.write if run.state == State.WAITING else jobs.undo
        work.enqueue(run.pk, request.user.pk)
        messages.success(request, _("Se vuelve a intentar."))
    return redirect("import-run", pk)


@access.staff_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(queries.runs_visible_to(request.user), pk=pk)
    try:
        if run.total > MANY_ROWS:
            undoing.claim(run)
            jobs.undo.enqueue(run.pk, request.user.pk)
            return redirect("import-run", pk)
        kept = undoing.undo(run, by=request.user)
    except undoing.NotUndone as problem:
        messages.error(request, str(problem))
    else:
        if kept:
            messages.warning(request, _("Deshecha, salvo lo que se dice abajo."))
        else:
            messages.success(request, _("Deshecha: todo está como antes de importar."))
    return redirect("import-run", pk)


def _open_run(request: HttpRequest, pk: int) -> ImportRun:
    runs = queries.runs_visible_to(request.user)
    return get_object_or_404(runs, pk=pk, state__in=OPEN)


def _look(run: ImportRun) -> None:
    """Preview it, now or in the background. What is wrong with the file stays in the run."""
    if run.file.size > LARGE_FILE:
        run.state = State.CHECKING
        run.progress = 0
        run.save(update_fields=["state", "progress"])
        jobs.check.enqueue(run.pk)
        return
    try:
        bringing.preview(run)
    except FileProblem:
        return
