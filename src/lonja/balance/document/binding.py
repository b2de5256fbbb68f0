"""Words that assert something of a figure: `[superó]{events.dinner_territories > previous}`.

What stands between the braces is one of the marks for words that are no claim, or a figure's key,
alone or with a condition that must hold:

    [Horizonte 2030]{nombre}                       a name, a date or a quotation
    [uno]{grants.funded_solo}                      the number in the words is the figure's
    [Por primera vez]{members.joined_via_social first}   it was never above zero before
    [ha crecido]{audience.interaction_rate > previous}   against the year before
    [varios]{alliances.offices_met >= 2}           against a number
    [superior]{newsletter.open_rate > newsletter.sector_open_rate}  against another figure
"""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lonja.core import formatting
from lonja.core.figures import Unit, Value
from lonja.core.text import Text

from .model import FigureEntry
from .numerals import numerals

MARKS = {
    "nombre": "name", "name": "name", "fecha": "date", "date": "date", "cita": "quote",
    "quote": "quote",
}  # fmt: skip
KEY = r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+"
BINDING = re.compile(
    rf"(?P<key>{KEY})(?:\s*(?P<sign><=|>=|!=|==|=|<|>)\s*(?P<other>\S+)|\s+(?P<first>first|primera))?"
)
SIGNS = {
    "=": operator.eq, "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
PREVIOUS = {"previous", "anterior"}


@dataclass(frozen=True)
class Binding:
    """A figure's key and the condition on it; `sign` is empty when there is none."""

    key: str
    sign: str = ""
    other: str = ""
    first: bool = False

    @property
    def keys(self) -> list[str]:
        return [self.key, *([self.other] if re.fullmatch(KEY, self.other) else [])]


def read(source: str) -> Binding | str | None:
    """The binding, or the mark ("name", "date", "quote"), or None when it is neither."""
    text = source.strip()
    if text.casefold() in MARKS:
        return MARKS[text.casefold()]
    match = BINDING.fullmatch(text)
    if not match:
        return None
    return Binding(
        match["key"], match["sign"] or "", match["other"] or "", first=bool(match["first"])
    )


def unproved(
    words: str, binding: Binding, figures: Mapping[str, FigureEntry], language: str
) -> Text | None:
    """Why the words cannot be said of the figure, or None when they can."""
    entry = figures[binding.key]
    if entry.value is None:
        return Text(f"«{entry.name}» no tiene dato este año", f"“{entry.name}” has no value")
    if binding.first and not entry.is_first():
        return Text(
            f"no consta que «{entry.name}» sea la primera vez",
            f"nothing shows that this is the first time for “{entry.name}”",
        )
    allowed = {Decimal(1)} if binding.first else set()
    if binding.sign:
        if reason := _comparison(entry, binding, figures):
            return reason
        other, _ = _other(entry, binding, figures)
        allowed = {other, other * 100}
    return _numbers_in(words, entry, allowed, language)


def _comparison(
    entry: FigureEntry, binding: Binding, figures: Mapping[str, FigureEntry]
) -> Text | None:
    other, printed = _other(entry, binding, figures)
    if other is None:
        return Text(
            f"«{entry.name}» no tiene con qué compararse", f"“{entry.name}” has no comparison"
        )
    if SIGNS[binding.sign](_size(entry.value), other):
        return None
    return Text(
        f"«{entry.name}» es {entry.printed}: no es {binding.sign} {printed}",
        f"“{entry.name}” is {entry.printed}: not {binding.sign} {printed}",
    )


def _other(
    entry: FigureEntry, binding: Binding, figures: Mapping[str, FigureEntry]
) -> tuple[Decimal | None, str]:
    if binding.other in PREVIOUS:
        if entry.previous is None:
            return None, ""
        return _size(entry.previous), entry.previous_printed
    if binding.other in figures:
        other = figures[binding.other]
        return (None, "") if other.value is None else (_size(other.value), other.printed)
    digits = binding.other.replace(",", ".")
    share = digits.endswith("%")
    try:
        number = Decimal(digits.rstrip("%"))
    except ArithmeticError:
        return None, ""
    number = number / 100 if share else number
    return number, formatting.printed(number, entry.unit)


def _size(value: Value) -> Decimal:
    """The number of a value; that of a list or a table is how many it has."""
    if isinstance(value, list):
        return Decimal(len(value))
    if isinstance(value, dict):
        return Decimal(sum(value.values()))
    return Decimal(value)


def _numbers_in(
    words: str, entry: FigureEntry, allowed: set[Decimal], language: str
) -> Text | None:
    """Every number among the words must be the figure's, or one that the condition names.

    Without numbers nor condition, the figure must not be zero.
    """
    said = numerals(words, language)
    value = _size(entry.value)
    if not said and not allowed:
        return None if value else Text(f"«{entry.name}» es cero", f"“{entry.name}” is zero")
    true = allowed | ({value * 100} if entry.unit == Unit.PERCENT else {value})
    for numeral in said:
        if numeral.value not in true:
            return Text(
                f"dice «{numeral.text}» y «{entry.name}» es {entry.printed}",
                f"it says “{numeral.text}” and “{entry.name}” is {entry.printed}",
            )
    return None
