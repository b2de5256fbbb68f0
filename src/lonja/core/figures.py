"""Figures: a figure is a query with a name. No total is ever typed.

Each line of work declares its own in its `figures.py`, which this registry reads:

    register(
        Figure(
            key="groups.deliverables_published",
            line=1,
            name=Text("Entregables publicados", "Deliverables published"),
            definition=Text("Entregables con enlace, publicados en el año…", "…"),
            unit=Unit.COUNT,
            rows=lambda year: Deliverable.objects.published().filter(date__range=year.span),
            measure=count,
        )
    )

`rows` gives the records that count, one row a record, so that a click on the figure shows them;
`measure` makes a value of them. What depends on other figures (a growth, a rank) is declared with
`derive` instead of `measure`. Both are given the `Year` in which they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from importlib import import_module
from typing import Any, Protocol

from django.apps import apps
from django.db.models import QuerySet
from django.db.models import Sum as SqlSum

from .text import Text

Value = int | Decimal | list[str] | dict[str, int] | None


class Unit(StrEnum):
    COUNT = "count"
    NUMBER = "number"  # with decimals
    EUROS = "eur"
    PERCENT = "percent"  # held as a ratio: 0.25 is printed 25 %
    RANK = "rank"
    LIST = "list"  # names
    TABLE = "table"  # label -> count


@dataclass
class Reading:
    """What a figure says of a year.

    `value`: int, Decimal (euros, ratios), list of names, or {label: count}; None when it cannot be
    known, in which case `notes` says why. `notes` are caveats printed beside the value.
    `breakdown`: label -> value, for charts and tables. `opening`: the value was typed as an opening
    balance.
    """

    value: Value
    notes: list[Text] = field(default_factory=list)
    breakdown: dict[Any, Any] = field(default_factory=dict)
    opening: bool = False


class Year(Protocol):
    """A year as figures see it. The balance implements it (`balance.book.Year`)."""

    number: int
    start: date
    end: date  # 31 December, or today while the year is running

    @property
    def span(self) -> tuple[date, date]: ...

    @property
    def previous(self) -> Year: ...

    def value(self, key: str) -> Value:
        """Another figure of this same year: computed, or its opening balance."""

    def reading(self, key: str) -> Reading:
        """The same with its notes; of a closed year, as it was frozen."""

    def opening_records(self, key: str, *, up_to: int, since: int | None = None) -> set[int]:
        """Keys of the records listed in opening balances of `key`, from `since` to `up_to`."""


@dataclass(frozen=True)
class Exclusion:
    """A record that somebody might expect in a figure, and why it is not."""

    record: Any
    reason: Text


@dataclass(frozen=True)
class Figure:
    key: str
    line: int
    name: Text
    definition: Text
    unit: Unit
    rows: Callable[[Year], QuerySet]
    measure: Callable[[QuerySet], Value] | None = None
    derive: Callable[[Year], Reading] | None = None
    breakdown: Callable[[QuerySet], dict[Any, Any]] | None = None
    # Rows without enough proof; by default those to which no evidence is attached.
    weak: Callable[[QuerySet], QuerySet] | None = None
    # The entity that each row stands for, when several rows may be one: "organisation".
    counts: str = ""
    excluded: Callable[[Year], Iterable[Exclusion]] | None = None
    needs_proof: bool = True
    more_is_better: bool = True
    # What each row adds to the value, for those that sum: the path of an amount. Without it, one.
    adds: str = ""
    # The value is itself a change against the year before (a growth), so it says "un 25 % más".
    tells_change: bool = False

    @property
    def app(self) -> str:
        return self.key.partition(".")[0]

    def read(self, year: Year) -> Reading:
        if self.derive:
            return self.derive(year)
        assert self.measure, f"{self.key} has neither measure nor derive"
        rows = self.rows(year)
        return Reading(self.measure(rows), breakdown=self.breakdown(rows) if self.breakdown else {})


def count(rows: QuerySet) -> int:
    return rows.count()


def count_distinct(path: str) -> Callable[[QuerySet], int]:
    """How many different `path` there are among the rows; rows without one do not count."""

    def measure(rows: QuerySet) -> int:
        return rows.order_by().exclude(**{f"{path}__isnull": True}).values(path).distinct().count()

    return measure


def total(path: str) -> Callable[[QuerySet], Decimal]:
    def measure(rows: QuerySet) -> Decimal:
        return rows.aggregate(total=SqlSum(path))["total"] or Decimal(0)

    return measure


def names(path: str) -> Callable[[QuerySet], list[str]]:
    """The different names at `path` among the rows, in alphabetical order."""

    def measure(rows: QuerySet) -> list[str]:
        return sorted(set(rows.order_by().values_list(path, flat=True)) - {None, ""})

    return measure


_registry: dict[str, Figure] = {}


def register(*figures: Figure) -> None:
    for figure in figures:
        if figure.key in _registry:
            raise ValueError(f"Two figures are called {figure.key}")
        _registry[figure.key] = figure


def all_figures() -> list[Figure]:
    """Every declared figure, by line and in the order of declaration."""
    _load()
    return sorted(_registry.values(), key=lambda f: f.line)


def get(key: str) -> Figure:
    _load()
    return _registry[key]


def of_line(line: int) -> list[Figure]:
    return [f for f in all_figures() if f.line == line]


_loaded = False


def _load() -> None:
    global _loaded
    if _loaded:
        return
    for config in apps.get_app_configs():
        if config.name.startswith("lonja.") and _has(config.name, "figures"):
            import_module(f"{config.name}.figures")
    _loaded = True


def _has(package: str, module: str) -> bool:
    from importlib.util import find_spec

    return package != "lonja.core" and find_spec(f"{package}.{module}") is not None
