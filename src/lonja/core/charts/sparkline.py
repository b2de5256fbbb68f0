"""A line without axes, the size of a word: how a figure went over the years."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT, EDGE = 96.0, 32.0, 3.5


def sparkline(values: Sequence[int | float | Decimal | None], label: str = "") -> SafeString:
    """The course of `values`, the last one marked; a year without data leaves a gap.

    Fewer than three known values draw nothing: two are told better by the change. `label` says it
    in words for who does not see it; without one the picture is hidden from them, as the number
    stands beside it.
    """
    known = [float(v) for v in values if v is not None]
    if len(known) < 3:
        return mark_safe("")
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    points = [
        None
        if value is None
        else (
            EDGE + i * step,
            HEIGHT / 2
            if high == low
            else HEIGHT - EDGE - (float(value) - low) / span * (HEIGHT - 2 * EDGE),
        )
        for i, value in enumerate(values)
    ]
    path, pen = "", "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        path += f"{pen}{point[0]:.1f} {point[1]:.1f}"
        pen = "L"
    last = next(p for p in reversed(points) if p)
    meaning = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="chart-spark" viewBox="0 0 96 32" {} focusable="false">'
        '<path class="spark-line" d="{}" fill="none"/>'
        '<circle class="spark-end" cx="{}" cy="{}" r="3"/></svg>',
        meaning,
        path,
        f"{last[0]:.1f}",
        f"{last[1]:.1f}",
    )
