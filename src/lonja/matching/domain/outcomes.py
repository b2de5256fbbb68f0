"""What came of it: noted by the office, confirmed by each side."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.evidence.domain import attaching
from lonja.journal import writing

from ..models import Outcome

SIDES = ("member", "territory")


@transaction.atomic
def confirm(outcome: Outcome, *, side: str, how: str, by, on: date | None = None) -> Outcome:
    """A side ("member" or "territory") confirms what came of it; `how` is the proof: an e-mail of
    such a day, a call with such a person. It counts when both have confirmed."""
    if side not in SIDES:
        raise ValueError(side)
    if not how.strip():
        raise ValidationError(_("Diga cómo lo ha confirmado: quién, cuándo, por qué medio."))
    outcome = Outcome.objects.select_for_update().get(pk=outcome.pk)
    who = outcome.organisation if side == "member" else outcome.territory
    note = _("Confirma %(who)s: %(how)s") % {"who": who, "how": how.strip()}
    attaching.attach_note(outcome, note[:240], by=by)
    values: dict[str, Any] = {f"{side}_confirmed_on": on or timezone.localdate()}
    return writing.change(outcome, by=by, **values)


def take_back(outcome: Outcome, *, side: str, reason: str, by) -> Outcome:
    """A side no longer confirms it: it stops counting, and the trail says why."""
    if side not in SIDES:
        raise ValueError(side)
    if not reason.strip():
        raise ValidationError(_("Diga por qué."), code="reason")
    return writing.change(outcome, by=by, reason=reason, **{f"{side}_confirmed_on": None})
