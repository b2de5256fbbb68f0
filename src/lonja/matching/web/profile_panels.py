"""What the pages of organisations and profiles show of what a member can do."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lonja.directory.models import Organisation

from ..models import Profile
from ..queries import capabilities, profiles

SHOWN = 30


def profile(record: Organisation, user: Any) -> dict[str, Any] | None:
    """On the page of a member: how much it has told, and how to ask it for the rest."""
    if not user.reads_everything or record.is_us:
        return None
    known = profiles.known_of(record)
    if known.profile is None and not known.is_member:
        return None
    return {
        "organisation": record,
        "profile": known.profile,
        "told": profiles.told(known.profile),
        "completeness": known.completeness,
        "may_write": user.is_staff_of_office,
    }


def completeness(record: Profile, user: Any) -> dict[str, Any] | None:
    return {
        "organisation": record.organisation,
        "profile": record,
        "told": profiles.told(record),
        "completeness": profiles.completeness_counted(record),
        "may_write": user.is_staff_of_office,
        "on_its_page": True,
    }


def short(record: Profile, user: Any) -> dict[str, Any] | None:
    return {"short": capabilities.short_page(record.organisation, record)}


def levels(record: Profile, user: Any) -> dict[str, Any] | None:
    found = list(record.levels.select_related("area__vertical"))
    return {"levels": found} if found else None


def contracts(record: Profile | Organisation, user: Any) -> dict[str, Any] | None:
    """The contracts that public notices say it won, each with what the member says of it."""
    if not user.reads_everything:
        return None
    organisation = record.organisation if isinstance(record, Profile) else record
    found = capabilities.contracts_of(organisation)
    if not found:
        return None
    return {
        "contracts": found[:SHOWN],
        "more": max(0, len(found) - SHOWN),
        "address": reverse("contract-said", args=[organisation.pk]),
        "may_say": user.is_staff_of_office,
    }
