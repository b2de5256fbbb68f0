"""Calls about to close."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from lonja.core.agenda import MONTH, MOST, Matter, Near, Upcoming, register

from . import queries
from .models import Call


def near_their_end(user, today: date) -> QuerySet[Call]:
    return queries.calls_closing(today, today + MONTH)


def closing(user, today: date) -> Iterator[Upcoming]:
    for call in near_their_end(user, today).order_by("closes_on")[:MOST]:
        yield Upcoming(call.closes_on, call.title, Matter.DEADLINE, 9, call, note=call.scheme.name)


register(closing, Near(Matter.DEADLINE, near_their_end, on="closes_on"))
