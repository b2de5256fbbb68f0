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
`measure` makes a value of them. What depends on more than its rows (a growth, a rank) is declared
with `asks`: what it needs to know of the `Year` in which it is read, and what it makes of that.
Either way a value alone, of whichever figures and years, is one question to the database; `notes`
and `breakdown`, what stands beside it, are asked for where they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from importlib import import_module
from typing import Any, Protocol, TypeVar

from django.apps import apps
from django.db.models import QuerySet

from .measures import Asked, Measure, Ratio, Share, Value, count, count_distinct, names, total
from .text import Text

__all__ = [
    "Asked", "Exclusion", "Figure", "Measure", "Ratio", "Reading", "Share", "Unit", "Value", "Year",
    "all_figures", "count", "count_distinct", "find", "get", "most_first", "names", "of_line",
    "once", "register", "total",
]  # fmt: skip


T = TypeVar("T")
N = TypeVar("N", int, float, Decimal)


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
    # What has been read for the figures of any year, by name, to be read once (see `once`).
    known: dict[str, Any]

    @property
    def span(self) -> tuple[date, date]: ...

    @property
    def previous(self) -> Year: ...

    def value(self, key: str) -> Value:
        """Another figure of this same year: computed, or its opening balance."""

    def reading(self, key: str) -> Reading:
        """The same with its notes; of a closed year, as it was frozen."""

    def fixed(self, key: str) -> Reading | None:
        """The same when it does not come from the records of today: frozen, or opened."""

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
    asks: Callable[[Year], Asked] | None = None
    # Figures of the same year and of the year before on which `asks` rests.
    rests_on: tuple[str, ...] = ()
    notes: Callable[[Year], list[Text]] | None = None
    breakdown: Callable[[QuerySet], dict[Any, Any]] | None = None
    # The same, when it is told of the year and not of its rows.
    shares: Callable[[Year], dict[Any, Any]] | None = None
    # What its parts are, where they are other than the value: the two budgets of a growth.
    parts_unit: Unit | None = None
    # Rows without enough proof; by default those to which no evidence is attached.
    weak: Callable[[QuerySet], QuerySet] | None = None
    # The same, when it is told of the year and not of its rows.
    weak_of: Callable[[Year], QuerySet] | None = None
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

    def records(self, year: Year) -> QuerySet:
        """Its `rows`, put together once for its value, its numbers and what stands beside."""
        made = once(year, f"rows of {self.key} in {year.number}", lambda: self.rows(year))
        return made.all()

    def asked(self, year: Year) -> Asked | None:
        """What its value asks of the database, to be asked with others; None when it must be
        measured by itself."""
        if self.asks:
            return self.asks(year)
        return self.measure.of(self.records(year)) if isinstance(self.measure, Measure) else None

    def read(self, year: Year, value: Any = ...) -> Reading:
        """`value`: the one that has been asked for already, when it has."""
        rows = self.records(year)
        if value is ...:
            asked = self.asked(year)
            assert asked or self.measure, f"{self.key} has neither measure nor asks"
            value = asked.answer() if asked else self.measure(rows)  # type: ignore[misc]
        beside: dict[Any, Any] = {}
        if self.shares:
            beside = self.shares(year)
        elif self.breakdown:
            beside = self.breakdown(rows)
        return Reading(value, self.notes(year) if self.notes else [], beside)


def once(year: Year, name: str, read: Callable[[], T]) -> T:
    """What `read` gives, read once for all the figures of all the years told together."""
    if name not in year.known:
        year.known[name] = read()
    found: T = year.known[name]
    return found


_registry: dict[str, Figure] = {}


def most_first(tally: Mapping[str, N]) -> dict[str, N]:
    """The most first and, of as many, by name: printed in the same order by whatever database."""
    return dict(sorted(tally.items(), key=lambda pair: (-pair[1], pair[0])))


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


def find(key: str) -> Figure | None:
    """The declared figure, if there is one of that key: the office may have made others."""
    _load()
    return _registry.get(key)


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
