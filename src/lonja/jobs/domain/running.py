"""Taking a job and running it."""

import logging
import os
import time

from django.db import InterfaceError, OperationalError, connection, transaction
from django_tasks import TaskContext
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from .. import identity
from . import leasing, retrying

logger = logging.getLogger("lonja.jobs")

# How long the end of a job may wait to be written: an import can hold SQLite for half a minute.
PATIENCE = 300


def take(*, worker: str) -> DBTaskResult | None:
    """The job whose turn it is, held by this worker; None when there is none."""
    # Looking first, because taking locks out every other writer of SQLite.
    if not DBTaskResult.objects.ready().exists():
        return None
    with transaction.atomic():
        result = DBTaskResult.objects.ready().get_locked()
        if result:
            result.claim(worker)
            leasing.hold(result, worker=worker)
    return result


def run(result: DBTaskResult, *, worker: str) -> None:
    """Run it to its end. What it raises is its failure, never the worker's."""
    try:
        task = result.task
        told = result.task_result
        # The library's two kinds of result do not know each other.
        context = [TaskContext(task_result=told)] if task.takes_context else []  # type: ignore[arg-type]
        value = normalize_json(task.call(*context, *told.args, **told.kwargs))
    except BaseException as error:
        _finish(result, error, worker=worker)
    else:
        _finish(result, None, value, worker=worker)


def _finish(
    result: DBTaskResult, error: BaseException | None, value: object = None, *, worker: str
) -> None:
    given_up_at = time.monotonic() + PATIENCE
    while True:
        try:
            return _write_end(result, error, value, worker=worker)
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > given_up_at:
                raise  # the worker ends, and its job is recovered as that of a dead one
            # The job may have left a connection that the server has closed.
            connection.close()
            logger.warning("The end of %s could not be written yet", result.task_path)
            time.sleep(1)


@transaction.atomic
def _write_end(
    result: DBTaskResult, error: BaseException | None, value: object, *, worker: str
) -> None:
    if not leasing.release(result, worker=worker):
        logger.warning("%s had been given to another worker", result.task_path)
    elif error is None:
        result.set_successful(value)
    elif retrying.after_failure(result, error):
        logger.info("%s will be tried again: %s", result.task_path, error)
    else:
        logger.error("%s was given up: %s", result.task_path, error)


def drain(*, most: int = 10_000) -> int:
    """Run here and now what is ready, until nothing is; how many were run."""
    worker = identity.of_process(os.getpid())
    for done in range(most):
        result = take(worker=worker)
        if result is None:
            return done
        run(result, worker=worker)
    return most
