"""The references of a member: work that it says it has done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.directory.models import Organisation
from lonja.journal import writing

from ..models import Reference
from . import describing

MOST_A_DAY = 100
"""Of one member, those taken out again too; whoever has more sends the office a file of them."""


@transaction.atomic
def add(organisation: Organisation, reference: Reference, *, by: Any) -> Reference:
    """Keep a reference, and have its profile found by it. ValidationError after a great many."""
    day_ago = timezone.now() - timedelta(days=1)
    today = Reference.everything.filter(organisation=organisation, created_at__gt=day_ago)
    if today.count() >= MOST_A_DAY:
        raise ValidationError(
            _("Son muchas en un día: mande a la oficina un fichero con las demás."), code="enough"
        )
    reference.organisation = organisation
    kept = writing.create(reference, by=by)
    describing.profile_of(organisation, by=by)
    return kept


def remove(reference: Reference, *, by: Any) -> None:
    writing.delete(reference, by=by)


def bring_back(reference: Reference, *, by: Any) -> None:
    writing.restore(reference, by=by)
