"""The year at a glance: the main figures of the nine lines, and how they keep pace.

Reading them takes many questions to the database: pages ask `remembering`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count

from lonja.acts.models import Act
from lonja.balance.book import Book, Year
from lonja.balance.catalogue import LINES
from lonja.balance.models import Goal
from lonja.balance.packing import Standing
from lonja.core.figures import Unit, Value
from lonja.core.text import Text

MAIN = {
    1: ("groups.deliverables_published", "groups.meetings_held"),
    2: ("alliances.meetings_held", "alliances.lines_active"),
    3: ("outreach.posts", "outreach.pulses"),
    4: ("audience.followers_total", "newsletter.issues_sent"),
    5: ("press.mentions", "press.value_eur"),
    6: ("events.external_participations", "events.stand_members"),
    7: ("events.own_events", "events.forum_editions"),
    8: ("territories.worked", "territories.new"),
    9: ("grants.submitted", "grants.submitted_eur"),
}
"""The figures that say most of each line; what the balance prints besides is in the balance."""


@dataclass(frozen=True)
class Main:
    """A figure of the glance.

    `by_now`: what it said on this same day of the year before; None when that cannot be known.
    `before`: what it said of that whole year. `aim`: the goal, or the year before when there is
    none; `pace`: where it should be by today to reach it.
    """

    key: str
    name: Text
    unit: Unit
    value: Value
    before: Value
    by_now: Value
    goal: Decimal | None
    elapsed: Decimal
    more_is_better: bool
    opening: bool
    weak: int

    @property
    def aim(self) -> Decimal | None:
        whole = self.goal if self.goal is not None else self.before
        return _number(whole)

    @property
    def pace(self) -> Decimal | None:
        """None for what does not grow day by day, such as a rank, and when the year is over."""
        if self.unit not in (Unit.COUNT, Unit.EUROS) or self.elapsed >= 1:
            return None
        if self.goal is not None:
            return (self.goal * self.elapsed).quantize(Decimal("0.01"))
        return _number(self.by_now)

    @property
    def is_late(self) -> bool:
        value, pace = _number(self.value), self.pace
        return bool(self.more_is_better and pace is not None and value is not None and value < pace)

    @property
    def lag(self) -> Decimal:
        """How late it is: 0.25 when it is a quarter below its pace."""
        value, pace = _number(self.value), self.pace
        return 1 - value / pace if self.is_late and pace and value is not None else Decimal(0)


@dataclass(frozen=True)
class Line:
    number: int
    name: Text
    figures: tuple[Main, ...]

    @property
    def is_late(self) -> bool:
        return any(figure.is_late for figure in self.figures)

    @property
    def weak(self) -> int:
        """How many of its records lack evidence, at least: several figures may be of the same."""
        return max(figure.weak for figure in self.figures)


@dataclass(frozen=True)
class Glance:
    year: int
    running: bool
    lines: tuple[Line, ...]

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing yet, neither this year nor the one before."""
        return not any(one.value or one.before for line in self.lines for one in line.figures)

    @property
    def lines_behind(self) -> list[Line]:
        return [line for line in self.lines if line.is_late]

    @property
    def late(self) -> list[tuple[Line, Main]]:
        """What is late, the latest first."""
        found = [(line, one) for line in self.lines for one in line.figures if one.is_late]
        return sorted(found, key=lambda pair: -pair[1].lag)


def year_to_show(today: date) -> int:
    """The last year that was worked: this one, unless by now there is next to nothing in it."""
    done = Act.objects.done().filter(date__lte=today).order_by().values_list("date__year")
    acts = dict(done.annotate(number=Count("pk")))
    if not acts:
        return today.year
    # A few stray acts do not make a year of work; of the running one, less can be asked.
    enough = Decimal(max(acts.values())) / 10
    elapsed = Decimal(today.timetuple().tm_yday) / 366
    return max(
        year
        for year, number in acts.items()
        if number >= enough * (elapsed if year == today.year else 1)
    )


def read(year: int, today: date) -> Glance:
    told = Book(today=today).year(year)
    then = Book(today=_a_year_before(today), live=[year - 1]).year(year - 1)
    keys = [key for some in MAIN.values() for key in some]
    standings = told.outlines(keys)
    if told.is_running:
        then.book.learn([(then, key) for key in keys])
    goals = dict(Goal.objects.filter(year=year).values_list("key", "value"))
    elapsed = Decimal((told.end - told.start).days + 1) / Decimal(365)
    return Glance(
        year,
        told.is_running,
        tuple(
            Line(
                number,
                LINES[number],
                tuple(_main(key, standings[key], told, then, goals, elapsed) for key in some),
            )
            for number, some in MAIN.items()
        ),
    )


def _main(
    key: str,
    standing: Standing,
    told: Year,
    then: Year,
    goals: dict[str, Decimal],
    elapsed: Decimal,
) -> Main:
    figure = told.book.figures[key]
    opened = told.is_running and then.fixed(key)
    return Main(
        key=key,
        name=figure.name,
        unit=figure.unit,
        value=standing.value,
        before=standing.previous.value,
        # An opening balance says of a whole year, not of its days.
        by_now=then.value(key) if told.is_running and not opened else None,
        goal=goals.get(key),
        elapsed=min(elapsed, Decimal(1)) if told.is_running else Decimal(1),
        more_is_better=figure.more_is_better,
        opening=standing.reading.opening,
        weak=standing.weak,
    )


def _a_year_before(day: date) -> date:
    """The same day of the year before; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _number(value: Value) -> Decimal | None:
    return Decimal(value) if isinstance(value, int | Decimal) else None
