"""Finding an organisation or a person by what somebody typed, slips included."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import Q, QuerySet
from rapidfuzz import fuzz, process

from lonja.core.text import fold

CLOSE = 72


def close_to(
    rows: QuerySet, text: str, also: Sequence[str] = (), limit: int = 10
) -> list[models.Model]:
    """The likeliest records for a text that begins no name: by other fields, else by likeness."""
    others = Q()
    for name in also:
        others |= Q(**{f"{name}__icontains": text})
    if also and (found := list(rows.filter(others)[:limit])):
        return found
    names = dict(rows.order_by().values_list("pk", "folded"))
    best = process.extract(fold(text), names, scorer=fuzz.WRatio, limit=limit, score_cutoff=CLOSE)
    records = rows.in_bulk([key for _name, _score, key in best])
    return [records[key] for _name, _score, key in best]
