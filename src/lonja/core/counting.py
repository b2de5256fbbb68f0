"""Several numbers of several types of record, in one question to the database."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Aggregate, BigIntegerField, Count, F, Min, QuerySet, Sum, Value
from django.db.models.functions import Cast, ExtractYear, Round

Asked = QuerySet | tuple[QuerySet, Aggregate | Cast]


def numbers(**asked: Asked) -> dict[str, int]:
    """How many records each has or, of a pair, what the aggregate says; 0 of none."""
    rows = [_asked(name, *(one if isinstance(one, tuple) else (one, different("pk"))))
            for name, one in asked.items()]  # fmt: skip
    found = dict(rows[0].union(*rows[1:], all=True))
    return {name: found.get(name) or 0 for name in asked}


def different(field: str) -> Count:
    return Count(field, distinct=True)


def cents(field: str) -> Cast:
    """A sum of euros as whole cents, so that it stands beside counts without losing any. Rounded:
    SQLite sums amounts as floats, and a cast would cut them."""
    return Cast(Round(Sum(F(field) * 100)), BigIntegerField())


def in_euros(amount: int) -> Decimal:
    return Decimal(amount) / 100


def first_year(field: str) -> Min:
    return Min(ExtractYear(field))


def _asked(name: str, rows: QuerySet, number: Aggregate | Cast) -> QuerySet:
    named = rows.order_by().annotate(asked=Value(name)).values("asked")
    return named.annotate(number=number).values_list("asked", "number")
