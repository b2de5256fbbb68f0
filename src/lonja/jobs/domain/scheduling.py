"""What recurs is enqueued once for each slot, however many workers look at the schedule."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.module_loading import import_string

from ..models import Tick
from ..when import Entry

logger = logging.getLogger("lonja.jobs")


def tick(entries: Iterable[Entry], *, now: datetime) -> int:
    """Enqueue what has come due; how many.

    Of the slots that passed while nothing was running, only the last is made up for. An entry seen
    for the first time waits for its next slot.
    """
    seen = dict(Tick.objects.values_list("name").annotate(Max("slot")))
    return sum(_tick(entry, seen.get(entry.name), now) for entry in entries)


def _tick(entry: Entry, seen: datetime | None, now: datetime) -> bool:
    slot = entry.when.latest(now)
    if seen and slot <= seen:
        return False
    try:
        with transaction.atomic():
            line = Tick.objects.create(name=entry.name, slot=slot)
            if seen:
                line.result = import_string(entry.job).enqueue().db_result
                line.save(update_fields=["result"])
    except IntegrityError:
        return False  # another worker was first
    except ImportError:
        logger.exception("The schedule names a job that does not exist: %s", entry.job)
        return False
    return bool(seen)
