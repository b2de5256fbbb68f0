"""Bars: upright when their names fit under them, lying down when they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..figures import Unit
from . import measure
from .chart import SIZE, Chart, Series, as_floats
from .drawing import Palette, Sheet
from .scale import axis_label, ticks

LINE = SIZE * 1.25


def bars(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    unit: Unit = Unit.COUNT,
    stacked: bool = False,
    lying: bool | None = None,
    **more: str,
) -> Chart:
    """A bar a label and series. `lying` None: as the names fit. `more`: see `Chart`."""
    return Bars(title, labels, series, unit, stacked=stacked, lying=lying, **more)


@dataclass(frozen=True)
class Bars(Chart):
    stacked: bool = False
    lying: bool | None = None

    kind = "bars"

    def draw(self, width: float, palette: Palette | None) -> Sheet:
        if self.no_data:
            return self.draw_nothing(width, palette)
        if self.lies_down(width):
            return self._draw_lying(width, palette)
        return self._draw_upright(width, palette)

    def lies_down(self, width: float) -> bool:
        if self.lying is not None:
            return self.lying
        room = (width - 10) / len(self.labels) - 6
        return not all(measure.fits(str(label), SIZE, room, lines=2) for label in self.labels)

    # -- numbers -----------------------------------------------------------------------------------

    def ends(self) -> tuple[float, float]:
        """The lowest and highest point that a bar or a pile of them reaches, with the zero."""
        columns = list(zip(*(as_floats(one.values) for one in self.series), strict=True))
        if self.stacked:
            highs = [sum(v for v in column if v and v > 0) for column in columns]
            lows = [sum(v for v in column if v and v < 0) for column in columns]
        else:
            highs = lows = [v for column in columns for v in column if v is not None]
        return min([0.0, *lows]), max([0.0, *highs])

    def spans(self, i: int) -> list[tuple[Series, int, float, float]]:
        """What is drawn for a label: series, its number, from where and to where."""
        spans, above, below = [], 0.0, 0.0
        for order, one in enumerate(self.series, 1):
            value = one.values[i]
            if value is None:
                continue
            value = float(value)
            if not self.stacked:
                spans.append((one, order, 0.0, value))
            elif value >= 0:
                spans.append((one, order, above, above + value))
                above += value
            else:
                spans.append((one, order, below, below + value))
                below += value
        return spans

    def role(self, i: int, order: int) -> str:
        """The label brought out keeps the colour of its series; the others step back."""
        if len(self.series) > 1:
            return f"series-{(order - 1) % 8 + 1}"
        faded = self.highlight and str(self.labels[i]) != self.highlight
        return "faded" if faded else "series-1"

    @property
    def labelled(self) -> bool:
        """Few enough bars for each to carry its value, so that no axis is needed."""
        return len(self.series) == 1 or self.stacked

    # -- upright -----------------------------------------------------------------------------------

    def _draw_upright(self, width: float, palette: Palette | None) -> Sheet:
        low, high = self.ends()
        room = width / len(self.labels) - 6
        values = [self.total(i) for i in range(len(self.labels))]
        labelled = self.labelled and all(
            measure.width(self.printed(v), SIZE, bold=True) <= room + 4 for v in values
        )
        marks = ticks(low, high, whole=self.unit == Unit.COUNT)
        axis = [axis_label(m, self.unit, max(high, -low), self.language) for m in marks]
        left = 0.0 if labelled else max(measure.width(a, SIZE) for a in axis) + 10
        step = (width - left) / len(self.labels)
        names = [measure.wrapped(str(label), SIZE, step - 6) for label in self.labels]
        foot = max(map(len, names)) * LINE + 6
        body = 220.0 if width > 400 else 190.0
        sheet = Sheet(width, 0, palette)
        top = self._legend(sheet) + (LINE if labelled else SIZE * 0.6)
        if not labelled:
            low, high = marks[0], marks[-1]
        scale = body / ((high - low) or 1)
        base = top + high * scale
        if labelled:
            sheet.stroke(f"M0 {base:.2f}H{width}", "line")
        for mark, said in zip(marks, axis, strict=True) if not labelled else ():
            y = base - mark * scale
            sheet.stroke(f"M{left:.2f} {y:.2f}H{width}", "line" if mark else "soft")
            sheet.text(left - 8, y, said, role="soft", anchor="end")
        thick = min(step * 0.72, 64)
        for i, name in enumerate(names):
            middle = left + step * (i + 0.5)
            spans = self.spans(i)
            share = thick / max(1, 1 if self.stacked else len(self.series))
            for one, order, start, end in spans:
                slot = 0 if self.stacked else order - 1
                x = middle - thick / 2 + slot * share
                y, tall = base - max(start, end) * scale, abs(end - start) * scale
                sheet.rect(
                    x, y, share - (0 if self.stacked else 1), tall, self.role(i, order),
                    tip=self.tip(one, i), edge=self.stacked,
                )  # fmt: skip
            if labelled:
                tallest = max([e for *_, s, e in spans] + [0.0])
                bold = not self.highlight or str(self.labels[i]) == self.highlight
                sheet.text(
                    middle, base - tallest * scale - SIZE * 0.75, self.printed(values[i]),
                    anchor="middle", bold=bold, role="ink" if bold else "soft",
                )  # fmt: skip
            for row, words in enumerate(name):
                y = top + body + 8 + LINE * (row + 0.5)
                brought_out = str(self.labels[i]) == self.highlight
                sheet.text(
                    middle, y, words, anchor="middle", bold=brought_out,
                    role="ink" if brought_out else "soft",
                )  # fmt: skip
        sheet.height = top + body + 8 + foot
        return sheet

    # -- lying -------------------------------------------------------------------------------------

    def _draw_lying(self, width: float, palette: Palette | None) -> Sheet:
        low, high = self.ends()
        widest = max(measure.width(str(label), SIZE) for label in self.labels)
        above = width <= 400 and widest > width * 0.34  # names over their bars
        left = 0.0 if above else min(widest, width * 0.38) + 13
        values = [self.total(i) for i in range(len(self.labels))]
        right = max(measure.width(self.printed(v), SIZE, bold=True) for v in values) + 10
        before = right if low < 0 else 0.0
        scale = (width - left - right - before) / ((high - low) or 1)
        zero = left + before - low * scale
        sheet = Sheet(width, 0, palette)
        y = self._legend(sheet) + 2
        groups = 1 if self.stacked else len(self.series)
        thick = 20.0 if groups == 1 else 14.0
        first = y
        for i, label in enumerate(self.labels):
            brought_out = str(label) == self.highlight
            rows = (
                [measure.shortened(str(label), SIZE, width)]
                if above
                else measure.wrapped(str(label), SIZE, left - 12)
            )
            if above:
                sheet.text(0, y + LINE / 2, rows[0], role="soft", bold=brought_out)
                y += LINE + 2
            tall = max(thick * groups, 0 if above else LINE * len(rows))
            middle = y + tall / 2
            if not above:
                for row, words in enumerate(rows):
                    at = middle + (row - (len(rows) - 1) / 2) * LINE
                    sheet.text(left - 12, at, words, anchor="end", role="soft", bold=brought_out)
            tip_end = zero
            for one, order, start, end in self.spans(i):
                slot = 0 if self.stacked else order - 1
                x = zero + min(start, end) * scale
                sheet.rect(
                    x, middle - thick * groups / 2 + slot * thick, abs(end - start) * scale,
                    thick - (1 if groups > 1 else 0), self.role(i, order),
                    tip=self.tip(one, i), edge=self.stacked,
                )  # fmt: skip
                tip_end = max(tip_end, zero + max(start, end) * scale)
                if groups > 1:
                    at = middle - thick * groups / 2 + (slot + 0.5) * thick
                    sheet.text(
                        zero + max(end, 0) * scale + 7, at, self.printed(one.values[i]), size=11.5
                    )
            if groups == 1:
                sheet.text(tip_end + 7, middle, self.printed(values[i]), bold=True)
            y += tall + 9
        sheet.stroke(f"M{zero:.2f} {first - 3:.2f}V{y - 6:.2f}", "line")
        sheet.height = y
        return sheet

    def total(self, i: int) -> float | None:
        known = [one.values[i] for one in self.series if one.values[i] is not None]
        if not known:
            return None
        return sum(known) if self.stacked else known[0]

    def _legend(self, sheet: Sheet) -> float:
        if len(self.series) < 2:
            return 0.0
        return self.draw_legend(sheet, [one.name for one in self.series], 0)
