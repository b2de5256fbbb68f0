"""Arranging the meeting after an introduction: times proposed, one picked, called, or cancelled.

The office or either side proposes; the other picks one, or proposes others. Of what the office
proposes, the first to pick leaves that time to the yes of the other. `stage` moves by its table,
here and in `holding`.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.accounts import links
from lonja.acts.enums import Mode, Part, State
from lonja.acts.models import Participation
from lonja.core.naming import paired
from lonja.directory.models import Person
from lonja.journal import writing
from lonja.journal.enums import Verb

from ..enums import MEETING_MOVES, MeetingStage, Side
from ..models import Introduction, Meeting, MeetingOption
from ..queries import meetings, sides
from . import invitations

MOST_TIMES = 5
FAR = timedelta(days=366)
STATES = {
    MeetingStage.PROPOSED: State.PLANNED,
    MeetingStage.AGREED: State.PLANNED,
    MeetingStage.HELD: State.DONE,
    MeetingStage.NOT_HELD: State.CANCELLED,
    MeetingStage.CANCELLED: State.CANCELLED,
}
Link = links.Link | None


@transaction.atomic
def propose(
    introduction: Introduction,
    times: Sequence[datetime],
    *,
    side: Side,
    by: Any,
    minutes: int = 30,
    place: str = "",
    video_url: str = "",
    link: Link = None,
) -> Meeting:
    """Offer up to five times: a new meeting, or other times for the one being arranged.

    A time already agreed falls, and leaves their calendars. ValidationError when both have not said
    yes, or a time is past, repeated, too far, or does not exist where clocks change.
    """
    introduction = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if introduction.state != State.DONE:
        raise ValidationError(_("Falta el sí de las dos partes."), code="not_done")
    times = _in_order(times)
    if video_url:
        URLValidator(schemes=["http", "https"])(video_url)
    meeting = meetings.last_of(introduction)
    if meeting is None or meeting.stage == MeetingStage.HELD:
        meeting = _new(introduction, by=by)
    elif meeting.stage == MeetingStage.AGREED and _is_ahead(meeting):
        meeting = invitations.call_off(meeting, by=by, reason="", other_times=True)
    if meeting.stage != MeetingStage.PROPOSED:
        check(meeting, MeetingStage.PROPOSED)
    use(link, meeting)
    meeting = writing.change(
        meeting, by=by, stage=MeetingStage.PROPOSED, state=STATES[MeetingStage.PROPOSED],
        date=timezone.localdate(times[0]), time=None, minutes=minutes, place=place.strip()[:160],
        video_url=video_url, mode=_mode(place, video_url), proposed_by=side, not_held_reason="",
        reason=through(link),
    )  # fmt: skip
    _offer(meeting, times, side=side, by=by)
    return meeting


@transaction.atomic
def pick(meeting: Meeting, starts_at: datetime, *, side: Side, by: Any, link: Link = None):
    """One of the times offered. It is called when both say it, or the office says it for both.

    ValidationError when it is no longer offered, is past, or was offered by the same side.
    """
    meeting = locked(meeting)
    if meeting.stage == MeetingStage.AGREED and meeting.starts_at == starts_at:
        return meeting  # the same, pressed twice
    option = meeting.options.filter(starts_at=starts_at).first()
    if option is None or meeting.stage != MeetingStage.PROPOSED:
        raise ValidationError(_("Esa hora ya no está entre las propuestas."), code="gone")
    if option.starts_at <= timezone.now():
        raise ValidationError(_("Esa hora ya ha pasado: proponga otras."), code="past")
    if side != Side.OFFICE and option.proposed_by == side:
        raise ValidationError(_("Esa hora la propuso usted: la elige la otra parte."), code="own")
    use(link, meeting)
    if side != Side.OFFICE and option.proposed_by == Side.OFFICE:
        meeting = writing.change(meeting, by=by, proposed_by=side, reason=through(link))
        _offer(meeting, [starts_at], side=side, by=by, preferred=True)
        return meeting
    return _call(meeting, starts_at, by=by, reason=through(link))


@transaction.atomic
def rearrange(
    meeting: Meeting,
    *,
    by: Any,
    starts_at: datetime | None = None,
    minutes: int,
    place: str,
    video_url: str,
) -> Meeting:
    """The office changes hour, length or place, as agreed with both. Of a called meeting, the
    invitation goes out again; nothing goes when nothing changes."""
    meeting = locked(meeting)
    if meeting.stage not in meetings.OPEN:
        raise ValidationError(_("Esta reunión ya no está por celebrar."), code="closed")
    before = (meeting.starts_at, meeting.minutes, meeting.place, meeting.video_url)
    place = place.strip()[:160]
    values: dict[str, Any] = {"minutes": minutes, "place": place, "video_url": video_url}
    called = meeting.stage == MeetingStage.AGREED
    if called and starts_at and starts_at != meeting.starts_at:
        (starts_at,) = _in_order([starts_at])
        values |= _moment(starts_at)
    meeting = writing.change(meeting, by=by, mode=_mode(place, video_url), **values)
    after = (meeting.starts_at, meeting.minutes, meeting.place, meeting.video_url)
    if called and after != before and _is_ahead(meeting):
        return invitations.invite(meeting, by=by, changed=True)
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, reason: str, by: Any, link: Link = None) -> Meeting:
    """It will not be: both are told, and it leaves their calendars."""
    reason = why(reason)
    meeting = locked(meeting)
    check(meeting, MeetingStage.CANCELLED)
    use(link, meeting)
    if meeting.stage == MeetingStage.AGREED and _is_ahead(meeting):
        meeting = invitations.call_off(meeting, by=by, reason=reason)
    elif meeting.stage == MeetingStage.PROPOSED:
        invitations.tell_cancelled(meeting, by=by, reason=reason)
    return to(meeting, MeetingStage.CANCELLED, by=by, reason=reason)


# -- pieces --------------------------------------------------------------------------------------


def _new(introduction: Introduction, *, by: Any) -> Meeting:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    names = {side: sides.name(introduction, side) for side in sides.BOTH}
    meeting = Meeting(
        follows=introduction,
        title=paired(names[Side.MEMBER], names[Side.TERRITORY])[:240],
        date=timezone.localdate(),
        state=State.PLANNED,
        uid=f"{uuid.uuid4()}@{domain}",
        responsible=introduction.responsible,
    )
    writing.create(meeting, by=by)
    if introduction.need.territory:
        meeting.territories.set([introduction.need.territory])
    set_people(meeting, contacts(meeting), Part.INVITED, by=by)
    return meeting


def _offer(
    meeting: Meeting, times: Sequence[datetime], *, side: Side, by: Any, preferred: bool = False
) -> None:
    meeting.options.all().delete()
    MeetingOption.objects.bulk_create(
        MeetingOption(meeting=meeting, starts_at=one, proposed_by=side) for one in times
    )
    offered = ", ".join(f"{timezone.localtime(one):%d/%m/%Y %H:%M}" for one in times)
    writing.note(Verb.CHANGED, meeting, by=by, changes={"options": ["", offered]})
    for one in sides.BOTH if side == Side.OFFICE else [sides.other(side)]:
        invitations.offer_times(meeting, one, by=by, preferred=preferred)


def _call(meeting: Meeting, starts_at: datetime, *, by: Any, reason: str) -> Meeting:
    check(meeting, MeetingStage.AGREED)
    meeting.options.all().delete()
    meeting = to(meeting, MeetingStage.AGREED, by=by, reason=reason, **_moment(starts_at))
    return invitations.invite(meeting, by=by, changed=meeting.sequence > 0)


def to(meeting: Meeting, stage: MeetingStage, *, by: Any, reason: str = "", **values) -> Meeting:
    return writing.change(meeting, by=by, reason=reason, stage=stage, state=STATES[stage], **values)


def check(meeting: Meeting, stage: MeetingStage) -> None:
    if stage not in MEETING_MOVES[MeetingStage(meeting.stage)]:
        raise ValidationError(
            _("Una reunión %(now)s no puede pasar a %(to)s.")
            % {"now": meeting.get_stage_display(), "to": stage.label},
            code="move",
        )


def locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def _in_order(times: Sequence[datetime]) -> list[datetime]:
    found = sorted(one.replace(second=0, microsecond=0) for one in times)
    now = timezone.now()
    if not found:
        raise ValidationError(_("Proponga al menos una hora."), code="none")
    if len(found) > MOST_TIMES:
        raise ValidationError(_("Como mucho cinco horas."), code="many")
    if len(set(found)) < len(found):
        raise ValidationError(_("Hay una hora repetida."), code="repeated")
    if found[0] <= now:
        raise ValidationError(_("Esa hora ya ha pasado."), code="past")
    if found[-1] > now + FAR:
        raise ValidationError(_("Falta más de un año: ¿es el año correcto?"), code="far")
    for one in found:
        local = timezone.localtime(one)
        if timezone.make_aware(local.replace(tzinfo=None, fold=0)).astimezone(
            UTC
        ) != one.astimezone(UTC):
            raise ValidationError(
                _("Esa hora se repite esa noche, al cambiar el reloj: elija otra."), code="clock"
            )
    return found


def _moment(starts_at: datetime) -> dict[str, Any]:
    local = timezone.localtime(starts_at)
    return {"date": local.date(), "time": local.time().replace(second=0, microsecond=0)}


def _is_ahead(meeting: Meeting) -> bool:
    return meeting.ends_at is not None and meeting.ends_at > timezone.now()


def _mode(place: str, video_url: str) -> str:
    if place.strip() and video_url:
        return Mode.HYBRID
    return Mode.VIRTUAL if video_url else Mode.PRESENTIAL if place.strip() else ""


def contacts(meeting: Meeting) -> dict[Side, list[Person]]:
    found = sides.contacts_of_both(meeting.follows)
    return {side: [person] if person else [] for side, person in found.items()}


def set_people(meeting: Meeting, people: dict[Side, Any], part: Part, *, by: Any) -> None:
    """Whom it calls, or who came; and the organisations for which they were there."""
    before = ", ".join(sorted(str(one) for one in meeting.participations.all()))
    meeting.participations.all().delete()
    seats = sides.Seats([meeting.follows])
    rows = {
        (body.pk if (body := _body(meeting.follows, side, person, seats)) else None, person.pk)
        for side in sides.BOTH
        for person in people[side]
    }
    if not people[Side.MEMBER]:
        rows.add((meeting.follows.member_id, None))
    Participation.objects.bulk_create(
        Participation(act_id=meeting.pk, organisation_id=body, person_id=person, part=part)
        for body, person in rows
    )
    after = ", ".join(sorted(str(one) for one in meeting.participations.all()))
    if before != after:
        writing.note(Verb.CHANGED, meeting, by=by, changes={"participations": [before, after]})


def _body(introduction: Introduction, side: Side, person: Person, seats: sides.Seats) -> Any:
    if held := seats.seat(introduction, side, person):
        return held.organisation
    return introduction.member if side == Side.MEMBER else introduction.need.organisation


def use(link: Link, changing: Meeting | None = None) -> None:
    if changing is not None and link is not None:
        invitations.refuse_to_flood(changing)
    if link is not None:
        links.use(link)


def through(link: Link) -> str:
    return _("Por el enlace de %s") % link.email if link is not None else ""


def why(reason: str) -> str:
    if not reason.strip():
        raise ValidationError(_("Diga por qué."), code="reason")
    return reason.strip()[:240]
