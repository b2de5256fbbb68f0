"""Lines over time: each named at its end, with gaps where there is no data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..figures import Unit
from . import measure
from .chart import SIZE, Chart, Series, as_floats
from .drawing import Palette, Sheet, n
from .scale import axis_label, ticks

MANY = 16  # from here on a point no longer gets a dot of its own


def lines(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    unit: Unit = Unit.COUNT,
    filled: bool = False,
    **more: str,
) -> Chart:
    """A line a series. `filled` shades what lies under it. `more`: see `Chart`."""
    return Lines(title, labels, series, unit, filled=filled, **more)


@dataclass(frozen=True)
class Lines(Chart):
    filled: bool = False

    kind = "lines"

    def draw(self, width: float, palette: Palette | None) -> Sheet:
        if self.no_data:
            return self.draw_nothing(width, palette)
        rows = [as_floats(one.values) for one in self.series]
        known = [v for row in rows for v in row if v is not None]
        marks = ticks(min(known), max(known), whole=self.unit == Unit.COUNT)
        axis = [axis_label(m, self.unit, max(map(abs, known)), self.language) for m in marks]
        left = max(measure.width(a, SIZE) for a in axis) + 10
        sheet = Sheet(width, 0, palette)
        named = len(self.series) > 1
        ends = self._ends(width, named)
        beside = bool(ends) or not named
        top = SIZE if beside else self.draw_legend(sheet, [s.name for s in self.series], 0) + 8
        right = max(ends, default=0.0) + 12 if ends else self._last_room()
        body = 220.0 if width > 400 else 190.0
        scale = body / (marks[-1] - marks[0])
        base = top + marks[-1] * scale
        for mark, said in zip(marks, axis, strict=True):
            y = base - mark * scale
            sheet.stroke(f"M{n(left)} {n(y)}H{n(width - right)}", "line" if mark else "soft")
            sheet.text(left - 8, y, said, role="soft", anchor="end")
        step = (width - left - right - 12) / max(1, len(self.labels) - 1)
        xs = [left + 6 + step * i for i in range(len(self.labels))]
        self._draw_labels(sheet, xs, top + body + SIZE * 1.2)
        for order, row in enumerate(rows, 1):
            self._draw_line(
                sheet, order, xs, [None if v is None else base - v * scale for v in row], base
            )
        self._draw_ends(sheet, xs, rows, base, scale, (top, top + body), bool(ends))
        sheet.height = top + body + SIZE * 2.2
        return sheet

    def _ends(self, width: float, named: bool) -> list[float]:
        """How long the names beside the lines are; empty when a legend over them is better."""
        if not named or width <= 400 or len(self.series) > 6:
            return []
        lengths = [measure.width(s.name, SIZE, bold=True) for s in self.series]
        return lengths if max(lengths) <= width * 0.26 else []

    def _last_room(self) -> float:
        """Room for the last value of the only line, which is written at its end."""
        if len(self.series) > 1:
            return 8.0
        last = [v for v in self.series[0].values if v is not None][-1]
        return measure.width(self.printed(last), SIZE, bold=True) + 12

    def _draw_labels(self, sheet: Sheet, xs: list[float], y: float) -> None:
        """As many labels as fit, always the last one."""
        widest = max(measure.width(str(label), SIZE) for label in self.labels)
        step = xs[1] - xs[0] if len(xs) > 1 else sheet.width
        every = max(1, -int(-(widest + 10) // step))
        for i in range(len(xs) - 1, -1, -every):
            half = measure.width(str(self.labels[i]), SIZE) / 2
            x = min(max(xs[i], half), sheet.width - half)
            bold = str(self.labels[i]) == self.highlight
            sheet.text(x, y, str(self.labels[i]), role="soft", anchor="middle", bold=bold)

    def _draw_line(
        self, sheet: Sheet, order: int, xs: list[float], ys: list[float | None], base: float
    ) -> None:
        role = f"series-{(order - 1) % 8 + 1}"
        for run in _runs(xs, ys):
            d = "M" + "L".join(f"{n(x)} {n(y)}" for x, y in run)
            if self.filled:
                sheet.area(f"{d}V{n(base)}H{n(run[0][0])}Z", role, faint=True)
            sheet.stroke(d, role, width=2.25)
        one = self.series[order - 1]
        if len(xs) <= MANY:
            for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
                if y is not None:
                    sheet.dot(x, y, 3.5, role, tip=self.tip(one, i))

    def _draw_ends(
        self, sheet: Sheet, xs: list[float], rows: list[list[float | None]], base: float,
        scale: float, between: tuple[float, float], named: bool,
    ) -> None:  # fmt: skip
        """At the end of each line its name or, when there is only one, its last value."""
        last = [max((i for i, v in enumerate(row) if v is not None), default=None) for row in rows]
        drawn = [order for order, i in enumerate(last) if i is not None]
        if not named and len(rows) > 1:
            return
        wanted = [base - rows[o][last[o]] * scale for o in drawn]
        for order, y in zip(drawn, measure.apart(wanted, SIZE * 1.25, *between), strict=True):
            said = self.series[order].name
            if not named:
                said = self.printed(self.series[order].values[last[order]])
            x = (xs[-1] if named else xs[last[order]]) + 9
            sheet.text(x, y, said, bold=True, role=f"text-{order % 8 + 1}" if named else "ink")


def _runs(xs: list[float], ys: list[float | None]) -> list[list[tuple[float, float]]]:
    """The stretches without a gap."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(xs, ys, strict=True):
        if y is None:
            runs.append([])
        else:
            runs[-1].append((x, y))
    return [run for run in runs if run]
