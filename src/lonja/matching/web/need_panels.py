"""What the page of a need shows of how it came in."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lonja.directory.models import Person
from lonja.territories.enums import WORKABLE
from lonja.territories.models import Territory

from ..domain import asking_needs, enrolling
from ..models import Intake, Need


def intake(record: Need, user: Any) -> dict[str, Any] | None:
    """Who sent it, with their words and their consent."""
    found = came(record, user).prefetch_related("postscripts").first()
    return found and {
        "intake": found,
        "need": record,
        "postscripts": list(found.postscripts.all()),
        "unread": any(one.read_at is None for one in found.postscripts.all()),
        "may_write": user.is_staff_of_office,
    }


def came(record: Need, user: Any) -> QuerySet[Intake]:
    """How it came in, for those who may know it."""
    rows = Intake.objects.filter(need=record)
    return rows if user.reads_everything else rows.none()


def sender(record: Need, user: Any) -> dict[str, Any] | None:
    """Who they seem to be, while they are not in the directory."""
    found = stranger(record, user).first()
    if found is None:
        return None
    found.need = record
    return {"need": record, "suggestion": enrolling.suggest(found)}


def stranger(record: Need, user: Any) -> QuerySet[Intake]:
    rows = came(record, user).exclude(name="")
    enrolled = record.person_id and record.organisation_id
    return rows if user.is_staff_of_office and not enrolled else rows.none()


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
