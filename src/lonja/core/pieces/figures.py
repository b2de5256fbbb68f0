"""Figures, how they moved, and their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from lonja.core import formatting
from lonja.core.change import change_of
from lonja.core.charts import Chart, sparkline
from lonja.core.figures import Unit, Value

from .printing import language

register = template.Library()


@register.inclusion_tag("core/parts/figure_tile.html")
def figure_tile(
    name: Any,
    value: Value,
    unit: str | Unit = Unit.COUNT,
    previous: Value = None,
    previous_year: int | None = None,
    href: str = "",
    series: Sequence[Any] = (),
    opening: bool = False,
    weak: int = 0,
    more_is_better: bool = True,
    note: Any = "",
    level: int = 3,
    tells_change: bool = False,
) -> dict[str, Any]:
    """A figure with its year before (`previous`), its course (`series`) and its weak points.

    `opening`: it was typed as an opening balance. `weak`: how many of its records lack proof.
    `tells_change`: it is a growth, so that how much it grew is not said.
    """
    unit = Unit(unit)
    text = formatting.printed(value, unit, language())
    words = unit in (Unit.LIST, Unit.TABLE) or value is None
    return {
        "name": name,
        "text": text,
        "broad": len(text) > 60,
        "style": "tile-value-words" if words else "tile-value-long" if len(text) > 10 else "",
        "change": None
        if tells_change
        else change_of(value, previous, unit, language(), more_is_better=more_is_better),
        "previous_year": str(previous_year or ""),
        "href": href,
        "spark": "" if unit in (Unit.LIST, Unit.TABLE) else sparkline(series),
        "opening": opening,
        "weak": weak,
        "note": note,
        "level": level,
    }


@register.inclusion_tag("core/parts/meter.html")
def meter(
    value: Any,
    goal: Any,
    label: Any = "",
    pace: Any = None,
    unit: str | Unit = Unit.COUNT,
    note: Any = "",
) -> dict[str, Any]:
    """How far a figure is towards a goal, or last year's; `pace`: where it should be by today."""
    whole = max(float(goal or 0), float(value or 0)) or 1.0
    return {
        "label": label,
        "value": formatting.printed(value, Unit(unit), language()),
        "goal": formatting.printed(goal, Unit(unit), language()),
        "width": f"{float(value or 0) / whole * 100:.2f}",
        "pace": f"{float(pace) / whole * 100:.2f}" if pace else "",
        "behind": pace is not None and float(value or 0) < float(pace),
        "note": note,
    }


@register.inclusion_tag("core/parts/chart.html")
def chart(drawn: Chart, caption: Any = "", table: bool = True) -> dict[str, Any]:
    """A chart of `core.charts` with its caption and, folded under it, its data as a table."""
    header, rows = drawn.table()
    return {
        "chart": drawn,
        "caption": caption or drawn.title,
        "header": header,
        "rows": rows if table else [],
    }
