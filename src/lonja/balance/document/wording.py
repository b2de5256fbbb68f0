"""The ways of wording a figure in prose: `{{ grants.submitted_eur|more_than }}`.

Vague words are rules: "más de N" is the greatest round number below the value, "en torno al P %"
is within two points, and the sign of a change decides between "más" and "menos". A wording that
the value does not allow raises `Unsaid`, which says why in the words of the office.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from lonja.core import formatting
from lonja.core.figures import Unit, Value
from lonja.core.text import Text

from .model import FigureEntry
from .words import LARGEST, ordinal_word, spelled


class Unsaid(Exception):
    """The figure cannot be worded so. The message is a `Text`."""

    def __init__(self, es: str, en: str):
        super().__init__(es)
        self.message = Text(es, en)


@dataclass(frozen=True)
class Said:
    """A value on its way to being printed. Filters that make text of it set `text`."""

    value: Value
    unit: Unit
    printed: str
    text: str | None = None


Wording = Callable[[Said, FigureEntry, str, str], Said]


def word(entry: FigureEntry, filters: list[tuple[str, str]], language: str) -> str:
    """The figure in words, through each (filter, argument). KeyError for an unknown filter."""
    said = Said(entry.value, entry.unit, entry.printed)
    for name, argument in filters:
        said = FILTERS[name](said, entry, argument, language)
    if said.text is not None:
        return said.text
    if said.value is None:
        raise Unsaid("la cifra no tiene dato este año", "the figure has no value this year")
    return said.printed


def _number(said: Said) -> Decimal:
    if said.text is not None or said.value is None or isinstance(said.value, list | dict):
        raise Unsaid("la cifra no es un número", "the figure is not a number")
    return Decimal(said.value)


def _whole(said: Said) -> int:
    number = _number(said)
    if number != number.to_integral_value() or not 0 <= number <= LARGEST:
        raise Unsaid("solo un número entero se escribe con letra", "only whole numbers have words")
    return int(number)


def _with_text(said: Said, text: str) -> Said:
    return Said(said.value, said.unit, said.printed, text)


def words(said: Said, entry: FigureEntry, argument: str, language: str) -> Said:
    """From zero to nine in words, in digits from ten on. Argument: m or f ("un", "una")."""
    number = _whole(said)
    if number > 9:
        return _with_text(said, said.printed)
    return _with_text(said, spelled(number, language, gender=_gender(argument)))


def in_words(said: Said, entry: FigureEntry, argument: str, language: str) -> Said:
    """Always in words, however large."""
    return _with_text(said, spelled(_whole(said), language, gender=_gender(argument)))


def _gender(argument: str) -> str:
    if argument not in ("", "m", "f"):
        raise Unsaid("el género se indica con «m» o «f»", "gender is given by “m” or “f”")
    return argument


def ordinal(said: Said, entry: FigureEntry, argument: str, language: str) -> Said:
    """ "segundo", "segunda" (f), "primer" (m, before a noun); 13.º from the thirteenth on."""
    position = _whole(said)
    gender = _gender(argument)
    in_letters = ordinal_word(position, language, gender=gender)
    return _with_text(
        said, in_letters or formatting.ordinal(position, language, feminine=gender == "f")
    )


def more_than(said: Said, entry: FigureEntry, argument: str, language: str) -> Said:
    """ "más de tres millones de euros": the greatest round number below the value.

    With an argument, that number, which must be below. A value that is round itself is printed as
    it is: "tres millones de euros".
    """
    value = _number(said)
    bound = _asked(argument, language) if argument else _round_below(value)
    if bound > value:
        raise Unsaid(
            f"el valor es {said.printed}: no es más de {argument}",
            f"the value is {said.printed}: not more than {argument}",
        )
    phrase = amount(bound, said.unit, language)
    if bound == value:
        return _with_text(said, phrase)
    return _with_text(said, f"{'more than' if language == 'en' else 'más de'} {phrase}")


def _asked(argument: str, language: str) -> Decimal:
    digits = re.sub(r"[.,\s]", "", argument)
    if not digits.isdecimal():
        raise Unsaid(f"«{argument}» no es un número", f"“{argument}” is not a number")
    return Decimal(digits)


def _round_below(value: Decimal) -> Decimal:
    """With one digit when that says at least nine tenths of the value; else with two."""
    if value < 10:
        return value.to_integral_value(rounding="ROUND_FLOOR")
    size = value.adjusted()
    for digits in (1, 2):
        step = Decimal(1).scaleb(size - digits + 1)
        bound = value // step * step
        if bound * 10 >= value * 9:
            break
    return bound


def amount(value: Decimal, unit: Unit, language: str) -> str:
    """A round quantity as prose prints it: "tres millones de euros", "2,8 millones", "280"."""
    if value < 1_000_000 or value % 100_000:
        return formatting.printed(value if value % 1 else int(value), unit, language)
    millions = value / 1_000_000
    whole = millions == millions.to_integral_value()
    if whole and millions < 10:
        many = spelled(int(millions), language, gender="m")
    else:
        many = formatting.number(millions, language, decimals=1)
    if language == "en":
        return f"{many} million{' euros' if unit == Unit.EUROS else ''}"
    name = "millón" if millions == 1 else "millones"
    return f"{many} {name}{' de euros' if unit == Unit.EUROS else ''}"


def around(said: Said, entry: FigureEntry, argument: str, language: str) -> Said:
    """ "en torno al 40 %" within two points; other quantities to two digits, within 5 %."""
    value = _number(said)
    if said.unit == Unit.PERCENT:
        return _with_text(said, _around_percent(value * 100, language))
    if value < 10:
        return _with_text(said, said.printed)
    step = Decimal(1).scaleb(value.adjusted())
    near = (value / step).to_integral_value() * step
    if abs(near - value) * 20 > value:
        step = step / 10
        near = (value / step).to_integral_value() * step
    phrase = amount(near, said.unit, language)
    if near == value:
        return _with_text(said, phrase)
    return _with_text(said, f"{'around' if language == 'en' else 'en torno a'} {phrase}")


def _around_percent(points: Decimal, language: str) -> str:
    for step in (10, 5):
        near = (points / step).to_integral_value() * step
        if abs(near - points) <= 2:
            break
    else:
        near = points.to_integral_value()
    text = formatting.percent(near / 100, language)
    return f"around {text}" if language == "en" else f"en torno al {text}"


def change(said: Said, entry: FigureEntry, argument: str, language: str) -> Said:
    """ "un 25 % más", "un 8 % menos", "los mismos" (f: "las mismas"), against the year before."""
    ratio = entry.value if entry.reports_change else entry.change
    if not isinstance(ratio, int | Decimal):
        raise Unsaid(
            "no hay con qué comparar: falta el año anterior, o fue cero",
            "there is nothing to compare with: the year before is missing, or was zero",
        )
    if ratio == 0:
        same = "las mismas" if _gender(argument) == "f" else "los mismos"
        return _with_text(said, "the same" if language == "en" else same)
    share = formatting.rounded(abs(Decimal(ratio)) * 100, 0)
    decimals = 0 if share else 1
    text = formatting.percent(abs(Decimal(ratio)), language, decimals=decimals)
    if language == "en":
        return _with_text(said, f"{text} {'more' if ratio > 0 else 'less'}")
    return _with_text(said, f"un {text} {'más' if ratio > 0 else 'menos'}")


def previous(said: Said, entry: FigureEntry, argument: str, language: str) -> Said:
    """The value of the year before."""
    if entry.previous is None:
        raise Unsaid("no hay dato del año anterior", "there is no value of the year before")
    return Said(entry.previous, entry.unit, entry.previous_printed)


def names(said: Said, entry: FigureEntry, argument: str, language: str) -> Said:
    """A list as prose: "Valencia, Sevilla y Zaragoza". With a number, only so many of them."""
    value = list(said.value) if isinstance(said.value, list | dict) else None
    if value is None:
        raise Unsaid("la cifra no es una lista de nombres", "the figure is not a list of names")
    if not value:
        raise Unsaid("la lista está vacía", "the list is empty")
    if argument:
        value = value[: int(_asked(argument, language))]
    return _with_text(said, formatting.names(value, language))


def how_many(said: Said, entry: FigureEntry, argument: str, language: str) -> Said:
    """How many names a list has; how many in all in a table."""
    if isinstance(said.value, dict):
        total = sum(said.value.values())
    elif isinstance(said.value, list):
        total = len(said.value)
    else:
        raise Unsaid("la cifra no es una lista", "the figure is not a list")
    return Said(total, Unit.COUNT, formatting.number(total, language))


def most(said: Said, entry: FigureEntry, argument: str, language: str) -> Said:
    """The label with most in a table; those that tie, together."""
    if not isinstance(said.value, dict) or not said.value:
        raise Unsaid("la cifra no es una tabla", "the figure is not a table")
    top = max(said.value.values())
    return _with_text(
        said, formatting.names([k for k, v in said.value.items() if v == top], language)
    )


FILTERS: dict[str, Wording] = {
    "words": words,
    "in_words": in_words,
    "ordinal": ordinal,
    "more_than": more_than,
    "around": around,
    "change": change,
    "previous": previous,
    "names": names,
    "how_many": how_many,
    "most": most,
}

EXPLAINED: dict[str, Text] = {
    "words": Text("con letra hasta nueve", "in words up to nine"),
    "in_words": Text("siempre con letra", "always in words"),
    "ordinal": Text("«segundo»", "“second”"),
    "more_than": Text("«más de tres millones de euros»", "“more than three million euros”"),
    "around": Text("«en torno al 40 %»", "“around 40%”"),
    "change": Text("«un 25 % más», contra el año anterior", "“25% more”, against the year before"),
    "previous": Text("el valor del año anterior", "the value of the year before"),
    "names": Text("los nombres: «A, B y C»", "the names: “A, B and C”"),
    "how_many": Text("cuántos hay en la lista", "how many the list has"),
    "most": Text("el que más tiene", "the one with most"),
}
