"""What the glance said last, while nothing is written: the mark of the trail tells.

A small office reads it anew after each write, in an instant. In a large one it takes seconds: then
what was remembered is shown, saying of when it is, and a worker reads it anew meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import perf_counter

from django.core.cache import cache
from django.utils import timezone

from lonja.core import release

from . import glance
from .glance import Glance

PATIENCE = 0.25
"""Seconds of reading for which whoever opens the page may wait."""
OLDEST = timedelta(minutes=15)
"""Older than this it is not shown: there may be no worker."""
A_WEEK = 7 * 24 * 3600


@dataclass(frozen=True)
class Remembered:
    """`mark` is that of the trail then; `took`, the seconds of reading."""

    glance: Glance
    day: date
    mark: str
    at: datetime
    took: float

    def is_of(self, day: date, mark: str) -> bool:
        return (self.day, self.mark) == (day, mark)


def recall(year: int | None, today: date, *, mark: str) -> Remembered:
    """The glance of a year, or of the one that says most today; `mark` that of the trail now.

    One that is not of now (`is_of`) is shown meanwhile: ask a worker (`jobs.ask_for_glance`).
    """
    found: Remembered | None = cache.get(_key(year))
    if found is None:
        return renew(year, today, mark=mark)
    is_awaited = found.took < PATIENCE or timezone.now() - found.at > OLDEST
    if is_awaited and not found.is_of(today, mark):
        return renew(year, today, mark=mark)
    return found


def renew(year: int | None, today: date, *, mark: str) -> Remembered:
    start = perf_counter()
    read = glance.read(year or glance.year_to_show(today), today)
    found = Remembered(read, today, mark, timezone.now(), perf_counter() - start)
    cache.set(_key(year), found, A_WEEK)
    return found


def is_fresh(year: int | None, today: date, *, mark: str) -> bool:
    found: Remembered | None = cache.get(_key(year))
    return found is not None and found.is_of(today, mark)


def _key(year: int | None) -> str:
    # What is remembered has the shape that this code gives it.
    return f"desk.glance:{year or 'now'}:{release.mark()}"
