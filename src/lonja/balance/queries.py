"""Which years there are, and how each stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min
from django.utils import timezone

from lonja.acts.models import Act
from lonja.core.figures import Figure, Unit, Value
from lonja.core.measures import HowMany, Part, ask
from lonja.evidence.queries import owner_of

from .book import Book, Year
from .models import Closing, Edition, FrozenFigure, Goal, OpeningBalance, Publication
from .packing import unpack


@dataclass(frozen=True)
class YearState:
    number: int
    closing: Closing | None
    publication: Publication | None
    has_edition: bool
    openings: int
    running: bool


def years(*, today: date | None = None) -> list[YearState]:
    """The newest first: those with acts, opening balances, a text or a closing; and this one."""
    this = (today or timezone.localdate()).year
    acts = Act.objects.aggregate(first=Min("date"), last=Max("date"))
    closings = {one.year: one for one in Closing.objects.select_related("by")}
    editions = set(Edition.objects.values_list("year", flat=True))
    openings: dict[int, int] = defaultdict(int)
    for year in OpeningBalance.objects.values_list("year", flat=True):
        openings[year] += 1
    out = {
        one.edition.year: one
        for one in Publication.objects.standing().select_related("edition").order_by("version")
    }
    found = {this, *closings, *editions, *openings}
    if acts["first"]:
        found |= set(range(acts["first"].year, min(acts["last"].year, this) + 1))
    return [
        YearState(
            number, closings.get(number), out.get(number), number in editions, openings[number],
            number == this,
        )
        for number in sorted(found, reverse=True)
    ]  # fmt: skip


def current_year(*, today: date | None = None) -> int:
    """The year being accounted for: the last one with acts that is not closed, else this one."""
    this = (today or timezone.localdate()).year
    last = Act.objects.filter(date__year__lte=this).aggregate(last=Max("date"))["last"]
    return last.year if last else this


def goals_of(number: int) -> dict[str, Goal]:
    return {goal.key: goal for goal in Goal.objects.filter(year=number)}


def courses(year: Year) -> dict[str, list[Value]]:
    """What is known without computing of the years before: frozen or opened; then the last two."""
    known: dict[str, dict[int, Value]] = defaultdict(dict)
    closed = [n for n in year.book.closings if year.number - 6 < n < year.number]
    frozen = FrozenFigure.objects.filter(closing__year__in=closed)
    columns = ("key", "closing__year", "value", "unit")
    for key, number, value, unit in frozen.values_list(*columns) if closed else ():
        known[key][number] = unpack(value, unit)
    for (key, number), opening in year.book.openings.items():
        if number < year.number and opening.value is not None:
            known[key].setdefault(number, opening.value)
    found: dict[str, list[Value]] = {}
    standings = year.standings()
    for key, figure in year.book.figures.items():
        if figure.unit in (Unit.LIST, Unit.TABLE):
            found[key] = []
            continue
        standing = standings[key]
        if standing.previous.value is not None:
            known[key][year.number - 1] = standing.previous.value
        values = [value for _, value in sorted(known[key].items())]
        found[key] = [*values, standing.value] if values else []
    return found


@dataclass(frozen=True)
class Overlap:
    """Records that this figure and another both count."""

    figure: Figure
    count: int


def overlaps(year: Year, key: str) -> list[Overlap]:
    """Other figures that count some of the same records, the most first."""
    book: Book = year.book
    rows = book.figure(key).rows(year)
    owner, mine = owner_of(rows.model), rows.order_by().values("pk")
    parts: dict[str, Part] = {}
    for other in book.figures.values():
        theirs = other.rows(year)
        if other.key != key and owner_of(theirs.model) is owner:
            shared = theirs.order_by().filter(pk__in=mine)
            parts[other.key] = HowMany(shared.values("pk").distinct())
    counts = zip(parts, ask(parts.values()), strict=True)
    found = [Overlap(book.figures[other], number) for other, number in counts if number]
    return sorted(found, key=lambda one: -one.count)
