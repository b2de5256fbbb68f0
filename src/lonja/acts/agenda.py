"""The week of the office: what it does, what it did and has not told, what it noted in a hurry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from lonja.core.agenda import MOST, WEEK, Matter, Upcoming, register

from .enums import Kind, State
from .models import Act
from .queries import acts_visible_to


def week(user, today: date) -> Iterator[Upcoming]:
    planned = Q(state=State.PLANNED, date__range=(today - WEEK, today + WEEK))
    unfinished = Q(incomplete=True) & ~Q(state=State.CANCELLED)
    if not user.reads_everything:
        unfinished = Q(pk__in=[])
    # Introductions wait for answers, not for their day.
    near = acts_visible_to(user).filter(planned | unfinished).exclude(kind=Kind.INTRODUCTION)
    near = near.order_by("date", "time", "pk")
    for act in near[: 3 * MOST]:
        yield Upcoming(act.date, act.title, _matter(act, today), record=act, note=_note(act))


def _matter(act: Act, today: date) -> Matter:
    if act.incomplete:
        return Matter.CAPTURE
    return Matter.ACT if act.date >= today else Matter.UNTOLD


def _note(act: Act) -> str:
    time = f"{act.time:%H:%M}" if act.time else ""
    return " · ".join(part for part in (time, act.get_kind_display(), act.place) if part)


register(week)
