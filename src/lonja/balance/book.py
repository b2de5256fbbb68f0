"""The book: what every figure says of every year, wherever it comes from.

A closed year says what was frozen; a year older than the records says its opening balances; any
other is computed. `Book` reads a database once: make one for each page or command.

    book = Book()
    year = book.year(2024)
    year.value("press.mentions")        # 281
    year.reading("press.mentions")      # with its notes and breakdown
    year.previous.value("press.mentions")
    book.learn([(year, "press.mentions"), …])   # several values in one question
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F
from django.utils import timezone

from lonja.core import figures as registry
from lonja.core.figures import Figure
from lonja.core.measures import Along, ask
from lonja.house.models import House

from . import catalogue
from .models import Closing, FrozenFigure, OpeningBalance, OpeningItem
from .year import Year, weak_rows

__all__ = ["Book", "Year", "content_type_of", "weak_rows"]


class Book:
    """`today` ends a running year. `live`: years told as their records say now, closed or not.

    `kept`: figures computed before are taken as they are, while nothing has been written since.
    `house`: when the page has it already.
    """

    def __init__(
        self,
        *,
        today: date | None = None,
        live: Iterable[int] = (),
        kept: bool = False,
        house: House | None = None,
    ):
        self.house = house
        self.today = today or timezone.localdate()
        self.live = frozenset(live)
        self.kept = kept
        self.for_text = False  # what a text tells beside figures is kept too
        self.known: dict[str, Any] = {}
        self.along: list[Along] = []  # what is asked with the next values
        self._years: dict[int, Year] = {}

    def year(self, number: int) -> Year:
        if number not in self._years:
            self._years[number] = Year(number, self)
        return self._years[number]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return catalogue.figures()

    def figure(self, key: str) -> Figure:
        """KeyError when there is none. Those of the office are read only when one is asked for."""
        declared = registry.find(key) if "figures" not in self.__dict__ else None
        return declared or self.figures[key]

    @cached_property
    def closings(self) -> dict[int, Closing]:
        return {closing.year: closing for closing in Closing.objects.select_related("by")}

    @cached_property
    def openings(self) -> dict[tuple[str, int], OpeningBalance]:
        return {(one.key, one.year): one for one in self._opened[0].values()}

    def items_of(self, opening: OpeningBalance) -> list[OpeningItem]:
        """The records that an opening balance lists."""
        return self._opened[1].get(opening.pk, [])

    @cached_property
    def _opened(self) -> tuple[dict[int, OpeningBalance], dict[int, list[OpeningItem]]]:
        """Every opening balance, and the records that each lists, by its key: in one question."""
        balances: dict[int, OpeningBalance] = {}
        items: dict[int, list[OpeningItem]] = {}
        names = ("pk", "content_type_id", "object_id", "label")
        rows = OpeningBalance.objects.annotate(
            **{f"item_{name}": F(f"items__{name}") for name in names}
        )
        for one in rows.order_by("item_label", "item_pk"):
            balances.setdefault(one.pk, one)
            if one.item_pk:
                fields = {name: getattr(one, f"item_{name}") for name in names}
                items.setdefault(one.pk, []).append(OpeningItem(opening_id=one.pk, **fields))
        return balances, items

    @cached_property
    def records_since(self) -> int:
        """The year from which records are complete; 0 when nobody has said."""
        house = self.house or House.ours()
        return house.records_since if house else 0

    def told_live(self, *years: int) -> Book:
        """The same, with these years as their records say now: what is not of a year is shared."""
        book = Book(today=self.today, live=years, kept=self.kept, house=self.house)
        shared = ("figures", "closings", "openings", "_opened", "records_since")
        read = {name: self.__dict__[name] for name in shared if name in self.__dict__}
        book.__dict__.update(read)
        book.known = self.known
        # The other years say what they said.
        book._years.update({n: year for n, year in self._years.items() if n not in years})
        return book

    def learn(
        self, wanted: Iterable[tuple[Year, str]], *, count: Iterable[tuple[Year, str]] = ()
    ) -> None:
        """Values of figures of some years, and the numbers of records of others, asked of the
        database all together. Values that can only be measured by themselves are left for when
        they are wanted."""
        todo = dict.fromkeys(wanted)
        for year, key in list(todo):
            for base in self.figure(key).rests_on:
                todo |= {(year, base): None, (year.previous, base): None}
        self.remember(todo)
        asked = [
            (year, key, found)
            for year, key in todo
            if not year.has(key) and (found := self.figure(key).asked(year))
        ]
        # What rests on others is told after them.
        asked.sort(key=lambda one: bool(self.figure(one[1]).rests_on))
        counts = {(year, key): year.counts(key) for year, key in count if not year.has_counts(key)}
        parts = {made: part for one in counts.values() for made, part in one.items()}
        values = [part for _year, _key, found in asked for part in found.parts]
        along = list(self.along)
        self.along.clear()
        beside = [part for one in along for part in one.parts]
        numbers = iter(ask([*beside, *values, *parts.values()]))
        for other in along:
            other.learn([next(numbers) for _part in other.parts])
        for year, key, found in asked:
            year.learn(key, found.tell(*[next(numbers) for _part in found.parts]))
        counted = dict(zip(parts, numbers, strict=True))
        for (year, key), one in counts.items():
            year.learn_counts(key, *(counted[made] for made in one))

    def remember(self, wanted: Iterable[tuple[Year, str]]) -> None:
        """What was frozen of figures of closed years, read together."""
        pairs = [(y, key) for y, key in wanted if y.closing and not y.recalls(key)]
        closings = {y.closing.pk: y for y, _key in pairs if y.closing}
        keys = {key for _y, key in pairs}
        if not pairs:
            return
        for one in FrozenFigure.objects.filter(closing__in=closings, key__in=keys):
            closings[one.closing_id].recall(one.key, one)
        for year, key in pairs:
            year.recall(key, None)


def content_type_of(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)
