"""When something recurs, told in the office's time.

`latest(now)` gives the last moment, up to `now`, at which it was due; these moments are the same
whoever asks, which is what lets any number of workers agree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


@dataclass(frozen=True)
class When:
    latest: Callable[[datetime], datetime]


@dataclass(frozen=True)
class Entry:
    """A line of the schedule. `job` is the path of a function marked with `@job`."""

    name: str
    when: When
    job: str


def every(**interval: int) -> When:
    """every(minutes=15): at :00, :15, :30 and :45."""
    seconds = int(timedelta(**interval).total_seconds())

    def latest(now: datetime) -> datetime:
        return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)

    return When(latest)


def daily(*, at: str) -> When:
    """daily(at="06:30")."""
    return When(_last_day_that(lambda day: True, at))


def weekly(weekday: int, *, at: str) -> When:
    """weekly(MONDAY, at="07:00")."""
    return When(_last_day_that(lambda day: day.weekday() == weekday, at))


def monthly(*, day: int, at: str) -> When:
    """monthly(day=1, at="05:00"); no later than the 28th, which every month has."""
    if not 1 <= day <= 28:
        raise ValueError("A monthly entry needs a day between 1 and 28")
    return When(_last_day_that(lambda d: d.day == day, at))


def _last_day_that(fits: Callable[[date], bool], at: str) -> Callable[[datetime], datetime]:
    hour = time.fromisoformat(at)

    def latest(now: datetime) -> datetime:
        zone = timezone.get_default_timezone()
        day = now.astimezone(zone).date()
        while True:
            # Through UTC, because an hour skipped in March is to be read as the one after it.
            moment = datetime.combine(day, hour, zone).astimezone(UTC)
            if fits(day) and moment <= now:
                return moment
            day -= timedelta(days=1)

    return latest
