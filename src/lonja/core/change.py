"""How a figure moved against the year before, said in few words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .figures import Unit, Value
from .formatting import HARD_SPACE, number, percent, printed, rounded, short

POINTS = {"es": ("punto", "puntos"), "en": ("point", "points")}
PLACES = {"es": ("puesto", "puestos"), "en": ("place", "places")}
SAME = {"es": "igual", "en": "same"}


@dataclass(frozen=True)
class Change:
    """`text` carries its sign; `direction` is "up", "down" or ""; `tone` good, bad or none."""

    text: str
    direction: str
    tone: str


def change_of(
    value: Value,
    previous: Value,
    unit: Unit,
    language: str = "es",
    *,
    more_is_better: bool = True,
) -> Change | None:
    """None when there is nothing to compare: a list, a table, or a year without data.

    Counts and euros move by a percentage (by their amount from zero, or when it is ten times what
    there was), ratios by percentage points, ranks by places, where fewer is always better.
    """
    if not isinstance(value, int | Decimal | float):
        return None
    if not isinstance(previous, int | Decimal | float):
        return None
    language = short(language)
    now, before = Decimal(str(value)), Decimal(str(previous))
    step = now - before
    if step == 0:
        return Change(SAME[language], "", "none")
    rises = step > 0
    better = not rises if unit == Unit.RANK else rises == more_is_better
    if unit == Unit.RANK:
        text = _with_word(step.copy_abs(), PLACES[language], language)
        rises = not rises
    elif unit == Unit.PERCENT:
        text = _with_word(rounded(step.copy_abs() * 100, 1), POINTS[language], language)
    elif step.copy_abs() >= before.copy_abs() * 10:
        # There is no percentage of nothing, and that of next to nothing says less than the amount.
        text = printed(step.copy_abs(), unit, language)
    else:
        text = percent((step / before).copy_abs(), language)
    sign = "+" if rises else "−"
    return Change(f"{sign}{text}", "up" if rises else "down", "good" if better else "bad")


def _with_word(amount: Decimal, words: tuple[str, str], language: str) -> str:
    one, many = words
    return f"{number(amount, language, decimals=1)}{HARD_SPACE}{one if amount == 1 else many}"
