"""A ring of parts of a whole, with the whole in the middle and a legend that gives each value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, pi, sin

from ..figures import Unit
from ..formatting import percent
from . import measure
from .chart import SIZE, Chart, Number, Series
from .drawing import Palette, Sheet, n

PARTS = 7
INNER = 0.62  # of the radius


def donut(
    title: str, parts: Mapping[str, Number], *, unit: Unit = Unit.COUNT, **more: str
) -> Chart:
    """Parts from the largest to the smallest; beyond seven the rest are gathered as one.

    Parts of zero are left out; a negative one is an error, as it is no part of a whole.
    """
    if any(value < 0 for value in parts.values()):
        raise ValueError(f"{title}: a part of a whole cannot be negative")
    ordered = sorted(((k, v) for k, v in parts.items() if v), key=lambda p: -p[1])
    chart = Donut(title, [], [], unit, **more)
    if len(ordered) > PARTS:
        rest = sum(value for _, value in ordered[PARTS - 1 :])
        ordered = [*ordered[: PARTS - 1], (chart.say("rest"), rest)]
    labels = [str(label) for label, _ in ordered]
    series = [Series(chart.say("total"), [value for _, value in ordered])]
    return Donut(title, labels, series, unit, **more)


@dataclass(frozen=True)
class Donut(Chart):
    kind = "donut"

    @property
    def whole(self) -> Number:
        return sum(self.series[0].values)

    def draw(self, width: float, palette: Palette | None) -> Sheet:
        if self.no_data:
            return self.draw_nothing(width, palette)
        beside = width > 400
        radius = 105.0 if beside else 92.0
        legend = SIZE * 1.9 * len(self.labels)
        tall = max(2 * radius, legend) if beside else 2 * radius + 14 + legend
        sheet = Sheet(width, tall + 4, palette)
        centre = (radius + 2, tall / 2 + 2) if beside else (width / 2, radius + 2)
        self._draw_ring(sheet, *centre, radius)
        left = 2 * radius + 36 if beside else 0.0
        top = (tall - legend) / 2 + 2 if beside else 2 * radius + 16
        self._draw_parts(sheet, left, top)
        return sheet

    def _draw_ring(self, sheet: Sheet, x: float, y: float, radius: float) -> None:
        whole, turn = float(self.whole), 0.0
        for i, value in enumerate(self.series[0].values):
            share = float(value) / whole
            role, tip = (
                f"series-{i % 8 + 1}",
                f"{self.tip(self.series[0], i)} ({self._share(value)})",
            )
            sheet.area(_slice(x, y, radius, turn, turn + share), role, tip=tip, edge=True)
            turn += share
        said = self.printed(self.whole)
        size = min(30.0, 30.0 * radius * INNER * 1.7 / measure.width(said, 30, bold=True))
        sheet.text(x, y - 5, said, size=size, anchor="middle", bold=True)
        sheet.text(x, y + 17, self.say("total").lower(), size=12, role="soft", anchor="middle")

    def _draw_parts(self, sheet: Sheet, left: float, top: float) -> None:
        shares = [self._share(v) for v in self.series[0].values]
        values = [self.printed(v) for v in self.series[0].values]
        share_room = max(measure.width(s, SIZE) for s in shares)
        value_room = max(measure.width(v, SIZE, bold=True) for v in values)
        longest = max(measure.width(label, SIZE) for label in self.labels)
        wanted = max(220.0, 18 + longest + value_room + share_room + 48)
        right = min(sheet.width, left + wanted) if left else sheet.width
        names = right - left - 18 - share_room - value_room - 34
        for i, label in enumerate(self.labels):
            y = top + SIZE * 1.9 * (i + 0.5)
            if i:
                sheet.stroke(f"M{n(left)} {n(y - SIZE * 0.95)}H{n(right)}", "line")
            sheet.rect(left, y - 5.5, 11, 11, f"series-{i % 8 + 1}", round=2.5)
            sheet.text(left + 18, y, measure.shortened(label, SIZE, names))
            sheet.text(right - share_room - 16, y, values[i], anchor="end", bold=True)
            sheet.text(right, y, shares[i], anchor="end", role="soft")

    def _share(self, value: Number) -> str:
        return percent(float(value) / float(self.whole), self.language)


def _slice(x: float, y: float, radius: float, start: float, end: float) -> str:
    """The outline of a part of the ring, in turns from the top, clockwise."""
    if end - start > 0.9999:  # an arc that ends where it starts draws nothing: two halves
        return _slice(x, y, radius, 0, 0.5) + _slice(x, y, radius, 0.5, 0.9999)
    inner, large = radius * INNER, int(end - start > 0.5)

    def at(r: float, turn: float) -> str:
        return f"{n(x + r * sin(2 * pi * turn))} {n(y - r * cos(2 * pi * turn))}"

    return (
        f"M{at(radius, start)}A{n(radius)} {n(radius)} 0 {large} 1 {at(radius, end)}"
        f"L{at(inner, end)}A{n(inner)} {n(inner)} 0 {large} 0 {at(inner, start)}Z"
    )
