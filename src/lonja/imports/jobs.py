"""What imports do in the background: writing large files, and forgetting old ones."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.core.imports import FileProblem
from lonja.jobs.job import job

from .domain import applying, bringing, undoing
from .enums import State
from .models import ImportRun

KEPT_FOR = timedelta(days=60)


@job(title=_("Revisar una importación"), attempts=2)
def check(run_id: int) -> None:
    """Preview a large file."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state != State.CHECKING:
        return
    try:
        bringing.preview(run)
    except FileProblem:
        return  # The run says why.


@job(title=_("Escribir una importación"), attempts=3)
def write(run_id: int, by_id: int) -> None:
    """Write a claimed run. Run again after a death midway, it finds nothing written."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state != State.WAITING:
        return
    try:
        applying.apply(run, by=get_user_model().objects.get(pk=by_id))
    except applying.NotApplied:
        return  # The run says why, to whoever looks at it.


@job(title=_("Deshacer una importación"), attempts=3)
def undo(run_id: int, by_id: int) -> None:
    """Undo a run claimed for it. Run again after a death midway, it finds nothing undone."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state == State.UNDOING:
        undoing.undo(run, by=get_user_model().objects.get(pk=by_id))


@job(title=_("Olvidar los ficheros de importaciones antiguas"))
def forget_files() -> int:
    """Delete the files of runs older than two months; what they did stays. How many."""
    old = ImportRun.objects.filter(started_at__lt=timezone.now() - KEPT_FOR).exclude(file="")
    runs = list(old.only("file"))
    for run in runs:
        bringing.forget_file(run)
    return len(runs)
