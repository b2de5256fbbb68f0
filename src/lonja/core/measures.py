"""Measures of records: how many, how many different, how much.

A measure is called with rows and gives a value. What it asks of the database are `parts`, each a
number; those of many figures and years can be asked together: `ask` makes one question of them.

    count(mentions)                                    # 281
    ask([*count.parts(of_2023), *count.parts(of_2024)])  # [260, 281], in one question
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, IntegerField, JSONField, QuerySet, Subquery

Value = int | Decimal | list[str] | dict[str, int] | None
Narrow = Callable[[QuerySet], QuerySet]


class HowMany(Subquery):
    """How many rows a queryset has, as a number within another question; counted no further than
    `most`."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
    empty_result_set_value = 0

    def __init__(self, rows: QuerySet, most: int | None = None):
        super().__init__(rows.order_by()[:most])


class HowMuch(Subquery):
    """The sum of what stands at a path of the rows, with the decimals that it has: euros, to the
    cent. None without any."""

    template = '(SELECT SUM(added."amount_added") FROM (%(subquery)s) added)'

    def __init__(self, rows: QuerySet, path: str):
        # With its key: of rows that are to be distinct, two may have the same amount.
        amounts = rows.order_by().values("pk", amount_added=F(path))
        super().__init__(amounts, amounts.query.annotations["amount_added"].output_field)

    def get_db_converters(self, connection: Any) -> list[Callable[..., Any]]:
        decimals = getattr(self.output_field, "decimal_places", None)
        own = [] if decimals is None else [partial(_with_decimals, decimals)]
        return [*super().get_db_converters(connection), *own]


def _with_decimals(decimals: int, found: Decimal | None, *_asked: Any) -> Decimal | None:
    """SQLite sums decimals as floats."""
    return None if found is None else found.quantize(Decimal(1).scaleb(-decimals))


class WhichNames(Subquery):
    """The different values at a path of the rows, as a list of no order."""

    output_field = JSONField()

    def __init__(self, rows: QuerySet, path: str):
        super().__init__(rows.order_by().values(named=F(path)).distinct())

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        template = "(SELECT json_group_array(n.named) FROM (%(subquery)s) n)"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        template = "(SELECT coalesce(jsonb_agg(n.named), '[]'::jsonb) FROM (%(subquery)s) n)"
        return self.as_sql(compiler, connection, template=template, **extra)


Part = Subquery


TOGETHER = 40
"""Parts of one question. SQLite takes for two hundred at once twice what it takes for them by
forties."""


def ask(parts: Iterable[Part]) -> list[Any]:
    """What all the parts are, in their order: one question, whatever their tables, or a few when
    there are very many."""
    several = list(parts)
    found: list[Any] = []
    for start in range(0, len(several), TOGETHER):
        named = {f"part_{n}": part for n, part in enumerate(several[start : start + TOGETHER])}
        # Any table with a row serves to hang them from: each stands alone.
        rows = ContentType.objects.order_by().annotate(**named).values_list(*named)
        found += rows[:1][0]
    return found


def numbers(**parts: Part) -> dict[str, Any]:
    """The same, each by its name: 0 of what there is none of."""
    return {name: found or 0 for name, found in zip(parts, ask(parts.values()), strict=True)}


@dataclass(frozen=True)
class Asked:
    """What a value needs to know, and what is made of it: `tell` is given the number of each."""

    parts: tuple[Part, ...]
    tell: Callable[..., Value]

    def answer(self) -> Value:
        return self.tell(*ask(self.parts))


class Along:
    """Parts that go along with the next question that is asked; alone, when none has been."""

    def __init__(self, *parts: Part):
        self.parts = parts
        self._found: list[Any] | None = None

    def learn(self, found: list[Any]) -> None:
        self._found = found

    def answer(self) -> list[Any]:
        if self._found is None:
            self._found = ask(self.parts)
        return self._found


class Measure:
    """Rows -> value. Subclasses say which numbers they ask for and what they make of them."""

    def parts(self, rows: QuerySet) -> tuple[Part, ...]:
        raise NotImplementedError

    def tell(self, *found: Any) -> Value:
        raise NotImplementedError

    def of(self, rows: QuerySet) -> Asked:
        return Asked(self.parts(rows), self.tell)

    def __call__(self, rows: QuerySet) -> Value:
        return self.of(rows).answer()


class Count(Measure):
    def parts(self, rows: QuerySet) -> tuple[Part, ...]:
        return (HowMany(rows.values("pk")),)

    def tell(self, *found: Any) -> int:
        return found[0] or 0


@dataclass(frozen=True)
class CountDistinct(Measure):
    path: str

    def parts(self, rows: QuerySet) -> tuple[Part, ...]:
        known = rows.order_by().exclude(**{f"{self.path}__isnull": True})
        return (HowMany(known.values(self.path).distinct()),)

    def tell(self, *found: Any) -> int:
        return found[0] or 0


@dataclass(frozen=True)
class Total(Measure):
    """`over`: the rows summed, when they are others than those counted. `unknown`: without any
    amount the sum is not zero: it is not known."""

    path: str
    over: Narrow | None = None
    unknown: bool = False

    def parts(self, rows: QuerySet) -> tuple[Part, ...]:
        return (HowMuch(self.over(rows) if self.over else rows, self.path),)

    def tell(self, *found: Any) -> int | Decimal | None:
        return found[0] if self.unknown else found[0] or Decimal(0)


@dataclass(frozen=True)
class Ratio(Measure):
    """A sum over another, None when there is nothing to divide by. `over`: the rows that tell."""

    above: str
    below: str
    over: Narrow | None = None

    def parts(self, rows: QuerySet) -> tuple[Part, ...]:
        told = self.over(rows) if self.over else rows
        return HowMuch(told, self.above), HowMuch(told, self.below)

    def tell(self, *found: Any) -> Decimal | None:
        above, below = found
        return Decimal(above or 0) / below if below else None


@dataclass(frozen=True)
class Share(Measure):
    """Which part of the rows are those of `of_them`; None without rows."""

    of_them: Narrow

    def parts(self, rows: QuerySet) -> tuple[Part, ...]:
        return HowMany(self.of_them(rows).values("pk")), HowMany(rows.values("pk"))

    def tell(self, *found: Any) -> Decimal | None:
        some, every = found
        return Decimal(some) / every if every else None


@dataclass(frozen=True)
class Names(Measure):
    """The different names at a path of the rows, in alphabetical order."""

    path: str

    def parts(self, rows: QuerySet) -> tuple[Part, ...]:
        return (WhichNames(rows, self.path),)

    def tell(self, *found: Any) -> list[str]:
        return sorted(set(found[0] or ()) - {None, ""})


count = Count()
count_distinct = CountDistinct
total = Total
names = Names
