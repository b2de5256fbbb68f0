"""What is near: acts to come, days on which something ends, what waits for an answer.

Each app names its own in a module `agenda.py`, which this registry reads:

    def expiring(user, today):
        for one in near_their_end(user, today).order_by("valid_until")[:MOST]:
            yield Upcoming(one.valid_until, str(one), Matter.EXPIRES, line=2, record=one)

    register(expiring, Near(Matter.EXPIRES, near_their_end, on="valid_until"))

One question tells of all of them how many rows they have and the first day (`outlook`); a provider
is asked only when it has some, and asks the database once, because many are asked for one page.
What is not for `everybody` is for whoever reads everything; `rows` are those that `user` may see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from .existing import how_many_and_first, which_exist

WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
MOST = 20
"""Of each provider: the rest is a click away, in its list."""


class Matter(StrEnum):
    """Why something is near. The order is that of the page."""

    ACT = "act"  # it happens that day
    UNTOLD = "untold"  # its day has passed, and nobody has said whether it was held
    CAPTURE = "capture"  # noted in a hurry, to be completed
    DEADLINE = "deadline"  # the last day to do something
    EXPIRES = "expires"  # an agreement, a mandate or a fee ends
    WAITING = "waiting"  # asked, and not answered since that day


@dataclass(frozen=True)
class Upcoming:
    """`record` leads to its page, unless `url` says where; `note` is a few words beside it."""

    date: date
    label: str
    matter: Matter
    line: int | None = None
    record: models.Model | None = None
    url: str = ""
    note: str = ""

    def place(self, today: date) -> tuple:
        """In what order things are read: by matter, and by day; of what waits, what has come today
        is before what is old, to be seen as it comes."""
        old = self.matter == Matter.WAITING and self.date != today
        return list(Matter).index(self.matter), old, self.date, self.label


Provider = Callable[[Any, date], Iterable[Upcoming]]

Rows = Callable[[Any, date], models.QuerySet]


@dataclass(frozen=True)
class Near:
    """The rows of which a provider tells something of one matter; `on`: their day, or moment."""

    matter: Matter
    rows: Rows
    on: str = "date"


@dataclass(frozen=True)
class Source:
    """A provider with all that it tells of. `everybody`: outsiders too have something of it."""

    tell: Provider
    near: tuple[Near, ...]
    everybody: bool


@dataclass(frozen=True)
class Outlook:
    """How many things are near of each matter, and the day of the first, before any is read."""

    user: Any
    today: date
    seen: tuple[tuple[Source, Near, int, date], ...]

    def number(self, *matters: Matter) -> int:
        return sum(number for _, near, number, _ in self.seen if near.matter in matters)

    def day(self, matter: Matter) -> date | None:
        """Of the first; None when there is nothing of that matter."""
        return min((day for _, near, _, day in self.seen if near.matter == matter), default=None)

    def first(self, matter: Matter) -> Upcoming | None:
        """The one of that day, asked of its provider."""
        of_it = [(day, source) for source, near, _, day in self.seen if near.matter == matter]
        for _day, source in sorted(of_it, key=lambda one: one[0])[:1]:
            told = [one for one in source.tell(self.user, self.today) if one.matter == matter]
            return min(told, key=lambda one: (one.date, one.label), default=None)
        return None


_sources: list[Source] = []
_loaded = False


def register(provider: Provider, *near: Near, everybody: bool = False) -> None:
    _sources.append(Source(provider, near, everybody))


def upcoming(user: Any, today: date, *matters: Matter) -> list[Upcoming]:
    """Everything near, of these matters or of all, for one person, in order."""
    wanted = matters or tuple(Matter)
    asked = [pair for pair in _asked(user) if pair[1].matter in wanted]
    there = which_exist([near.rows(user, today) for _source, near in asked])
    tells = dict.fromkeys(one.tell for (one, _), some in zip(asked, there, strict=True) if some)
    found = [one for tell in tells for one in tell(user, today) if one.matter in wanted]
    return sorted(found, key=lambda one: one.place(today))


def as_it_comes(rows: models.QuerySet, on: str, today: date) -> models.QuerySet:
    """As many of what waits as a provider tells: what has come today, and then the oldest first.
    `on`: the field of its day."""
    come = models.Case(models.When(**{on: today}, then=0), default=1)
    return rows.order_by(come, on, "pk")[:MOST]


def outlook(user: Any, today: date) -> Outlook:
    asked = _asked(user)
    told = how_many_and_first([(near.rows(user, today), near.on) for _one, near in asked])
    return Outlook(
        user,
        today,
        tuple(
            (source, near, number, _day(first))
            for (source, near), (number, first) in zip(asked, told, strict=True)
            if number and first
        ),
    )


def _asked(user: Any) -> list[tuple[Source, Near]]:
    _load()
    may = [one for one in _sources if one.everybody or user.reads_everything]
    return [(source, near) for source in may for near in source.near]


def _day(moment: date | datetime) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def _load() -> None:
    global _loaded
    if _loaded:
        return
    _loaded = True
    for config in apps.get_app_configs():
        inside = config.name.startswith("lonja.") and config.name != "lonja.core"
        if inside and find_spec(f"{config.name}.agenda"):
            import_module(f"{config.name}.agenda")
