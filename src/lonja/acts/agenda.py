"""The week of the office: what it does, what it did and has not told, what it noted in a hurry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from lonja.core.agenda import MOST, WEEK, Matter, Near, Upcoming, register

from .enums import Kind, State
from .models import Act
from .queries import acts_visible_to

# Introductions wait for answers, not for their day; the meetings after them, for an hour first.
TOLD_ELSEWHERE = (Kind.INTRODUCTION, Kind.ENCOUNTER)


def week(user, today: date) -> Iterator[Upcoming]:
    near = _planned(user).filter(date__range=(today - WEEK, today + WEEK))
    if user.reads_everything:
        # United, and not "or": each part has an index of its own.
        near = near.union(_noted(user, today))
    for act in near.order_by("date", "time", "id")[: 3 * MOST]:
        yield Upcoming(act.date, act.title, _matter(act, today), record=act, note=_note(act))


def _acts(user) -> QuerySet[Act]:
    return acts_visible_to(user).exclude(kind__in=TOLD_ELSEWHERE).order_by()


def _planned(user) -> QuerySet[Act]:
    return _acts(user).filter(state=State.PLANNED)


def _noted(user, today: date) -> QuerySet[Act]:
    rows = _acts(user) if user.reads_everything else Act.objects.none()
    return rows.filter(incomplete=True).exclude(state=State.CANCELLED)


def _to_come(user, today: date) -> QuerySet[Act]:
    return _planned(user).filter(incomplete=False, date__range=(today, today + WEEK))


def _past(user, today: date) -> QuerySet[Act]:
    rows = _planned(user).filter(incomplete=False)
    return rows.filter(date__gte=today - WEEK, date__lt=today)


def _matter(act: Act, today: date) -> Matter:
    if act.incomplete:
        return Matter.CAPTURE
    return Matter.ACT if act.date >= today else Matter.UNTOLD


def _note(act: Act) -> str:
    time = f"{act.time:%H:%M}" if act.time else ""
    return " · ".join(part for part in (time, act.get_kind_display(), act.place) if part)


register(
    week,
    Near(Matter.ACT, _to_come),
    Near(Matter.UNTOLD, _past),
    Near(Matter.CAPTURE, _noted),
    everybody=True,
)
