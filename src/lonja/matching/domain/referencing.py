"""The references of a member: work that it says it has done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.accounts.enums import Role
from lonja.core import turns
from lonja.directory.models import Organisation
from lonja.imports.enums import Touch
from lonja.imports.models import ImportedRow
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.journal.models import Entry

from ..models import Reference
from . import describing

MOST_A_DAY = 100
"""That a member adds by itself, those taken out again too. Those that the office writes or brings
in are not counted."""


@transaction.atomic
def add(organisation: Organisation, reference: Reference, *, by: Any) -> Reference:
    """Keep a reference, and have its profile found by it. ValidationError after a great many."""
    refuse_too_many(organisation, 1)
    reference.organisation = organisation
    kept = writing.create(reference, by=by)
    describing.profile_of(organisation, by=by)
    return kept


def refuse_too_many(organisation: Organisation, more: int) -> None:
    """ValidationError when so many more are too many for a day. Until the transaction ends nobody
    else adds any."""
    turns.take(f"references:{organisation.pk}")
    if _added_lately(organisation) + more > MOST_A_DAY:
        raise ValidationError(
            _("Son muchas en un día: mande a la oficina un fichero con las demás."), code="enough"
        )


def _added_lately(organisation: Organisation) -> int:
    """How many it added in a day, by its link or signed in, as the trail tells. By nobody are too
    those that the office brings in from the console: not in a file that is of a member."""
    of_it = Reference.everything.filter(organisation=organisation).order_by().values("pk")
    kind = ContentType.objects.get_for_model(Reference)
    of_office = ImportedRow.objects.filter(content_type=kind, touch=Touch.CREATED, run__given={})
    lines = Entry.objects.filter(
        Q(actor=None) | Q(actor__role=Role.MEMBER),
        content_type=kind,
        object_id__in=of_it,
        verb=Verb.CREATED,
        at__gt=timezone.now() - timedelta(days=1),
    )
    return lines.exclude(object_id__in=of_office.values("object_id")).count()


def remove(reference: Reference, *, by: Any) -> None:
    writing.delete(reference, by=by)


def bring_back(reference: Reference, *, by: Any) -> None:
    writing.restore(reference, by=by)
