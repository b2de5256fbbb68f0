"""Finished jobs are not kept for ever."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ..models import Tick

KEPT = timedelta(days=30)


def forget_finished() -> int:
    """Delete what finished over thirty days ago, and its keys; how many jobs.

    Failures stay: they are records of the office. So does the last slot of each recurring entry.
    """
    before = timezone.now() - KEPT
    old = DBTaskResult.objects.finished().filter(finished_at__lt=before)
    many = old.count()
    old.delete()
    last = Tick.objects.values("name").annotate(last=Max("slot")).values_list("last", flat=True)
    Tick.objects.filter(slot__lt=before).exclude(slot__in=list(last)).delete()
    return many
