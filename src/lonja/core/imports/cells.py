"""What a spreadsheet has in a cell, and its text as people see it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from lonja.core.text import normalized

CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]"
)
BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
NOTHING = frozenset({"", "-", "--", "—", "–"})


@dataclass(frozen=True)
class Broken:
    """A cell whose program could not say its value: "#N/A", or a formula never calculated."""

    text: str
    is_formula: bool = False


Cell = str | int | float | Decimal | bool | date | datetime | time | Broken | None


@dataclass(frozen=True)
class Line:
    """A line of a sheet, with the number that the spreadsheet gives it."""

    number: int
    cells: list[Cell]


def tidy(text: str) -> str:
    """Text without invisible characters, double spaces or blanks at its ends; line ends stay."""
    plain = text.isprintable() and "  " not in text
    if plain and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text.strip()
    text = normalized("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = CONTROL.sub("", text)
    return "\n".join(BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip()


def as_text(cell: Cell) -> str:
    """A cell as its spreadsheet shows it: 8001.0 is "8001", a date is ISO."""
    match cell:
        case None:
            return ""
        case str():
            return tidy(cell)
        case bool():
            return "VERDADERO" if cell else "FALSO"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(" ", "minutes")
        case Broken():
            return cell.text
    return str(cell)


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and tidy(cell) in NOTHING)


def letter(index: int) -> str:
    """The letter of a column as spreadsheets show it: 0 is A, 26 is AA.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
