"""What the calendars of those who were called answer: read from the file that they send.

Whoever accepts or declines in their calendar sends an e-mail to the organiser of the invitation,
which is the mailbox of the office, with a small file in it (RFC 5546, METHOD:REPLY). The office
reads it in: the file, or the whole e-mail. Nothing in it is trusted: it has to name this meeting
and somebody who was called to it, and it only ever says whether they will come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Component

from lonja.core.text import printable
from lonja.directory.models import Person
from lonja.journal import writing
from lonja.journal.enums import Verb

from ..enums import CalendarAnswer, MeetingStage
from ..models import CalendarReply, Meeting
from .meeting import contacts

MOST_BYTES = 1_000_000
MOST_WRAPPINGS = 20
"""Of an e-mail, one within another: reading each line costs as much as there are around it."""
FIRST_YEAR = 2000
ANSWERS = {
    "ACCEPTED": CalendarAnswer.YES,
    "DECLINED": CalendarAnswer.NO,
    "TENTATIVE": CalendarAnswer.MAYBE,
}


@dataclass(frozen=True)
class Reply:
    """What a file says. `sequence` is None in those of calendars that do not tell it."""

    uid: str
    email: str
    answer: CalendarAnswer
    sequence: int | None
    sent_at: datetime
    comment: str = ""


@transaction.atomic
def take(meeting: Meeting, content: bytes, *, by: Any) -> CalendarReply:
    """Keep what a file answers to the invitation of a meeting. The same twice is once.

    ValidationError when it is no answer to this invitation, or an older one than is kept.
    """
    said = read(content)
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    person = _who(meeting, said)
    sequence = meeting.sequence if said.sequence is None else said.sequence
    if sequence < meeting.sequence:
        raise ValidationError(
            _("Contesta a una convocatoria anterior: después se cambió la hora o el lugar."),
            code="old",
        )
    known = CalendarReply.objects.filter(meeting=meeting, email__iexact=said.email).first()
    if known and known.sent_at > said.sent_at:
        raise ValidationError(
            _("Ya hay una respuesta suya más reciente: «%s».") % known.get_answer_display(),
            code="older",
        )
    before = str(known.get_answer_display()) if known else ""
    reply, _made = CalendarReply.objects.update_or_create(
        meeting=meeting,
        email=known.email if known else said.email,
        defaults={
            "person": person, "answer": said.answer, "sequence": min(sequence, meeting.sequence),
            "sent_at": said.sent_at, "comment": said.comment,
        },
    )  # fmt: skip
    if before != str(reply.get_answer_display()):
        writing.note(
            Verb.CHANGED, meeting, by=by, changes={"replies": [before or None, str(reply)]}
        )
    return reply


def read(content: bytes) -> Reply:
    """The answer in a file of a calendar, or in an e-mail that has one. ValidationError if none."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("El fichero es demasiado grande para ser una respuesta."))
    calendars = list(_calendars(content))
    if not calendars:
        raise ValidationError(
            _("Ese fichero no es de un calendario. Suba el .ics que venía en el correo, o el "
              "correo entero (.eml).")
        )  # fmt: skip
    for found in calendars:
        if str(found.get("METHOD", "")).strip().upper() == "REPLY":
            for event in found.walk("VEVENT"):
                return _said(event)
    raise ValidationError(
        _("Es una cita de calendario, pero no la respuesta de alguien a una convocatoria.")
    )


# -- inside --------------------------------------------------------------------------------------


def _calendars(content: bytes) -> Iterator[Component]:
    for text in (content, *_attached(content)):
        try:
            yield from Calendar.from_ical(text, multiple=True)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            continue  # not a calendar, whatever its name says


def _attached(content: bytes) -> Iterator[bytes]:
    """The calendars that an e-mail brings."""
    if content.lower().count(b"boundary") > MOST_WRAPPINGS:
        return
    try:
        for part in message_from_bytes(content, policy=policy.compat32).walk():
            name = str(part.get_filename() or "").lower()
            kind = part.get_content_type()
            is_one = kind in ("text/calendar", "application/ics") or name.endswith(".ics")
            if is_one and isinstance(payload := part.get_payload(decode=True), bytes):
                yield payload
    except (ValueError, LookupError, TypeError, RecursionError):
        return


def _said(event: Component) -> Reply:
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    for attendee in attendees:
        state = str(getattr(attendee, "params", {}).get("PARTSTAT", "")).upper()
        if state in ANSWERS:
            return Reply(
                uid=printable(str(event.get("UID", ""))).strip(),
                email=str(attendee).strip().lower().removeprefix("mailto:").strip()[:254],
                answer=ANSWERS[state],
                sequence=_number(event.get("SEQUENCE")),
                sent_at=_moment(event.get("DTSTAMP")),
                comment=_comment(event.get("COMMENT")),
            )
    raise ValidationError(_("La respuesta no dice si acepta o no."))


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and 0 <= value < 2**31 else None


def _moment(stamp: Any) -> datetime:
    """When it was sent; now, if it does not say, or says a moment that cannot be."""
    found, now = getattr(stamp, "dt", None), timezone.now()
    if not isinstance(found, datetime) or found.year < FIRST_YEAR:
        return now
    return min(found if found.tzinfo else found.replace(tzinfo=UTC), now)


def _comment(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return " ".join(printable(str(first or "")).split())[:400]


def _who(meeting: Meeting, said: Reply) -> Person | None:
    """Whoever answers, of those who were called. None for the office itself."""
    if said.uid != meeting.uid:
        other = Meeting.objects.filter(uid=said.uid).first() if said.uid else None
        raise ValidationError(
            _("Es la respuesta a otra reunión: «%s».") % other
            if other
            else _("Es la respuesta a una convocatoria que no salió de aquí."),
            code="other",
        )
    if meeting.stage != MeetingStage.AGREED:
        raise ValidationError(_("Esta reunión ya no está convocada."), code="closed")
    called = [one for people in contacts(meeting).values() for one in people]
    called += [one.person for one in meeting.participations.select_related("person") if one.person]
    for person in called:
        if said.email and person.email.lower() == said.email:
            return person
    responsible = meeting.follows.responsible
    if responsible and responsible.email.lower() == said.email:
        return None
    raise ValidationError(
        _("Contesta %s, a quien no se convocó.") % (said.email or _("alguien sin correo")),
        code="stranger",
    )
