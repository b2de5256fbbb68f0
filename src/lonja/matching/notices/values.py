"""Values as notices write them: text, amounts, dates, deadlines.

Elements are found by local name, since the same element comes under different namespaces from one
version of CODICE to another.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element  # only the type: parsing is always defusedxml's
from zoneinfo import ZoneInfo

from lonja.core.text import unpiled
from lonja.directory import cpv

from .found import Malformed

SPAIN = ZoneInfo("Europe/Madrid")
LARGEST = Decimal(10) ** 14  # euros: beyond any budget, within what a column holds


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def each(element: Element | None, path: str) -> Iterator[Element]:
    """The elements at a path of local names: `each(entry, "Party/PartyName")`."""
    if element is None:
        return
    name, _, rest = path.partition("/")
    for child in element:
        if local(child) == name:
            if rest:
                yield from each(child, rest)
            else:
                yield child


def first(element: Element | None, path: str) -> Element | None:
    return next(each(element, path), None)


def text(element: Element | None, path: str = "") -> str:
    """The text at a path, with its blanks in one; "" when there is none."""
    found = first(element, path) if path else element
    return " ".join(unpiled("".join(found.itertext())).split()) if found is not None else ""


def amount(element: Element | None, path: str) -> Decimal | None:
    """A number with a point for decimals. Malformed when it is not one."""
    written = text(element, path)
    if not written:
        return None
    try:
        value = Decimal(written)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= LARGEST:
        raise Malformed(f"importe ilegible: «{written[:40]}»")
    return value.quantize(Decimal("0.01"))


def codes_of_cpv(written: Iterator[str]) -> list[str]:
    """CPV codes without check digit and without repetition, in their order."""
    return [code for code in dict.fromkeys(map(cpv.normal, written)) if code]


def moment(written: str) -> datetime:
    """A date and time of Atom. Without a zone it is Spanish time. Malformed when it is none."""
    try:
        value = datetime.fromisoformat(written.strip())
    except ValueError:
        raise Malformed(f"fecha ilegible: «{written[:40]}»") from None
    return value if value.tzinfo else value.replace(tzinfo=SPAIN)


def day(written: str) -> date | None:
    """A date, with or without zone ("2024-06-30+02:00"); None when there is none or is not one."""
    digits = written.strip()[:10]
    try:
        if digits.isdecimal():
            return datetime.strptime(digits[:8], "%Y%m%d").replace(tzinfo=UTC).date()
        return date.fromisoformat(digits)
    except ValueError:
        return None


def deadline(on: str, at: str) -> datetime | None:
    """The last moment, in Spanish time; the end of the day when no hour is given."""
    last_day = day(on)
    if last_day is None:
        return None
    try:
        hour = time.fromisoformat(at.strip()[:8]) if at.strip() else time(23, 59, 59)
    except ValueError:
        hour = time(23, 59, 59)
    return datetime.combine(last_day, hour.replace(tzinfo=None), tzinfo=SPAIN)
