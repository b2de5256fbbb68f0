"""`@job`: a function to be run in the background, and how often to try.

    @job(title=_("Enviar un correo"), attempts=8, backoff=timedelta(minutes=1))
    def deliver(message_id: int) -> None: ...

    deliver.enqueue(message.pk)
    deliver.using(key=f"correo:{message.pk}").enqueue(message.pk)   # asked twice, it is one job
    deliver.using(run_after=tomorrow).enqueue(message.pk)

Arguments are ids and other plain JSON. What is returned is kept with the result, and is JSON too.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django_tasks import task
from django_tasks.base import Task


@dataclass(frozen=True, kw_only=True)
class Job(Task):
    """A task that says how it is to be retried."""

    # What the office reads when it fails; without one, the name of the function.
    title: Any = ""
    # Tries in all, counting the first and those cut short by the death of a worker.
    attempts: int = 5
    # The wait before the second try; it doubles with each further one.
    backoff: timedelta = timedelta(seconds=30)
    # A job that takes longer is taken for hung, and its worker ends itself.
    limit: timedelta = timedelta(hours=1)
    # Two jobs with the same key are one, for as long as the first is kept (see `forgetting`).
    key: str = ""

    def using(self, *, key: str | None = None, **changes: Any) -> "Job":
        changed = Task.using(self, **changes)
        return changed if key is None else replace(changed, key=key)


class GiveUp(Exception):
    """Raised by a job for which trying again is of no use; its text is shown to the office."""


class WorkerLost(Exception):
    """The worker that was running the job died or fell silent."""


job = task
