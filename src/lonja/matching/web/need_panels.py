"""What the page of a need shows of how it came in."""

from __future__ import annotations

from typing import Any

from lonja.directory.models import Person
from lonja.territories.enums import WORKABLE
from lonja.territories.models import Territory

from ..domain import asking_needs, enrolling
from ..models import Intake, Need


def intake(record: Need, user: Any) -> dict[str, Any] | None:
    """Who sent it, with their words and their consent; and who they seem to be."""
    if not user.reads_everything:
        return None
    found = Intake.objects.filter(need=record).prefetch_related("postscripts").first()
    if found is None:
        return None
    found.need = record
    enrolled = record.person_id and record.organisation_id
    wanted = user.is_staff_of_office and found.name and not enrolled
    return {
        "intake": found,
        "need": record,
        "postscripts": list(found.postscripts.all()),
        "unread": any(one.read_at is None for one in found.postscripts.all()),
        "suggestion": enrolling.suggest(found) if wanted else None,
        "may_write": user.is_staff_of_office,
    }


def ask_person(record: Person, user: Any) -> dict[str, Any] | None:
    """To somebody of a territory, the form as an e-mail."""
    if not user.is_staff_of_office or not record.email:
        return None
    return {"person": record} if asking_needs.seat_of(record) else None


def ask(record: Territory, user: Any) -> dict[str, Any] | None:
    """The form with this territory already in it, to send to somebody there."""
    if not user.is_staff_of_office or record.kind not in WORKABLE:
        return None
    return {"territory": record}
