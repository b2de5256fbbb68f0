"""What waits, what runs, and what was given up."""

from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from .models import Failure


def failures_to_settle() -> QuerySet[Failure]:
    """Given-up jobs that nobody has run again or discarded, the newest first."""
    return Failure.objects.filter(settled_at__isnull=True)


def waiting() -> QuerySet[DBTaskResult]:
    """Jobs not yet begun, and those waiting for another try."""
    return DBTaskResult.objects.filter(status="READY")


def running() -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.running().select_related("lease")
