"""Calls about to close."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lonja.core.agenda import MONTH, MOST, Matter, Upcoming, register

from . import queries


def closing(user, today: date) -> Iterator[Upcoming]:
    if not user.reads_everything:
        return
    for call in queries.calls_closing(today, today + MONTH)[:MOST]:
        yield Upcoming(call.closes_on, call.title, Matter.DEADLINE, 9, call, note=call.scheme.name)


register(closing, rows=lambda today: queries.calls_closing(today, today + MONTH))
