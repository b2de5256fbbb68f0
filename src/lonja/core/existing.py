"""What several questions would have for an answer, asked of the database all at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, QuerySet, Subquery

from .measures import HowMany, ask


def which_exist(rows: Sequence[QuerySet]) -> list[bool]:
    """Of each, whether it has any row."""
    return [bool(some) for some in ask(Exists(one) for one in rows)]


def how_many(rows: Sequence[tuple[QuerySet | None, int]]) -> list[int]:
    """Of each, how many rows it has, counted no further than the number beside it; 1 of None."""
    told = iter(ask(HowMany(one.values("pk"), most) for one, most in rows if one is not None))
    return [1 if one is None else next(told) for one, _most in rows]


def how_many_and_first(rows: Sequence[tuple[QuerySet, str]]) -> list[tuple[int, Any]]:
    """Of each, how many rows it has, and the least value of the field named beside it."""
    asked: list[Subquery] = []
    for one, field in rows:
        asked.append(HowMany(one.values("pk")))
        asked.append(Subquery(one.order_by(field).values(field)[:1]))
    told = iter(ask(asked))
    return list(zip(told, told, strict=True))
