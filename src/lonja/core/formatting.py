"""Numbers, dates and lists of names as Spanish and English print them.

The one place where a value becomes text: the page, the PDF, the Word file and the spreadsheet
all take theirs from here. The space before % and € is one that does not break.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import MAX_PREC, ROUND_HALF_UP, Context, Decimal

from .figures import Unit, Value

ANY_LENGTH = Context(prec=MAX_PREC)
HARD_SPACE = "\N{NO-BREAK SPACE}"
MONTHS = {
    "es": [
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ],
    "en": [
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ],
}
NO_DATA = {"es": "sin dato", "en": "no data"}
NONE_OF_THEM = {"es": "ninguno", "en": "none"}


def printed(value: Value | float, unit: Unit, language: str = "es") -> str:
    """A figure's value as text: 281, 2.842.274 €, 25 %, 2.º, "Andalucía y Aragón"."""
    language = short(language)
    if value is None:
        return NO_DATA[language]
    match unit:
        case Unit.EUROS:
            return euros(value, language)
        case Unit.PERCENT:
            return percent(value, language)
        case Unit.RANK:
            return ordinal(int(value), language)
        case Unit.LIST:
            return names(value, language) if value else NONE_OF_THEM[language]
        case Unit.TABLE:
            return table(value, language) if value else NONE_OF_THEM[language]
        case Unit.NUMBER:
            return number(value, language, decimals=2)
    return number(value, language)


def short(language: str) -> str:
    """ "en" for any English, "es" for everything else."""
    return "en" if language.lower().startswith("en") else "es"


def rounded(value: int | Decimal | float, decimals: int) -> Decimal:
    """Halves go away from zero, as people round."""
    exact = value if isinstance(value, Decimal | int) else str(value)
    unit = Decimal(1).scaleb(-decimals)
    return Decimal(exact).quantize(unit, rounding=ROUND_HALF_UP, context=ANY_LENGTH)


def number(value: int | Decimal | float, language: str = "es", *, decimals: int = 0) -> str:
    """At most that many decimals, and none that would be only zeros: 1.234,5."""
    figure = rounded(value, decimals)
    text = f"{figure.copy_abs():,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if short(language) == "es":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"−{text}" if figure < 0 else text


def euros(value: int | Decimal | float, language: str = "es") -> str:
    """Whole euros, and cents where there are: 2.842.274 €, 10.114,85 €."""
    figure = rounded(value, 2)
    text = number(figure.copy_abs(), language)
    if figure != figure.to_integral_value():
        cents = f"{figure.copy_abs():.2f}"[-2:]
        whole = number(int(figure.copy_abs()), language)
        text = f"{whole},{cents}" if short(language) == "es" else f"{whole}.{cents}"
    sign = "−" if figure < 0 else ""
    return f"{sign}{text}{HARD_SPACE}€" if short(language) == "es" else f"{sign}€{text}"


def percent(ratio: int | Decimal | float, language: str = "es", *, decimals: int = 1) -> str:
    """A ratio as a percentage: 0.25 -> 25 %; 0.286 -> 28,6 %."""
    share = rounded(ratio if isinstance(ratio, Decimal | int) else Decimal(str(ratio)), 6) * 100
    text = number(share, language, decimals=decimals)
    return f"{text}{HARD_SPACE}%" if short(language) == "es" else f"{text}%"


def ordinal(position: int, language: str = "es", *, feminine: bool = False) -> str:
    """2.º, 2.ª; 2nd."""
    if short(language) == "es":
        return f"{number(position)}.{'ª' if feminine else 'º'}"
    tail = (
        "th"
        if position % 100 in (11, 12, 13)
        else {1: "st", 2: "nd", 3: "rd"}.get(position % 10, "th")
    )
    return f"{number(position, 'en')}{tail}"


def names(values: Iterable[str], language: str = "es") -> str:
    """ "Valencia, Sevilla y Zaragoza"; the Spanish "y" gives way to "e" before the sound i."""
    listed = [str(one) for one in values]
    if len(listed) < 2:
        return "".join(listed)
    joint = "and" if short(language) == "en" else _spanish_and(listed[-1])
    return f"{', '.join(listed[:-1])} {joint} {listed[-1]}"


def _spanish_and(following: str) -> str:
    start = following.casefold().lstrip("«\"'")
    sounds_i = start.startswith(("i", "í", "hi", "hí")) and not start.startswith(("hia", "hie"))
    return "e" if sounds_i else "y"


def table(counts: Mapping[str, int], language: str = "es") -> str:
    """ "digital: 201; prensa: 60"."""
    return "; ".join(f"{label}: {number(count, language)}" for label, count in counts.items())


def day(value: date, language: str = "es") -> str:
    """12 de junio de 2024; 12 June 2024."""
    month = MONTHS[short(language)][value.month - 1]
    joint = " de " if short(language) == "es" else " "
    return f"{value.day}{joint}{month}{joint}{value.year}"
