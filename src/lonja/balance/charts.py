"""The charts that a balance may show: {{ chart:press.mentions }}, {{ chart:territories_map }}.

Any figure with a breakdown has a chart under its key; any number has one of the last years under
`<key>/years`. Those of the house with a name of their own are in `NAMED`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation

from lonja.acts.models import Act
from lonja.core.charts import Chart, Series, bars, donut, lines, paper
from lonja.core.figures import Unit, total
from lonja.core.formatting import MONTHS
from lonja.core.measures import ask
from lonja.core.text import Text
from lonja.matching.queries import worked
from lonja.outreach.queries import last_readings
from lonja.territories.enums import Kind
from lonja.territories.map import by_province, gathered
from lonja.territories.picture import Picture

from .book import Year
from .document import colour
from .document.model import ChartBlock

FEW = 5  # parts that a ring shows better than bars
YEARS = "/years"


class Charts(Mapping[str, ChartBlock]):
    """The charts of a year by name, each drawn when it is asked for."""

    def __init__(self, year: Year, language: str, brand: str):
        self.year = year
        self.language = language
        self.brand = brand
        self._drawn: dict[str, ChartBlock | None] = {}

    def __getitem__(self, name: str) -> ChartBlock:
        if name not in self._drawn:
            with translation.override(self.language):
                self._drawn[name] = self._recalled(name)
        block = self._drawn[name]
        if block is None:
            raise KeyError(name)
        return block

    def __contains__(self, name: object) -> bool:
        try:
            self[str(name)]
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self.titles())

    def __len__(self) -> int:
        return len(self.titles())

    def titles(self) -> dict[str, str]:
        """Name -> what it shows, for choosing; without drawing them."""
        found = {name: title.in_(self.language) for name, (title, _) in NAMED.items()}
        for key, figure in self.year.book.figures.items():
            name = figure.name.in_(self.language)
            if (
                figure.unit == Unit.TABLE
                or figure.breakdown
                or _numbers(self.year.standing(key).reading.breakdown)
            ):
                found[key] = name
            if figure.unit in (Unit.COUNT, Unit.EUROS, Unit.PERCENT, Unit.NUMBER):
                found[key + YEARS] = f"{name}, {_says('years', self.language)}"
        return found

    def _recalled(self, name: str) -> ChartBlock | None:
        """As it was kept, or drawn. KeyError when nothing has that name: somebody just wrote it."""
        if not self.year.keeps:
            return self._draw(name)
        kept = self.year.beside["charts"]
        if name not in kept:
            drawn = self._draw(name)
            kept[name] = drawn and asdict(drawn)
            return drawn
        return kept[name] and _unpacked(kept[name])

    def _draw(self, name: str) -> ChartBlock | None:
        if name in NAMED:
            return NAMED[name][1](self, name)
        key = name.removesuffix(YEARS)
        return self.trend(name, key) if name.endswith(YEARS) else self.breakdown(name, key)

    # -- kinds of chart ------------------------------------------------------------------------

    def breakdown(self, name: str, key: str) -> ChartBlock | None:
        drawn = self.parts(key)
        return self.block(name, drawn) if drawn else None

    def parts(self, key: str) -> Chart | None:
        """Of a figure: months as bars in order, few labels as a ring, others as bars; so are rates
        and the two years of a growth, that make no whole together."""
        figure = self.year.book.figure(key)
        reading = self.year.standing(key).reading
        counts = reading.value if figure.unit == Unit.TABLE else reading.breakdown
        parts = _numbers(counts)
        if not parts:
            return None
        title = f"{figure.name.in_(self.language)}, {self.year.number}"
        named = VALUE if figure.parts_unit else figure.name
        unit = figure.parts_unit or (Unit.COUNT if figure.unit == Unit.TABLE else figure.unit)
        if set(parts) <= {str(month) for month in range(1, 13)}:
            values = [parts.get(str(month), 0) for month in range(1, 13)]
            return self._bars(title, _months(self.language), values, unit, figure.name)
        if (
            len(parts) <= FEW
            and unit != Unit.PERCENT
            and not figure.parts_unit
            and all(value >= 0 for value in parts.values())
            and any(parts.values())
        ):
            return donut(title, parts, unit=unit, language=self.language)
        return self._bars(title, list(parts), list(parts.values()), unit, named, lying=True)

    def trend(self, name: str, key: str) -> ChartBlock | None:
        figure = self.year.book.figure(key)
        told = self.year.trend(key)
        if not any(isinstance(value, int | Decimal) for _, value in told):
            return None
        title = f"{figure.name.in_(self.language)}, {_says('years', self.language)}"
        values = [value if isinstance(value, int | Decimal) else None for _, value in told]
        drawn = bars(
            title, [str(y) for y, _ in told],
            [Series(figure.name.in_(self.language), values)], unit=figure.unit,
            highlight=str(self.year.number), language=self.language,
        )  # fmt: skip
        return self.block(name, drawn)

    def followers(self, name: str) -> ChartBlock | None:
        """Followers at the end of each month that is known, from the January before."""
        days = [
            date(number, month, monthrange(number, month)[1])
            for number in (self.year.number - 1, self.year.number)
            for month in range(1, 13)
        ]
        days = [day for day in days if day <= self.year.end]
        followers = total("followers", unknown=True)
        read = ask([part for day in days for part in followers.parts(last_readings(day))])
        values = [value or None for value in read]
        if not any(values):
            return None
        known = next(place for place, value in enumerate(values) if value)
        days, values = days[known:], values[known:]
        labels = [f"{MONTHS[self.language][d.month - 1][:3]} {d.year % 100}" for d in days]
        title = _says("followers", self.language)
        drawn = lines(title, labels, [Series(title, values)], filled=True, language=self.language)
        return self.block(name, drawn)

    def territories(self, name: str) -> ChartBlock | None:
        """Territories worked with, by province."""
        if frozen := self.year.frozen(worked.KEY):
            acts = Act.objects.filter(pk__in=frozen.rows.values("object_id"))
            keys = set(worked.territories_of(acts))
        else:
            keys = worked.in_year(self.year)
        if not keys:
            return None
        counts = gathered(dict.fromkeys(keys, 1), Kind.PROVINCE)
        title = f"{_says('map', self.language)}, {self.year.number}"
        return self.block(name, Picture(title, by_province(counts), language=self.language))

    def block(self, name: str, drawn: Chart) -> ChartBlock:
        header, rows = drawn.table()
        return ChartBlock(
            key=name,
            svg=drawn.standalone(paper(colour.ink(self.brand))),
            themed=str(drawn.themed()),
            narrow=str(drawn.narrow()),
            alt=f"{drawn.title}. {drawn.summary()}",
            caption=drawn.title,
            header=tuple(map(str, header)),
            data=tuple(tuple(map(str, row)) for row in rows),
        )

    def _bars(
        self, title: str, labels: list[str], values: list[Any], unit: Unit, name: Text, **more: Any
    ) -> Chart:
        series = [Series(name.in_(self.language), values)]
        return bars(title, labels, series, unit=unit, language=self.language, **more)


VALUE = Text("Valor", "Value")
WORDS = {
    "years": Text("por años", "by year"),
    "followers": Text("Seguidores, mes a mes", "Followers, month by month"),
    "map": Text("Territorios con los que se ha trabajado", "Territories worked with"),
}

NAMED: dict[str, tuple[Text, Callable[[Charts, str], ChartBlock | None]]] = {
    "members_by_kind": (
        Text("Asociados por tipo", "Members by kind"),
        lambda charts, name: charts.breakdown(name, "members.active"),
    ),
    "followers_over_time": (WORDS["followers"], Charts.followers),
    "mentions_by_month": (
        Text("Impactos en medios por mes", "Mentions by month"),
        lambda charts, name: charts.breakdown(name, "press.mentions"),
    ),
    "posts_by_month": (
        Text("Publicaciones por mes", "Posts by month"),
        lambda charts, name: charts.breakdown(name, "outreach.posts"),
    ),
    "territories_map": (Text("Mapa de territorios", "Map of territories"), Charts.territories),
    "proposals_by_result": (
        Text("Proyectos por resultado", "Proposals by result"),
        lambda charts, name: charts.breakdown(name, "grants.submitted"),
    ),
}


def _unpacked(told: dict[str, Any]) -> ChartBlock:
    rows = tuple(tuple(row) for row in told["data"])
    return ChartBlock(**{**told, "header": tuple(told["header"]), "data": rows})


def _says(word: str, language: str) -> str:
    return WORDS[word].in_(language)


def _months(language: str) -> list[str]:
    return [name[:3] for name in MONTHS[language]]


def _numbers(counts: Any) -> dict[str, int | float | Decimal]:
    """The numeric parts of a breakdown; lists and tables within it are no parts."""
    if not isinstance(counts, dict):
        return {}
    return {
        str(label): value
        for label, value in counts.items()
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    }
