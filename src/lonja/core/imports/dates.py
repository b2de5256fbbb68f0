"""Dates as people write them: 12/06/2024, 2024-06-12, "12 de junio de 2024", 12-jun-24, 45455."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lonja.core.text import fold

DAY_FIRST, MONTH_FIRST, EITHER = "dmy", "mdy", ""
LOCAL = ZoneInfo("Europe/Madrid")
# What spreadsheets count days from; numbers outside 1950-2099 are not taken for dates.
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range(18_264, 73_051)

_NAMES = (
    "enero january gener xaneiro", "febrero february febrer febreiro", "marzo march marc",
    "abril april", "mayo may maig maio", "junio june juny xuno", "julio july juliol xullo",
    "agosto august agost", "septiembre september setembre setembro setiembre",
    "octubre october outubro", "noviembre november novembre novembro",
    "diciembre december desembre decembro",
)  # fmt: skip
MONTHS = {
    form: number
    for number, names in enumerate(_NAMES, start=1)
    for name in names.split()
    for form in (name, name[:3], name[:4])
}
_WEEKDAYS = r"(?:(?:lun|mar|mie|jue|vie|sab|dom|mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s+)?"
_CLOCK = r"(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)"
_TIME = rf"(?:[t,\s]\s*{_CLOCK}\s*(?P<zone>z|[+-]\d{{2}}:?\d{{2}})?\s*h?)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"

_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_NUMBERS = re.compile(
    rf"{_WEEKDAYS}(?P<a>\d{{1,2}})\s*[-/. ]\s*(?P<b>\d{{1,2}})\s*[-/. ]\s*{_YEAR}{_TIME}"
)
_WORDS = re.compile(
    rf"{_WEEKDAYS}(?:dia\s+)?(?P<day>\d{{1,2}})(?:[.]?[ºªo]|st|nd|rd|th)?[-/. ]*(?:de\s+|d['’])?"
    rf"(?P<name>[a-z]+)[.,]?[-/. ]*(?:del?\s+|of\s+)?(?:ano\s+)?{_YEAR}{_TIME}"
)
_ENGLISH = re.compile(
    rf"{_WEEKDAYS}(?P<name>[a-z]+)[. ]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}{_TIME}"
)


class NoSuchDay(ValueError):
    """A date well written that no calendar has: 31 February."""


def readings(text: str) -> dict[str, date]:
    """{order: date} for each way in which a text is a date; {} when it is none.

    >>> readings("12/06/2024")
    {'dmy': datetime.date(2024, 6, 12), 'mdy': datetime.date(2024, 12, 6)}
    >>> readings("25/06/2024")
    {'dmy': datetime.date(2024, 6, 25)}
    >>> readings("12 de junio de 2024")
    {'': datetime.date(2024, 6, 12)}

    Raises NoSuchDay when it is written as a date and is none.
    """
    plain = fold(text).rstrip(".")
    for pattern in (_YEAR_FIRST, _COMPACT):
        if found := pattern.fullmatch(plain):
            return {EITHER: _day(found, int(found["month"]), int(found["day"]))}
    for pattern in (_WORDS, _ENGLISH):
        if (found := pattern.fullmatch(plain)) and found["name"] in MONTHS:
            return {EITHER: _day(found, MONTHS[found["name"]], int(found["day"]))}
    if found := _NUMBERS.fullmatch(plain):
        return _orders(found)
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", plain) and int(plain[:5]) in SERIALS:
        return {EITHER: of_serial(int(plain[:5]))}
    return {}


def of_serial(days: int) -> date:
    """The date that a spreadsheet keeps as a number: 45455 is 12 June 2024."""
    return SERIAL_ZERO + timedelta(days=days)


def of_datetime(moment: datetime) -> date:
    """The local date of a moment."""
    return (moment.astimezone(LOCAL) if moment.tzinfo else moment).date()


def _orders(found: re.Match[str]) -> dict[str, date]:
    a, b = int(found["a"]), int(found["b"])
    days: dict[str, date] = {}
    for order, month, day in ((DAY_FIRST, b, a), (MONTH_FIRST, a, b)):
        if month <= 12:
            try:
                days[order] = _day(found, month, day)
            except NoSuchDay:
                continue
    if not days:
        raise NoSuchDay(found[0])
    if len(set(days.values())) == 1 and len(days) == 2:
        return {EITHER: days[DAY_FIRST]}
    return days


def _day(found: re.Match[str], month: int, day: int) -> date:
    year = int(found["year"].lstrip("'"))
    if len(found["year"]) < 4:
        year += 2000 if year < 69 else 1900
    try:
        when = date(year, month, day)
    except ValueError:
        raise NoSuchDay(found[0]) from None
    groups = found.groupdict()
    if groups.get("clock") and groups.get("zone"):
        clock = (
            groups["clock"] if len(groups["clock"].split(":")[0]) == 2 else "0" + groups["clock"]
        )
        zone = groups["zone"].upper()
        return of_datetime(datetime.fromisoformat(f"{when.isoformat()}T{clock}{zone}"))
    return when
