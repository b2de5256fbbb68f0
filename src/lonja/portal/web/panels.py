"""What the office's own pages show of those of outsiders: that they exist, and how to send them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from lonja.accounts.models import Link
from lonja.directory.models import Organisation
from lonja.directory.queries import members_on
from lonja.territories.enums import WORKABLE
from lonja.territories.models import Territory

from ..domain import sending


def of_member(record: Organisation, user: Any) -> dict[str, Any] | None:
    return _told(record, user, "home")


def is_member(record: Organisation, user: Any) -> QuerySet[Organisation]:
    return members_on(timezone.localdate()).filter(pk=record.pk)


def of_territory(record: Territory, user: Any) -> dict[str, Any] | None:
    return _told(record, user, "passport")


def has_passport(record: Territory, user: Any) -> QuerySet[Territory]:
    return Territory.objects.filter(pk=record.pk, kind__in=WORKABLE)


def _told(record: Organisation | Territory, user: Any, page: str) -> dict[str, Any] | None:
    if not user.reads_everything:
        return None
    return {
        "record": record,
        "page": f"{page}-page",
        "send": f"{page}-send",
        "people": sending.representatives_of(record),
        "last": Link.objects.of(record).filter(purpose=page).first(),
        "may_send": user.is_staff_of_office,
    }
