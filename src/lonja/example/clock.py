"""Living past days: what the office does within one of them is dated then, as it would have been."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.utils import timezone

JUST_NOW = timedelta(minutes=3)


class _AnyDatetime(type):
    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, datetime)


@contextmanager
def then(day: date, hour: int, minute: int = 0) -> Iterator[datetime]:
    """Within it, Django says that it is that moment; a moment still to come is a little while ago.

    The verbs of the office say their dates by Django's clock, some of them as the default of a
    field, which has the function itself: so it is what that function reads that changes. It is for
    the process that writes the example, where nobody else asks for the time.
    """
    moment = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    moment = min(moment, timezone.now() - JUST_NOW)

    class Then(datetime, metaclass=_AnyDatetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    real, timezone.datetime = timezone.datetime, Then
    try:
        yield moment
    finally:
        timezone.datetime = real


def ago(days: int) -> date:
    """So many working days before today, Mondays to Fridays; 0 is today, whatever it is."""
    return _walked(days, -1)


def ahead(days: int) -> date:
    return _walked(days, 1)


def of_week(weeks: int, weekday: int) -> date:
    """A day of the week that is so many weeks from this one: of_week(-1, 2), last Wednesday week."""
    today = timezone.localdate()
    return today + timedelta(days=weekday - today.weekday(), weeks=weeks)


def _walked(days: int, step: int) -> date:
    day = timezone.localdate()
    while days:
        day += timedelta(days=step)
        days -= day.weekday() < 5
    return day
