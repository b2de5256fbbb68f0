"""Axes: round steps, and what is written beside them."""

from __future__ import annotations

from math import ceil, floor, log10

from ..figures import Unit
from ..formatting import HARD_SPACE, number, printed, short

NOTHING = 1e-6  # below it, what is drawn is no different from zero


def ticks(low: float, high: float, about: int = 4, *, whole: bool = False) -> list[float]:
    """Round values that cover from `low` to `high`, always with the zero: 0, 50, 100, 150.

    `whole`: steps of less than one make no sense, as when things are counted.
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if high - low < NOTHING:
        high = 1.0
    rough = (high - low) / max(about, 1)
    power = 10.0 ** floor(log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * 0.999)
    if whole:
        step = max(1.0, float(ceil(step)) if step < 10 else step)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(i * step, 10) for i in range(first, last + 1)]


def axis_label(value: float, unit: Unit, largest: float, language: str = "es") -> str:
    """A value beside its line, shorter than in the text: 2,5 M€, 40 mil €, 25 %, 1.100."""
    if unit != Unit.EUROS or largest < 10_000:
        return printed(value, unit, language)
    millions = largest >= 1_000_000
    divisor = 1_000_000 if millions else 1_000
    amount = number(value / divisor, language, decimals=2)
    if short(language) == "en":
        return f"€{amount}{'M' if millions else 'k'}" if value else "€0"
    if not value:
        return f"0{HARD_SPACE}€"
    return f"{amount}{HARD_SPACE}M€" if millions else f"{amount}{HARD_SPACE}mil{HARD_SPACE}€"
