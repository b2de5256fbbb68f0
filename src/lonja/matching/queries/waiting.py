"""How fast needs become meetings, and which still wait for somebody to be introduced to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from ..enums import NEED_CLOSED
from ..models import Introduction, Meeting, Need
from . import meetings
from .meetings import days_to_meeting, percentile

A_YEAR = timedelta(days=365)
QUARTER = timedelta(days=91)
QUARTERS = 6

AGES: tuple[tuple[str, Any, int, int | None], ...] = (
    ("week", _("de esta semana"), 0, 7),
    ("month", _("de hace más de una semana"), 8, 30),
    ("older", _("de hace más de un mes"), 31, None),
)
"""(key, name, days at least, days at most) since a need was received."""


@dataclass(frozen=True)
class Pace:
    """Days from a need to its first meeting, of the meetings of the last year: the median and the
    90th percentile, None without any. `course`: the median of each of the last quarters, the
    oldest first."""

    number: int
    median: float | None
    late: int | None
    course: list[float | None]


@dataclass(frozen=True)
class Period:
    """From a day to another, both counted."""

    span: tuple[date, date]


def pace(today: date) -> Pace:
    first = list(meetings.first_held(Period((today - QUARTER * QUARTERS - A_YEAR, today))))
    days = days_to_meeting(one for one in first if one.date > today - A_YEAR)
    return Pace(
        number=len(days),
        median=median(days) if days else None,
        late=percentile(days, Decimal("0.9")) if days else None,
        course=[_quarter(first, today - QUARTER * back) for back in reversed(range(QUARTERS))],
    )


def unintroduced() -> QuerySet[Need]:
    """Needs still open for which no introduction has been made."""
    made = Introduction.objects.done().filter(need=OuterRef("pk"))
    return Need.objects.exclude(state__in=NEED_CLOSED).filter(~Exists(made))


def of_age(rows: QuerySet[Need], age: str, today: date) -> QuerySet[Need]:
    """Those received so long ago; ValueError when the age is none of `AGES`."""
    for key, _name, least, most in AGES:
        if key == age:
            rows = rows.filter(received_on__lte=today - timedelta(days=least))
            return rows.filter(received_on__gte=today - timedelta(days=most)) if most else rows
    raise ValueError(age)


def by_age(today: date) -> list[tuple[str, Any, int]]:
    """(key, name, how many) of the needs without an introduction, the newest first."""
    ages = [
        (today - day).days
        for day in unintroduced().order_by().values_list("received_on", flat=True)
    ]
    return [
        (key, name, sum(least <= age <= (most or age) for age in ages))
        for key, name, least, most in AGES
    ]


def _quarter(first: list[Meeting], end: date) -> float | None:
    days = days_to_meeting(one for one in first if end - QUARTER < one.date <= end)
    return median(days) if days else None
