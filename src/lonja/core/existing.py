"""What several questions would have for an answer, asked of the database all at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, Model, QuerySet, Subquery

from .measures import HowMany


def which_exist(record: Model, rows: Sequence[QuerySet]) -> list[bool]:
    """Of each, whether it has any row. `record` is any that is in the database: the question is
    asked beside it."""
    return [bool(some) for some in _beside(record, [Exists(one) for one in rows])]


def how_many(record: Model, rows: Sequence[tuple[QuerySet | None, int]]) -> list[int]:
    """Of each, how many rows it has, counted no further than the number beside it; 1 of None."""
    asked = [HowMany(one.values("pk"), most) for one, most in rows if one is not None]
    told = iter(_beside(record, asked))
    return [1 if one is None else next(told) for one, _most in rows]


def how_many_and_first(
    record: Model, rows: Sequence[tuple[QuerySet, str]]
) -> list[tuple[int, Any]]:
    """Of each, how many rows it has, and the least value of the field named beside it."""
    asked: list[Subquery] = []
    for one, field in rows:
        asked.append(HowMany(one.values("pk")))
        asked.append(Subquery(one.order_by(field).values(field)[:1]))
    told = iter(_beside(record, asked))
    return list(zip(told, told, strict=True))


def _beside(record: Model, asked: Sequence[Exists | Subquery]) -> Sequence:
    itself = record._meta.model._base_manager.filter(pk=record.pk)
    return itself.values_list(*asked).get() if asked else ()
