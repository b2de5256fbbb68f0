"""What all charts share: data, words for those who do not see them, and the two ways of drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ..figures import Unit
from ..formatting import printed, short
from . import measure
from .drawing import Palette, Sheet, paper

Number = int | float | Decimal
WIDE, NARROW = 680, 340
SIZE = 13  # of the letters, in the units of the picture
WORDS = {
    "es": {
        "most": "Lo más, {label}: {value}.",
        "least": "Lo menos, {label}: {value}.",
        "nothing": "Sin datos.",
        "no_data": "sin dato",
        "what": "Concepto",
        "total": "Total",
        "rest": "Otros",
    },
    "en": {
        "most": "Most, {label}: {value}.",
        "least": "Least, {label}: {value}.",
        "nothing": "No data.",
        "no_data": "no data",
        "what": "Item",
        "total": "Total",
        "rest": "Others",
    },
}


@dataclass(frozen=True)
class Series:
    """Values in the order of the chart's labels; None where there is no data."""

    name: str
    values: Sequence[Number | None]


@dataclass(frozen=True)
class Chart:
    """Labels and series of the same length. Kinds of chart say how they are drawn in `draw`.

    `highlight`: the label to bring out, such as the year of the balance.
    """

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: Unit = Unit.COUNT
    description: str = ""
    highlight: str = ""
    language: str = field(default_factory=lambda: get_language() or "es")

    kind = "chart"

    def __post_init__(self) -> None:
        for one in self.series:
            if len(one.values) != len(self.labels):
                raise ValueError(
                    f"{self.title}: {one.name} has {len(one.values)} values "
                    f"for {len(self.labels)} labels"
                )

    def draw(self, width: float, palette: Palette | None) -> Sheet:
        raise NotImplementedError

    def themed(self, width: float = WIDE) -> SafeString:
        """For the page: coloured by its style sheet, in light and dark."""
        return self._svg(width, None)

    def narrow(self) -> SafeString:
        """For the page on a phone."""
        return self.themed(NARROW)

    def standalone(self, palette: Palette | None = None, width: float = WIDE) -> str:
        """For paper: colours and typeface written in it."""
        return str(self._svg(width, palette or paper()))

    def _svg(self, width: float, palette: Palette | None) -> SafeString:
        return self.draw(width, palette).svg(self.title, self.summary(), self.kind)

    # -- words -----------------------------------------------------------------------------------

    def say(self, key: str, **values: str) -> str:
        return WORDS[short(self.language)][key].format(**values)

    def printed(self, value: Number | None) -> str:
        return self.say("no_data") if value is None else printed(value, self.unit, self.language)

    def summary(self) -> str:
        """The description given, or where the first series is largest and smallest."""
        if self.description:
            return self.description
        known = self._known()
        if not known:
            return self.say("nothing")
        most, least = max(known, key=lambda p: p[1]), min(known, key=lambda p: p[1])
        said = self.say("most", label=most[0], value=self.printed(most[1]))
        if least[1] != most[1]:
            said += " " + self.say("least", label=least[0], value=self.printed(least[1]))
        return said

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Header and rows, as printed: a row a label, a column a series."""
        header = (self.say("what"), *(one.name for one in self.series))
        rows = [
            (str(label), *(self.printed(one.values[i]) for one in self.series))
            for i, label in enumerate(self.labels)
        ]
        return header, rows

    def tip(self, series: Series, i: int) -> str:
        name = f"{self.labels[i]}, {series.name}" if len(self.series) > 1 else str(self.labels[i])
        return f"{name}: {self.printed(series.values[i])}"

    def _known(self) -> list[tuple[str, Number]]:
        if not self.series:
            return []
        pairs = zip(self.labels, self.series[0].values, strict=True)
        return [(str(label), value) for label, value in pairs if value is not None]

    @property
    def no_data(self) -> bool:
        return not any(v is not None for one in self.series for v in one.values)

    # -- common parts ------------------------------------------------------------------------------

    def draw_legend(self, sheet: Sheet, names: Sequence[str], top: float) -> float:
        """The names of the series in lines, each with its colour. Returns where it ends."""
        x, y = 0.0, top + SIZE * 0.6
        for i, name in enumerate(names):
            text = measure.shortened(name, SIZE, sheet.width - 22)
            needed = 18 + measure.width(text, SIZE) + 20
            if x and x + needed - 20 > sheet.width:
                x, y = 0.0, y + SIZE * 1.65
            sheet.rect(x, y - 5.5, 11, 11, f"series-{i % 8 + 1}", round=2.5)
            sheet.text(x + 17, y, text, role="soft")
            x += needed
        return y + SIZE * 1.25

    def draw_nothing(self, width: float, palette: Palette | None) -> Sheet:
        sheet = Sheet(width, 90, palette)
        sheet.stroke(f"M0 89H{width}", "line")
        sheet.text(width / 2, 45, self.say("nothing"), role="soft", anchor="middle")
        return sheet


def as_floats(values: Sequence[Number | None]) -> list[float | None]:
    return [None if v is None else float(v) for v in values]
