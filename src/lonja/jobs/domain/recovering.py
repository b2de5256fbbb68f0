"""What a dead worker left half done goes back to wait for another."""

import logging

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from ..job import WorkerLost
from . import leasing, retrying

logger = logging.getLogger("lonja.jobs")


def recover() -> int:
    """Free the jobs of workers that are gone; how many there were."""
    return sum(_free(lease.result, worker=lease.worker) for lease in leasing.lost())


@transaction.atomic
def _free(result: DBTaskResult, *, worker: str) -> bool:
    # Whoever deletes the lease answers for the job: two that recover at once cannot both.
    if not leasing.release(result, worker=worker):
        return False
    result.refresh_from_db()
    logger.warning("%s was left half done by a lost worker", result.task_path)
    retrying.after_failure(result, WorkerLost(_("El proceso que la hacía se interrumpió.")))
    return True
