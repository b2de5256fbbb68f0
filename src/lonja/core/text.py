"""Text in the two languages of the product, and its plain form for comparing."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language


@dataclass(frozen=True)
class Text:
    """A text written in Spanish and English; as a string, in the language of the page."""

    es: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "es").startswith("en") else self.es

    def in_(self, language: str) -> str:
        return self.en if language.startswith("en") else self.es


LARGEST_KEY = 2**63 - 1
SHORT = 1000
"""Characters of which any arrangement is put in order at once."""


def whole(text: object, *, most: int = LARGEST_KEY) -> int | None:
    """The whole number that an address says, from 0 to `most`; None for anything else.

    Nothing larger is asked of a database, which would stumble over it.
    """
    digits = str(text or "")
    if not digits.isdecimal() or len(digits) > len(str(most)):
        return None
    return number if (number := int(digits)) <= most else None


def tax_id(written: str) -> str:
    """A tax id as it is kept and compared: "ES-B.12.345.678" -> "B12345678"."""
    plain = re.sub(r"[\s./_-]", "", written).upper()
    return plain[2:] if re.fullmatch(r"ES[A-Z0-9]\d{7}[A-Z0-9]", plain) else plain


def unpiled(text: str) -> str:
    """Without the marks that are piled by thousands on one letter: putting them in order, as is
    done to compare a text and to cut it, takes time that grows with their square. No letter has
    thirty: that many stay, as the Stream-Safe Text Format of Unicode has it."""
    return _pile().sub(r"\1", text) if len(text) > SHORT else text


def normalized(form: str, text: str) -> str:
    """`unicodedata.normalize`, in time that grows with the text."""
    return unicodedata.normalize(form, unpiled(text))


@cache
def _pile() -> re.Pattern[str]:
    """Thirty marks and those that follow, in a group and out of it."""
    marks = "".join(filter(unicodedata.combining, map(chr, range(0x20000))))
    return re.compile(f"([{marks}]{{30}})[{marks}]+")


def fold(text: str) -> str:
    """Lower case without accents, for comparing what people type: 'Gijón ' -> 'gijon'."""
    if text.isascii():  # most of what is written: nothing to decompose
        return " ".join(text.lower().split())
    # Decomposed on both sides of casefold: either may leave something for the other ("𝕿", "İ").
    decomposed = normalized("NFKD", normalized("NFKD", text).casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


FORMULA = tuple("=+-@＝＋－＠\t\r\n")
"""How a text begins that a spreadsheet would reckon; in full width, only those of the Far East."""


def harmless(text: str) -> str:
    """A text as a CSV may say it, so that no spreadsheet takes it for a formula. Numbers stay."""
    number = text.lstrip("+-").replace(",", "").replace(".", "").isdecimal()
    return f"'{text}" if text.startswith(FORMULA) and not number else text


LONGEST_SHEET = 31
_NOT_IN_SHEETS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LEFT_HANGING = re.compile(r"(\s+\w{1,3})+$")


def sheet_name(name: str, taken: Iterable[str] = ()) -> str:
    """A name for a sheet of a workbook: 31 characters of those it admits, cut at a word, and none
    of those taken. 'Visibilidad y difusión en redes sociales' -> 'Visibilidad y difusión'."""
    plain = " ".join(name.translate(_NOT_IN_SHEETS).split()) or "1"
    short = plain
    if len(plain) > LONGEST_SHEET:
        words = plain[: LONGEST_SHEET + 1].rpartition(" ")[0]
        short = _LEFT_HANGING.sub("", words) or plain[:LONGEST_SHEET]
    names = {one.casefold() for one in taken}
    number, unlike = 2, short
    while unlike.casefold() in names:
        unlike = f"{short[: LONGEST_SHEET - len(str(number)) - 1]} {number}"
        number += 1
    return unlike


_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """A text without what nobody sees and no XML admits, which comes with what is pasted."""
    return _UNSEEN.sub(" ", text) if _UNSEEN.search(text) else text
