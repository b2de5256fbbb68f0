"""What an organisation is, since when: acts keep the kind that it had on their day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.journal import writing
from lonja.journal.enums import Verb

from ..models import Organisation, OrganisationKind

ALWAYS = date(1900, 1, 1)


@transaction.atomic
def reclassify(organisation: Organisation, kind: str, since: date, *, by: Any) -> None:
    """From that day on it is of another kind; before, it was what it was.

    Raises ValidationError for a day to come.
    """
    today = timezone.localdate()
    if since > today:
        raise ValidationError({"kind_since": _("Ponga una fecha que ya haya llegado.")})
    before = organisation.get_kind_display()
    if not organisation.kinds.exists():
        OrganisationKind.objects.create(
            organisation=organisation, kind=organisation.kind, since=ALWAYS
        )
    OrganisationKind.objects.update_or_create(
        organisation=organisation, since=since, defaults={"kind": kind}
    )
    latest = organisation.kinds.filter(since__lte=today).order_by("-since").first()
    label = dict(organisation._meta.get_field("kind").flatchoices)[kind]
    writing.note(Verb.CHANGED, organisation, by=by,
                 changes={"kinds": [before, f"{label} ({since.isoformat()})"]})  # fmt: skip
    if latest:
        writing.change(organisation, by=by, kind=latest.kind)


@transaction.atomic
def correct(organisation: Organisation, kind: str, *, by: Any) -> None:
    """It was always of another kind, and somebody wrote it wrong: its dated history goes."""
    organisation.kinds.all().delete()
    writing.change(organisation, by=by, kind=kind)
