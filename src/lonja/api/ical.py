"""Acts as an iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.acts.enums import State
from lonja.acts.models import Act
from lonja.acts.queries import acts_visible_to
from lonja.workbench.registry import url_of

BEFORE = timedelta(days=90)
MOST = 2000
AN_HOUR = timedelta(hours=1)
STATUS = {State.PLANNED: "TENTATIVE", State.DONE: "CONFIRMED", State.CANCELLED: "CANCELLED"}


def calendar_of(user, *, address: Callable[[str], str]) -> str:
    """The acts that a person may see, from three months ago on. `address` makes a whole URL."""
    acts = acts_visible_to(user).filter(date__gte=timezone.localdate() - BEFORE)
    acts = acts.order_by("date", "pk").prefetch_related("organisations")[:MOST]
    name = _("Actos de la oficina")
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lonja//ES", "CALSCALE:GREGORIAN"]
    head += [f"X-WR-CALNAME:{_escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    lines = [*head, *(line for act in acts for line in _event(act, address)), "END:VCALENDAR"]
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def _event(act: Act, address: Callable[[str], str]) -> Iterator[str]:
    page = url_of(act)
    who = ", ".join(str(one) for one in act.organisations.all())
    yield "BEGIN:VEVENT"
    yield f"UID:act-{act.pk}@{address('/').split('/')[2]}"
    yield f"DTSTAMP:{_moment(act.updated_at)}"
    yield from _when(act)
    yield f"SUMMARY:{_escaped(act.title)}"
    yield f"STATUS:{STATUS[State(act.state)]}"
    yield f"CATEGORIES:{_escaped(act.get_kind_display())}"
    if act.place:
        yield f"LOCATION:{_escaped(act.place)}"
    if who:
        yield f"DESCRIPTION:{_escaped(who)}"
    if page:
        yield f"URL:{address(page)}"
    yield "END:VEVENT"


def _when(act: Act) -> Iterable[str]:
    last = act.end_date or act.date
    if not act.time:
        # The end of a whole day is the day after.
        return (
            f"DTSTART;VALUE=DATE:{act.date:%Y%m%d}",
            f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
        )
    start = timezone.make_aware(datetime.combine(act.date, act.time))
    end = timezone.make_aware(datetime.combine(last, act.time)) + AN_HOUR
    return f"DTSTART:{_moment(start)}", f"DTEND:{_moment(end)}"


def _moment(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, never cutting a letter in two."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 75:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += width
    yield piece
