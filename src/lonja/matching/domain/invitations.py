"""What is written of a meeting: times to pick from, calendar invitations, reminders, and the
question of whether it was held.

An invitation is one event for all: the same UID in everything that is sent of a meeting, with a
SEQUENCE that grows, so that each calendar keeps the last (RFC 5546). It carries nobody's personal
link, because all who are called receive it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import STATUS, Alarm, Conference, Event, vCalAddress

from lonja.core.ical import MADRID, calendar, plain
from lonja.core.naming import called
from lonja.house.models import House
from lonja.journal import writing
from lonja.mail import outbox
from lonja.mail import queries as letters
from lonja.workbench.registry import url_of

from ..enums import Side
from ..models import Meeting
from ..queries import sides
from . import introduction_mail

WARNING = timedelta(minutes=-30)
MOST_LETTERS, A_DAY = 30, timedelta(days=1)
"""Of one meeting, when its sides arrange it by themselves."""


def offer_times(meeting: Meeting, side: str, *, by: Any, preferred: bool = False) -> None:
    """Ask a side to pick one of the times, or to propose others. `preferred`: the other has picked
    one of those of the office, and its yes is missing."""
    _write(meeting, side, "meeting_times", by=by, preferred=preferred,
           times=[one.starts_at for one in meeting.options.all()])  # fmt: skip


def invite(meeting: Meeting, *, by: Any, changed: bool = False) -> Meeting:
    """Send the invitation of an agreed time to both, and to whoever of the office is at it."""
    return _send_event(meeting, "REQUEST", "meeting_agreed", by=by, changed=changed)


def call_off(meeting: Meeting, *, by: Any, reason: str, other_times: bool = False) -> Meeting:
    """Take the event out of their calendars. Call it while the time is still the agreed one."""
    return _send_event(
        meeting, "CANCEL", "meeting_cancelled", by=by, reason=reason, other_times=other_times
    )


def tell_cancelled(meeting: Meeting, *, by: Any, reason: str) -> None:
    """That nothing more is to be picked, when no time had been agreed."""
    for side in sides.BOTH:
        _write(meeting, side, "meeting_cancelled", by=by, reason=reason)


def remind(meeting: Meeting) -> int:
    """The day before; how many letters were new."""
    return sum(_once(meeting, side, "meeting_reminder") for side in sides.BOTH)


def ask_if_held(meeting: Meeting) -> int:
    return sum(_once(meeting, side, "meeting_held") for side in sides.BOTH)


def refuse_to_flood(meeting: Meeting) -> None:
    """ValidationError when its sides have had a great many letters in a day: each change that one
    makes by its link writes to the other."""
    lately = letters.about(meeting).filter(created_at__gt=timezone.now() - A_DAY)
    if lately.count() >= MOST_LETTERS:
        raise ValidationError(
            _("Ha cambiado muchas veces en un día: escriba o llame a la oficina."), code="enough"
        )


# -- the event -----------------------------------------------------------------------------------


def event(meeting: Meeting, method: str, language: str) -> bytes:
    """The whole text/calendar of an agreed meeting; `method` is REQUEST or CANCEL."""
    with translation.override(language):
        cancelled = method == "CANCEL"
        made = Event.new(
            uid=meeting.uid,
            stamp=timezone.now(),
            start=meeting.starts_at,
            end=meeting.ends_at,
            sequence=meeting.sequence,
            summary=plain(_summary(meeting)),
            description=plain(_description(meeting)),
            location=plain(meeting.place or meeting.video_url) or None,
            url=meeting.video_url or None,
            status=STATUS.CANCELLED if cancelled else STATUS.CONFIRMED,
            organizer=_organizer(),
            attendees=list(_attendees(meeting)),
            conferences=_conferences(meeting),
        )
        if not cancelled:
            alarm = Alarm.new(description=plain(_summary(meeting)))
            alarm.add("action", "DISPLAY")
            alarm.TRIGGER = WARNING
            made.add_component(alarm)
        whole = calendar(method=method)
        whole.add_component(MADRID)
        whole.add_component(made)
        return whole.to_ical()


def _summary(meeting: Meeting) -> str:
    one, other = (called(sides.name(meeting.follows, side)) for side in sides.BOTH)
    return _("Reunión: %(one)s y %(other)s") % {"one": one, "other": other}


def _description(meeting: Meeting) -> str:
    lines = [meeting.follows.need.title]
    if meeting.video_url:
        lines.append(_("Videollamada: %s") % meeting.video_url)
    return "\n".join(lines)


def _conferences(meeting: Meeting) -> list[Conference] | None:
    if not meeting.video_url:
        return None
    return [Conference(meeting.video_url, feature=["VIDEO"], label=_("Videollamada"))]


def _organizer() -> vCalAddress:
    """The mailbox that sends it: calendars refuse an invitation that comes from another."""
    house = House.ours()
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return vCalAddress.new(address, cn=_quoted(house.name if house else "Lonja"))


def _attendees(meeting: Meeting) -> Iterator[vCalAddress]:
    for who, role in ((one, "REQ-PARTICIPANT") for one in _contacts(meeting).values()):
        yield vCalAddress.new(
            who.email, cn=_quoted(who.name), role=role, partstat="NEEDS-ACTION", rsvp=True
        )
    if office := _office(meeting):
        yield vCalAddress.new(
            office.email, cn=_quoted(str(office)), role="OPT-PARTICIPANT",
            partstat="NEEDS-ACTION", rsvp=False,
        )  # fmt: skip


def _quoted(name: str) -> str:
    """A name inside quotes, which many calendars cannot read within it."""
    return plain(name).replace('"', "'").replace("\n", " ")


# -- letters -------------------------------------------------------------------------------------


def _contacts(meeting: Meeting) -> dict[Side, Any]:
    found = sides.contacts_of_both(meeting.follows)
    return {side: person for side, person in found.items() if person}


def _office(meeting: Meeting) -> Any:
    """Whoever of the office is at it, unless it is the mailbox from which all leaves."""
    user = meeting.follows.responsible
    if user is None or not user.is_active:
        return None
    return None if user.email == parseaddr(settings.DEFAULT_FROM_EMAIL)[1] else user


def _send_event(
    meeting: Meeting, method: str, template: str, *, by: Any, **context: Any
) -> Meeting:
    meeting = writing.change(meeting, by=by, sequence=meeting.sequence + 1)
    for side, person in _contacts(meeting).items():
        _write(meeting, side, template, by=by, files=_file(meeting, method, person), **context)
    if office := _office(meeting):
        outbox.send(
            f"matching/mail/{template}",
            office,
            {
                "meeting": meeting,
                "name": sides.name(meeting.follows, Side.MEMBER),
                "url": settings.ADDRESS.rstrip("/") + url_of(meeting),
                "starts_at": meeting.starts_at,
                **context,
            },
            about=meeting,
            by=by,
            files=_file(meeting, method, office),
        )
    return meeting


def _file(meeting: Meeting, method: str, to: Any) -> list[outbox.File]:
    content = event(meeting, method, getattr(to, "language", "") or "es")
    return [("invite.ics", content, f"text/calendar; method={method}")]


def _once(meeting: Meeting, side: str, template: str) -> bool:
    """Written a single time for each time that the meeting was called."""
    once = f"{template}:{meeting.pk}:{meeting.sequence}:{side}"
    if outbox.was_written(once) or side not in _contacts(meeting):
        return False
    _write(meeting, side, template, by=None, once=once)
    return True


def _write(
    meeting: Meeting, side: str, template: str, *, by: Any, once: str = "", files=(), **context: Any
) -> None:
    person = sides.contact(meeting.follows, side)
    if person is None:
        return
    outbox.send(
        f"matching/mail/{template}",
        person,
        {
            "meeting": meeting,
            "name": sides.name(meeting.follows, sides.other(side)),
            "url": introduction_mail.meeting_address(meeting.follows, side, person.email, by=by),
            "starts_at": meeting.starts_at,
            **context,
        },
        about=meeting,
        by=by,
        once=once,
        files=files,
        reply_to=introduction_mail.reply_to(meeting.follows),
    )
