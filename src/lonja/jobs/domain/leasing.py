"""A worker holds the job that it runs while its heart beats."""

from datetime import timedelta

from django.db.models import QuerySet
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult

from .. import identity
from ..models import Lease

BEAT = timedelta(seconds=10)
SILENCE = timedelta(seconds=60)


def hold(result: DBTaskResult, *, worker: str) -> None:
    Lease.objects.update_or_create(result=result, defaults={"worker": worker, "beat_at": Now()})


def renew(*, worker: str) -> None:
    Lease.objects.filter(worker=worker).update(beat_at=Now())


def release(result: DBTaskResult, *, worker: str) -> bool:
    """Let go; False if the job had meanwhile been given to another, who now answers for it."""
    gone, _ = Lease.objects.filter(result=result, worker=worker).delete()
    return bool(gone)


def lost() -> list[Lease]:
    """The holds of workers that are dead or silent.

    Of a process of this machine one can see whether it lives, at once; and while it lives it keeps
    its job even when silent, since a long write keeps others from writing in SQLite. Of other
    machines only the silence is known.
    """
    silent = set(_silent().values_list("pk", flat=True))
    return [
        lease
        for lease in Lease.objects.select_related("result")
        if _is_lost(identity.is_alive(lease.worker), lease.pk in silent)
    ]


def _silent() -> QuerySet[Lease]:
    return Lease.objects.filter(beat_at__lt=Now() - SILENCE)


def _is_lost(alive: bool | None, silent: bool) -> bool:
    return silent if alive is None else not alive
