"""A year as figures see it and as pages tell it: see `book`, which makes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from lonja.core.figures import Figure, Reading, Unit, Value
from lonja.core.measures import HowMany
from lonja.core.text import Text
from lonja.evidence.queries import unproved

from . import keeping
from .models import Closing, FrozenFigure, KeptYear, OpeningBalance, OpeningItem
from .packing import Standing, unpack, unpack_frozen

if TYPE_CHECKING:
    from .book import Book

Items = Callable[[OpeningBalance], list[OpeningItem]]
UNKNOWN_BEFORE = Text(
    "No hay registros completos de ese año.", "There are no complete records of that year."
)
INCOMPLETE = Text(
    "Los registros de ese año no están completos.", "The records of that year are not complete."
)

COMPARED = (Unit.COUNT, Unit.EUROS, Unit.NUMBER)


class Year:
    """A year as figures see it (see `core.figures.Year`), and as pages do."""

    def __init__(self, number: int, book: Book):
        self.number = number
        self.book = book
        self.start = date(number, 1, 1)
        self.end = max(self.start, min(date(number, 12, 31), book.today))
        self.known = book.known
        self._frozen: dict[str, FrozenFigure | None] = {}
        self._all_frozen = False
        self._values: dict[str, Value] = {}
        self._counts: dict[str, tuple[int, int]] = {}
        self._readings: dict[str, Reading] = {}
        self._standings: dict[str, Standing] = {}

    def __repr__(self) -> str:
        return f"<Year {self.number}>"

    @property
    def span(self) -> tuple[date, date]:
        return self.start, self.end

    @property
    def previous(self) -> Year:
        return self.book.year(self.number - 1)

    @property
    def is_running(self) -> bool:
        return self.end < date(self.number, 12, 31)

    @property
    def closing(self) -> Closing | None:
        """The closing whose figures stand; None when the year is told live."""
        if self.number in self.book.live:
            return None
        return self.book.closings.get(self.number)

    # -- values ------------------------------------------------------------------------------

    def value(self, key: str) -> Value:
        """KeyError when there is no such figure."""
        if fixed := self.fixed(key):
            return fixed.value
        if key in self._readings:
            return self._readings[key].value
        if key not in self._values:
            self.book.learn([(self, key)])
        return self._values[key] if key in self._values else self.reading(key).value

    def has(self, key: str) -> bool:
        """Whether its value is known without asking."""
        return key in self._values or key in self._readings or bool(self.fixed(key))

    def learn(self, key: str, value: Value) -> None:
        self._values[key] = self._told(value)

    def _told(self, value: Value) -> Value:
        return (value or None) if self.number < self.book.records_since else value

    def fixed(self, key: str) -> Reading | None:
        """What does not come from the records of today: frozen, or an opening balance."""
        if frozen := self.frozen(key):
            return unpack_frozen(frozen).reading
        if opening := self.book.openings.get((key, self.number)):
            return _opened(opening, self.book.items_of, self.book.figure(key).unit)
        return None

    def reading(self, key: str) -> Reading:
        """KeyError when there is no such figure."""
        if fixed := self.fixed(key):
            return fixed
        if key not in self._readings:
            self._readings[key] = self._read(key)
        return self._readings[key]

    def _read(self, key: str) -> Reading:
        figure = self.book.figure(key)
        if key not in self._values:
            self.book.learn([(self, key)])
        reading = figure.read(self, self._values.get(key, ...))
        reading.value = self._told(reading.value)
        if self.number < self.book.records_since:
            reading.notes.insert(0, INCOMPLETE if reading.value else UNKNOWN_BEFORE)
        return reading

    # -- frozen --------------------------------------------------------------------------------

    def frozen(self, key: str) -> FrozenFigure | None:
        """The figure as the year was closed with it; None when the year is told live."""
        if not self.closing:
            return None
        if not self.recalls(key):
            for one in self.closing.figures.all():
                self._frozen[one.key] = one
            self._all_frozen = True
        return self._frozen.get(key)

    def recalls(self, key: str) -> bool:
        return self._all_frozen or key in self._frozen

    def recall(self, key: str, frozen: FrozenFigure | None) -> None:
        self._frozen.setdefault(key, frozen)

    # -- with what stands around it ------------------------------------------------------------

    def standing(self, key: str) -> Standing:
        """KeyError when there is no such figure."""
        if frozen := self.frozen(key):
            return unpack_frozen(frozen)
        if key not in self._standings:
            if self.keeps and self._kept:
                self._standings |= keeping.standings(self, self._kept)
            else:
                self._stand([key])
        return self._standings[key]

    def standings(self) -> dict[str, Standing]:
        """Every figure: those of a closed year as frozen; of another, kept for the next to ask."""
        live = [key for key in self.book.figures if not self.frozen(key)]
        if any(key not in self._standings for key in live):
            if self.keeps and self._kept:
                self._standings |= keeping.standings(self, self._kept)
            else:
                self._stand(live)
                if self.keeps:
                    keeping.keep(self, self._stamp, self._standings)
        return {key: self.standing(key) for key in self.book.figures}

    @property
    def keeps(self) -> bool:
        return self.book.kept and not self.closing

    @cached_property
    def _kept_now(self) -> tuple[KeptYear | None, str]:
        return keeping.kept(self)

    @property
    def _kept(self) -> KeptYear | None:
        return self._kept_now[0]

    @property
    def _stamp(self) -> str:
        return self._kept_now[1]

    @cached_property
    def beside(self) -> dict[str, dict[str, Any]]:
        """What a text tells beside figures, by what it is ("charts", "first") and name: as it was
        kept, and whatever is added, for `keep_beside`."""
        kept = self._kept.beside if self.keeps and self.book.for_text and self._kept else {}
        self._beside_kept = sum(map(len, kept.values()))
        return {what: dict(kept.get(what, {})) for what in ("charts", "first")}

    def keep_beside(self) -> None:
        if self.keeps and sum(map(len, self.beside.values())) > self._beside_kept:
            keeping.keep_beside(self, self._stamp, self.beside)

    def outlines(self, keys: Iterable[str]) -> dict[str, Standing]:
        """Standings without notes nor breakdowns, which take a question or two each."""
        keys = list(keys)
        live = [key for key in keys if key not in self._standings and not self.frozen(key)]
        self._learn_with_before(live)
        outlined = {
            key: self._around(key, self.fixed(key) or Reading(self.value(key))) for key in live
        }
        return {key: outlined.get(key) or self.standing(key) for key in keys}

    def _stand(self, keys: Iterable[str]) -> None:
        keys = [key for key in keys if key not in self._standings]
        self._learn_with_before(keys)
        for key in keys:
            self._standings[key] = self._around(key, self.reading(key))

    def _learn_with_before(self, keys: list[str]) -> None:
        """The values of this year and the one before, and the numbers of records: one question."""
        pairs = [(year, key) for key in keys for year in (self, self.previous)]
        self.book.learn(pairs, count=[(self, key) for key in keys])

    def _around(self, key: str, reading: Reading) -> Standing:
        before = self.previous.fixed(key) or Reading(self.previous.value(key))
        numbers = self._counts.get(key) or (self._listed(key), 0)
        return Standing(reading, *numbers, previous=before)

    def _listed(self, key: str) -> int:
        return len(self.book.items_of(self.book.openings[key, self.number]))

    def counts(self, key: str) -> dict[Any, HowMany]:
        """What is asked to count the records of a figure, and those without proof: by what makes
        them, so that what several figures count is asked once."""
        figure = self.book.figure(key)
        rows, weak = figure.records(self), weak_rows(figure, self)
        return {
            (self, figure.rows): HowMany(rows.values("pk")),
            (self, figure.rows, figure.weak, figure.weak_of, figure.needs_proof): HowMany(
                weak.values("pk")
            ),
        }

    def has_counts(self, key: str) -> bool:
        """Whether its records are counted already, or are not of today."""
        return key in self._counts or bool(self.fixed(key))

    def learn_counts(self, key: str, records: int, weak: int) -> None:
        self._counts[key] = (records, weak)

    # -- records -----------------------------------------------------------------------------

    def rows(self, key: str) -> QuerySet:
        """The live records behind a figure, whether the year is closed or not."""
        return self.book.figure(key).records(self)

    def opening_records(self, key: str, *, up_to: int, since: int | None = None) -> set[int]:
        return {
            item.object_id
            for (named, year), opening in self.book.openings.items()
            if named == key and year <= up_to and (since is None or year >= since)
            for item in self.book.items_of(opening)
            if item.object_id is not None
        }

    # -- against other years -------------------------------------------------------------------

    def change(self, key: str) -> Decimal | None:
        """How much a count or an amount grew on the year before, as a ratio; None without basis,
        as while the year runs: part of a year beside a whole one tells nothing."""
        if self.is_running or self.book.figure(key).unit not in COMPARED:
            return None
        standing = self.standing(key)
        value, before = standing.value, standing.previous.value
        if not isinstance(value, int | Decimal) or not isinstance(before, int | Decimal):
            return None
        return Decimal(value) / Decimal(before) - 1 if before else None

    def is_first(self, key: str) -> bool:
        """Whether it is above zero for the first time, and the years before are known."""
        told = self.beside["first"]
        if key not in told:
            told[key] = self._is_first(key)
        return told[key]

    def _is_first(self, key: str) -> bool:
        if not self.value(key):
            return False
        since = self.book.records_since
        known = [y for y in range(since, self.number) if since] + [
            year for named, year in self.book.openings if named == key and year < self.number
        ]
        if not known:
            return False
        self.book.learn((self.book.year(y), key) for y in known)
        return not any(self.book.year(y).value(key) for y in set(known))

    def trend(self, key: str, years: int = 5) -> list[tuple[int, Value]]:
        """The last years, this one included, from the first of which something is known."""
        course = [self.book.year(n) for n in range(self.number - years + 1, self.number + 1)]
        keys = (key, *self.book.figure(key).rests_on)
        self.book.remember([(year, k) for year in (course[0].previous, *course) for k in keys])
        if key not in self._standings:
            now = [(self, key)] if not self.keeps else []
            self.book.learn([(year, key) for year in course[:-1]] + now, count=now)
        standing = self.standing(key)
        told = [(year.number, year.value(key)) for year in course[:-2]]
        told += [(self.number - 1, standing.previous.value), (self.number, standing.value)]
        while told and told[0][1] is None and len(told) > 1:
            told.pop(0)
        return told


def weak_rows(figure: Figure, year: Year) -> QuerySet:
    """The records of the year without enough proof, by the rule of the figure."""
    if figure.weak_of:
        return figure.weak_of(year)
    rows = figure.records(year)
    if figure.weak:
        return figure.weak(rows)
    return unproved(rows) if figure.needs_proof else rows.none()


def _opened(opening: OpeningBalance, items_of: Items, unit: Unit) -> Reading:
    if unit == Unit.LIST:
        value: Value = sorted(item.label for item in items_of(opening))
    elif opening.value is None:
        value = len(items_of(opening))
    else:
        value = unpack(str(opening.value), unit)
    note = Text(f"Saldo inicial: {opening.source}.", f"Opening balance: {opening.source}.")
    return Reading(value, notes=[note], opening=True)
