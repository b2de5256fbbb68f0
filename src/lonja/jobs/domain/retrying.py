"""What happens to a job that failed: another try later, or the office is told."""

import random
from datetime import timedelta
from traceback import format_exception
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from lonja.journal import writing
from lonja.journal.enums import Verb

from ..job import GiveUp, Job
from ..models import Failure

LONGEST_WAIT = timedelta(hours=6)


@transaction.atomic
def after_failure(result: DBTaskResult, error: BaseException) -> bool:
    """Put the job back to wait for its next try, or give it up. True if it will be tried again.

    Tries are counted by the workers that began it, so one cut short by a dead worker counts.
    """
    job = _job_of(result)
    tries = len(result.worker_ids)
    if tries >= (job.attempts if job else Job.attempts) or isinstance(error, GiveUp):
        result.set_failed(error)
        _tell_the_office(result, job, error)
        return False
    result.status = "READY"
    result.run_after = timezone.now() + wait(job.backoff if job else Job.backoff, tries)
    result.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
    result.traceback = "".join(format_exception(error))
    result.save(update_fields=["status", "run_after", "exception_class_path", "traceback"])
    return True


def wait(backoff: timedelta, tries: int) -> timedelta:
    """Twice as long after each try, up to six hours; spread by a fifth, so as not to crowd."""
    grown: timedelta = min(backoff * 2 ** min(tries - 1, 30), LONGEST_WAIT)
    return grown * random.uniform(1, 1.2)  # noqa: S311 (not a secret)


class NoLongerThere(Exception):
    """The function of a job does not exist in this version."""


@transaction.atomic
def run_again(failure: Failure, *, by: Any) -> DBTaskResult | None:
    """Queue the same job anew and mark the failure as seen to; None when somebody has seen to it
    meanwhile. Raises NoLongerThere."""
    try:
        job = import_string(failure.job)
    except ImportError as missing:
        raise NoLongerThere(failure.job) from missing
    if not _settle(failure, Verb.RUN_AGAIN, by=by):
        return None
    return job.enqueue(*failure.arguments["args"], **failure.arguments["kwargs"]).db_result


@transaction.atomic
def set_aside(failure: Failure, *, by: Any) -> None:
    """Nothing is to be done about it."""
    _settle(failure, Verb.SET_ASIDE, by=by)


def _settle(failure: Failure, verb: Verb, *, by: Any) -> bool:
    """False when somebody has already."""
    unsettled = Failure.objects.filter(pk=failure.pk, settled_at=None)
    if not unsettled.update(settled_at=timezone.now()):
        return False
    failure.refresh_from_db(fields=["settled_at"])
    writing.note(verb, failure, by=by)
    return True


def _job_of(result: DBTaskResult) -> Job | None:
    """None when its function no longer exists, as after an update."""
    try:
        job = import_string(result.task_path)
    except ImportError:
        return None
    return job if isinstance(job, Job) else None


def _tell_the_office(result: DBTaskResult, job: Job | None, error: BaseException) -> None:
    text = str(error).strip()
    name = "" if isinstance(error, GiveUp) else type(error).__name__
    # Not through the journal: it is no one's doing, and is itself a trail.
    Failure.objects.create(
        result_id=result.pk,
        title=str(job.title if job and job.title else result.task_name)[:200],
        job=result.task_path,
        arguments=result.args_kwargs,
        attempts=len(result.worker_ids),
        error=": ".join(part for part in (name, text) if part)[:500],
        traceback=result.traceback,
    )
