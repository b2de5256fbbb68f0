"""Numbers as people write them: "1.234,56", "1,234.56", "2.842.274,00 €", "(1 234)", "3 M€".

A text may be read with the comma as decimal mark or with the point; most can be read in one way
only, and tell how the rest of their column was written. "1.234" alone can be read in both.
"""

from __future__ import annotations

import re
from decimal import Decimal

COMMA, POINT, EITHER = ",", ".", ""

_MINUS = "-−–"
_CURRENCY = r"(?:€|eur(?:os?)?\b)"
_SHAPE = re.compile(
    rf"""(?P<open>\()?\s*(?:{_CURRENCY})?\s*(?P<sign>[{_MINUS}+])?\s*(?:{_CURRENCY})?\s*
    (?P<digits>\d[\d.,'’ ]*|[.,]\d+)\s*(?P<after>[{_MINUS}])?
    \s*(?P<scale>k|mil|m|mm|mill\.?|millon|millones)?\s*(?:de\s+)?(?:{_CURRENCY})?\s*(?P<close>\))?""",
    re.VERBOSE | re.IGNORECASE,
)
_SCALES = {"k": 1_000, "mil": 1_000}
_GROUPED = {
    COMMA: re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d*)?|\d*,\d+|\d+,|\d+"),
    POINT: re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d*\.\d+|\d+\.|\d+"),
}


def readings(text: str) -> dict[str, Decimal]:
    """{decimal mark: number} for each way in which a text is a number; {} when it is none.

    >>> readings("1.234,56")
    {',': Decimal('1234.56')}
    >>> readings("1.234")
    {',': Decimal('1234'), '.': Decimal('1.234')}
    >>> readings("1234")
    {'': Decimal('1234')}
    """
    shape = _SHAPE.fullmatch(text.replace("ó", "o").replace("\u00a0", " ").strip())
    if not shape or bool(shape["open"]) != bool(shape["close"]):
        return {}
    digits = shape["digits"].strip()
    if re.search(r"[ '’]", digits):
        if not re.fullmatch(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?", digits):
            return {}
        digits = re.sub(r"[ '’]", "", digits)
        # Blanks part the thousands, so that the mark left can only be the decimal one.
        found = {m: _number(digits, m) for m in (COMMA, POINT) if m in digits} or {
            EITHER: Decimal(digits)
        }
    else:
        found = _both(digits)
    factor = Decimal(
        _SCALES.get((shape["scale"] or "").lower(), 1_000_000 if shape["scale"] else 1)
    )
    if shape["sign"] in tuple(_MINUS) or shape["after"] or shape["open"]:
        factor = -factor
    return {mark: number * factor for mark, number in found.items()}


def _both(digits: str) -> dict[str, Decimal]:
    if digits.isdecimal():
        return {EITHER: Decimal(digits)}
    found = {
        mark: _number(digits, mark)
        for mark, grouped in _GROUPED.items()
        if grouped.fullmatch(digits)
    }
    # "0.500" cannot be five hundred: thousands do not begin with a zero.
    if len(found) == 2 and digits.startswith("0"):
        found.pop(COMMA if "." in digits else POINT)
    return found


def _number(digits: str, mark: str) -> Decimal:
    other = POINT if mark == COMMA else COMMA
    plain = digits.replace(other, "").replace(mark, ".")
    return Decimal(plain.rstrip(".") if plain != "." else "0")
