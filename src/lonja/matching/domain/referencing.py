"""The references of a member: work that it says it has done."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lonja.directory.models import Organisation
from lonja.journal import writing

from ..models import Reference
from . import describing


@transaction.atomic
def add(organisation: Organisation, reference: Reference, *, by: Any) -> Reference:
    """Keep a reference, and have its profile found by it."""
    reference.organisation = organisation
    kept = writing.create(reference, by=by)
    describing.profile_of(organisation, by=by)
    return kept


def remove(reference: Reference, *, by: Any) -> None:
    writing.delete(reference, by=by)


def bring_back(reference: Reference, *, by: Any) -> None:
    writing.restore(reference, by=by)
