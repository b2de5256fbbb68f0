"""iCalendar (RFC 5545): what the calendars and invitations that leave the house share."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from icalendar import Calendar, Timezone

MADRID = Timezone.from_ical("""\
BEGIN:VTIMEZONE
TZID:Europe/Madrid
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""")
"""The hour of the house by its rule, which calendars that know no zone by its name read too. What
`Timezone.from_tzid` writes lists years one by one, and begins each summer an hour late."""


def calendar(*, name: str = "", refresh: timedelta | None = None, **properties: Any) -> Calendar:
    made = Calendar.new(
        prodid="-//Lonja//ES", calscale="GREGORIAN", name=name or None, refresh_interval=refresh,
        **properties,
    )  # fmt: skip
    del made["UID"]  # anew each time it is asked for: it would tell nobody anything
    return made


def plain(text: Any) -> str:
    """What somebody typed, as a calendar may hold it: line feeds, and no other control."""
    lines = str(text).splitlines()
    return "\n".join("".join(c for c in line if c >= " " and c != "\x7f") for line in lines)
