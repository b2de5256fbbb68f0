"""What is near: acts to come, days on which something ends, what waits for an answer.

Each app names its own in a module `agenda.py`, which this registry reads:

    def expiring(user, today):
        for one in queries.agreements_expiring(today, today + MONTH)[:MOST]:
            yield Upcoming(one.valid_until, str(one), Matter.EXPIRES, line=2, record=one)

    register(expiring, rows=lambda today: Agreement.objects.filter(valid_until__gte=today))

A provider asks the database once or twice at most, because all of them are asked for one page; and
is not asked at all when there are no `rows`, in which is whatever it could tell of. It gives
nothing that `user` may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models

from .existing import which_exist

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


Provider = Callable[[Any, date], Iterable[Upcoming]]

Rows = Callable[[date], models.QuerySet]

_providers: list[tuple[Provider, Rows | None]] = []
_loaded = False


def register(provider: Provider, *, rows: Rows | None = None) -> None:
    _providers.append((provider, rows))


def upcoming(user: Any, today: date) -> list[Upcoming]:
    """Everything near, for one person, by matter and date."""
    _load()
    order = list(Matter)
    there = which_exist(user, [rows(today) if rows else None for _provider, rows in _providers])
    found = [
        one
        for (provider, _rows), some in zip(_providers, there, strict=True)
        if some
        for one in provider(user, today)
    ]
    return sorted(found, key=lambda one: (order.index(one.matter), one.date, one.label))


def _load() -> None:
    global _loaded
    if _loaded:
        return
    _loaded = True
    for config in apps.get_app_configs():
        inside = config.name.startswith("lonja.") and config.name != "lonja.core"
        if inside and find_spec(f"{config.name}.agenda"):
            import_module(f"{config.name}.agenda")
