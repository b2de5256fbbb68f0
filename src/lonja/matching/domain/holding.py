"""What came of a called meeting: held, with who attended, or not held, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.acts.enums import Part
from lonja.directory.models import Person
from lonja.evidence.domain import attaching

from ..enums import MeetingStage, NeedState, Side
from ..models import Meeting
from . import needs
from .meeting import Link, check, contacts, locked, set_people, through, to, use, why


@transaction.atomic
def hold(
    meeting: Meeting,
    *,
    member_people: Sequence[Person],
    territory_people: Sequence[Person],
    by: Any,
    summary: str = "",
    link: Link = None,
) -> Meeting:
    """It was held, with whoever attended: somebody of each side, or it was not a meeting."""
    meeting = locked(meeting)
    check(meeting, MeetingStage.HELD)
    _refuse_before_its_time(meeting)
    if not member_people or not territory_people:
        raise ValidationError(
            _("Diga quién asistió: al menos una persona de cada parte."), code="attendance"
        )
    use(link)
    set_people(
        meeting,
        {Side.MEMBER: member_people, Side.TERRITORY: territory_people},
        Part.ATTENDED,
        by=by,
    )
    values = {"summary": summary.strip()} if summary.strip() else {}
    meeting = to(meeting, MeetingStage.HELD, by=by, reason=through(link), **values)
    needs.advance(meeting.follows.need, NeedState.IN_PROGRESS, by=by, on=meeting.date)
    if link is not None:  # a side says so: that is its proof
        note = _("Se celebró. %s") % through(link)
        attaching.attach_note(meeting, note[:240], by=by)
    return meeting


@transaction.atomic
def not_hold(meeting: Meeting, *, reason: str, by: Any, link: Link = None) -> Meeting:
    """Its time passed and it was not held, and why. Other times may be proposed."""
    reason = why(reason)
    meeting = locked(meeting)
    check(meeting, MeetingStage.NOT_HELD)
    _refuse_before_its_time(meeting)
    use(link)
    return to(meeting, MeetingStage.NOT_HELD, by=by, reason=through(link), not_held_reason=reason)


@transaction.atomic
def reopen(meeting: Meeting, *, by: Any) -> Meeting:
    """What was said of it was wrong: again as when it was called."""
    meeting = locked(meeting)
    check(meeting, MeetingStage.AGREED)
    if meeting.stage not in (MeetingStage.HELD, MeetingStage.NOT_HELD):
        raise ValidationError(_("De esta reunión no se ha dicho nada todavía."), code="move")
    set_people(meeting, contacts(meeting), Part.INVITED, by=by)
    return to(meeting, MeetingStage.AGREED, by=by, not_held_reason="")


def _refuse_before_its_time(meeting: Meeting) -> None:
    if meeting.starts_at and meeting.starts_at > timezone.now():
        raise ValidationError(_("Todavía no ha llegado su hora."), code="early")
