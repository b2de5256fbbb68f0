"""The book: what every figure says of every year, wherever it comes from.

A closed year says what was frozen; a year older than the records says its opening balances; any
other is computed. `Book` reads a database once: make one for each page or command.

    book = Book()
    year = book.year(2024)
    year.value("press.mentions")        # 281
    year.reading("press.mentions")      # with its notes and breakdown
    year.previous.value("press.mentions")
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from lonja.core.figures import Figure, Reading, Unit, Value
from lonja.core.formatting import rounded
from lonja.core.text import Text
from lonja.evidence.queries import unproved
from lonja.house.models import House

from . import catalogue, keeping
from .models import Closing, FrozenFigure, OpeningBalance
from .packing import Standing, unpack, unpack_text

UNKNOWN_BEFORE = Text(
    "No hay registros completos de ese año.", "There are no complete records of that year."
)
INCOMPLETE = Text(
    "Los registros de ese año no están completos.", "The records of that year are not complete."
)


class Book:
    """`today` ends a running year. `live`: years told as their records say now, closed or not.

    `kept`: figures computed before are taken as they are, while nothing has been written since.
    """

    def __init__(self, *, today: date | None = None, live: Iterable[int] = (), kept: bool = False):
        self.today = today or timezone.localdate()
        self.live = frozenset(live)
        self.kept = kept
        self._years: dict[int, Year] = {}
        self._counts: dict[tuple, int] = {}

    def year(self, number: int) -> Year:
        if number not in self._years:
            self._years[number] = Year(number, self)
        return self._years[number]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return catalogue.figures()

    @cached_property
    def closings(self) -> dict[int, Closing]:
        return {closing.year: closing for closing in Closing.objects.select_related("by")}

    @cached_property
    def openings(self) -> dict[tuple[str, int], OpeningBalance]:
        found = OpeningBalance.objects.prefetch_related("items")
        return {(one.key, one.year): one for one in found}

    @cached_property
    def records_since(self) -> int:
        """The year from which records are complete; 0 when nobody has said."""
        house = House.ours()
        return house.records_since if house else 0

    def count(self, rows: QuerySet) -> int:
        """How many rows; the same question is asked of the database once."""
        try:
            key = rows.query.sql_with_params()
        except Exception:  # EmptyResultSet: the database would not be asked either
            return rows.count()
        if key not in self._counts:
            self._counts[key] = rows.count()
        return self._counts[key]


class Year:
    """A year as figures see it (see `core.figures.Year`), and as pages do."""

    def __init__(self, number: int, book: Book):
        self.number = number
        self.book = book
        self.start = date(number, 1, 1)
        self.end = max(self.start, min(date(number, 12, 31), book.today))
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
        return self.reading(key).value

    def reading(self, key: str) -> Reading:
        """KeyError when there is no such figure."""
        if self.closing and key in self._frozen:
            return _standing_of(self._frozen[key]).reading
        if key not in self._readings:
            self._readings[key] = self._read(key)
        return self._readings[key]

    def _read(self, key: str) -> Reading:
        if opening := self.book.openings.get((key, self.number)):
            return _opened(opening, self.book.figures[key].unit)
        figure = self.book.figures[key]
        reading = figure.read(self)
        if figure.unit == Unit.EUROS and reading.value is not None:
            reading.value = rounded(reading.value, 2)  # some databases sum cents as floats
        if self.number < self.book.records_since:
            note = INCOMPLETE if reading.value else UNKNOWN_BEFORE
            return Reading(reading.value or None, [note, *reading.notes], reading.breakdown)
        return reading

    @cached_property
    def _frozen(self) -> dict[str, FrozenFigure]:
        return {one.key: one for one in self.closing.figures.all()} if self.closing else {}

    def standing(self, key: str) -> Standing:
        if self.closing and key in self._frozen:
            return _standing_of(self._frozen[key])
        if self.book.kept and not self.closing:
            return self._kept[key]
        if key not in self._standings:
            self._standings[key] = self._stand(key)
        return self._standings[key]

    def _stand(self, key: str) -> Standing:
        reading, before = self.reading(key), self.previous.reading(key)
        if reading.opening:
            listed = len(self.book.openings[key, self.number].items.all())
            return Standing(reading, listed, previous=before)
        figure = self.book.figures[key]
        rows = figure.rows(self)
        records, weak = self.book.count(rows), self.book.count(weak_rows(figure, rows))
        return Standing(reading, records, weak, before)

    @cached_property
    def _kept(self) -> dict[str, Standing]:
        return keeping.standings(self, self._stand)

    # -- records -----------------------------------------------------------------------------

    def rows(self, key: str) -> QuerySet:
        """The live records behind a figure, whether the year is closed or not."""
        return self.book.figures[key].rows(self)

    def opening_records(self, key: str, *, up_to: int, since: int | None = None) -> set[int]:
        return {
            item.object_id
            for (named, year), opening in self.book.openings.items()
            if named == key and year <= up_to and (since is None or year >= since)
            for item in opening.items.all()
            if item.object_id is not None
        }

    # -- against other years -------------------------------------------------------------------

    def change(self, key: str) -> Decimal | None:
        """How much a count or an amount grew on the year before, as a ratio; None without basis."""
        if self.book.figures[key].unit not in (Unit.COUNT, Unit.EUROS, Unit.NUMBER):
            return None
        standing = self.standing(key)
        value, before = standing.value, standing.previous.value
        if not isinstance(value, int | Decimal) or not isinstance(before, int | Decimal):
            return None
        return Decimal(value) / Decimal(before) - 1 if before else None

    def is_first(self, key: str) -> bool:
        """Whether it is above zero for the first time, and the years before are known."""
        if not self.value(key):
            return False
        since = self.book.records_since
        known = [y for y in range(since, self.number) if since] + [
            year for named, year in self.book.openings if named == key and year < self.number
        ]
        return bool(known) and not any(self.book.year(y).value(key) for y in set(known))

    def trend(self, key: str, years: int = 5) -> list[tuple[int, Reading]]:
        """The last years, this one included, from the first of which something is known."""
        standing = self.standing(key)
        before = range(self.number - years + 1, self.number - 1)
        told = [(number, self.book.year(number).reading(key)) for number in before]
        told += [(self.number - 1, standing.previous), (self.number, standing.reading)]
        while told and told[0][1].value is None and len(told) > 1:
            told.pop(0)
        return told


def weak_rows(figure: Figure, rows: QuerySet) -> QuerySet:
    """The rows without enough proof, by the rule of the figure."""
    if figure.weak:
        return figure.weak(rows)
    return unproved(rows) if figure.needs_proof else rows.none()


def _standing_of(frozen: FrozenFigure) -> Standing:
    unit = Unit(frozen.unit)
    said = {"value": frozen.value, "breakdown": frozen.breakdown}
    said |= frozen.translations.get((get_language() or "es")[:2], {})
    return Standing(
        Reading(
            unpack(said["value"], unit),
            notes=[unpack_text(note) for note in frozen.notes],
            breakdown=said["breakdown"],
            opening=frozen.opening,
        ),
        records=frozen.records,
        weak=frozen.weak,
        previous=Reading(unpack(frozen.previous, unit), opening=frozen.previous_opening),
    )


def _opened(opening: OpeningBalance, unit: Unit) -> Reading:
    names = sorted(item.label for item in opening.items.all())
    if unit == Unit.LIST:
        value: Value = names
    elif opening.value is None:
        value = len(names)
    else:
        value = unpack(str(opening.value), unit)
    note = Text(f"Saldo inicial: {opening.source}.", f"Opening balance: {opening.source}.")
    return Reading(value, notes=[note], opening=True)


def content_type_of(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)
