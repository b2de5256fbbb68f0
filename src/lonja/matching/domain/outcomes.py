"""What came of it: noted by the office, claimed and confirmed by each side.

The amount of an outcome is what both sides say alike. Each says its own; while they differ there is
none, and only a side that says another thing can change that.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.core import formatting
from lonja.core.figures import Unit
from lonja.core.naming import called
from lonja.evidence.domain import attaching
from lonja.journal import writing

from ..models import Outcome

SIDES = ("member", "territory")


@transaction.atomic
def confirm(
    outcome: Outcome,
    *,
    side: str,
    how: str,
    by,
    on: date | None = None,
    amount: Decimal | None = None,
) -> Outcome:
    """A side ("member" or "territory") confirms what came of it, at the amount noted unless it says
    another; `how` is the proof: an e-mail of such a day, a call with such a person. It counts when
    both have confirmed the same."""
    if not how.strip():
        raise ValidationError(_("Diga cómo lo ha confirmado: quién, cuándo, por qué medio."))
    outcome = Outcome.objects.select_for_update().get(pk=outcome.pk)
    amount = outcome.amount if amount is None else amount
    return claim(outcome, side=side, amount=amount, how=how, by=by, on=on)


@transaction.atomic
def claim(
    outcome: Outcome,
    *,
    side: str,
    amount: Decimal | None,
    how: str,
    by,
    on: date | None = None,
) -> Outcome:
    """What a side says came of it: that it did, and for how much, or without saying so."""
    if side not in SIDES:
        raise ValueError(side)
    if amount is not None and amount < 0:
        raise ValidationError(_("El importe no puede ser negativo."), code="negative")
    outcome = Outcome.objects.select_for_update().get(pk=outcome.pk)
    values = _as_said(outcome)
    values |= {f"{side}_amount": amount, f"{side}_confirmed_on": on or timezone.localdate()}
    values["amount"] = _agreed(outcome, values)
    who = outcome.organisation if side == "member" else outcome.territory
    note = _("Confirma %(who)s: %(how)s") % {"who": called(who), "how": how.strip()}
    if amount is not None and amount != outcome.amount:
        note = f"{formatting.printed(amount, Unit.EUROS, 'es')}. {note}"
    attaching.attach_note(outcome, note[:240], by=by)
    return writing.change(outcome, by=by, **values)


@transaction.atomic
def take_back(outcome: Outcome, *, side: str, reason: str, by) -> Outcome:
    """A side no longer confirms it: it stops counting, and the trail says why."""
    if side not in SIDES:
        raise ValueError(side)
    if not reason.strip():
        raise ValidationError(_("Diga por qué."), code="reason")
    outcome = Outcome.objects.select_for_update().get(pk=outcome.pk)
    values = {**_as_said(outcome), f"{side}_amount": None, f"{side}_confirmed_on": None}
    return writing.change(outcome, by=by, reason=reason, **values)


def _as_said(outcome: Outcome) -> dict[str, Any]:
    """The amount of each side. Whoever confirmed without a number confirmed the one noted."""
    return {
        f"{side}_amount": outcome.amount
        if getattr(outcome, f"{side}_confirmed_on") and getattr(outcome, f"{side}_amount") is None
        else getattr(outcome, f"{side}_amount")
        for side in SIDES
    }


def _agreed(outcome: Outcome, values: dict[str, Any]) -> Decimal | None:
    said = [values[f"{side}_amount"] for side in SIDES]
    confirmed = [
        values.get(f"{side}_confirmed_on") or getattr(outcome, f"{side}_confirmed_on")
        for side in SIDES
    ]
    if None not in said:
        return said[0] if said[0] == said[1] else None
    if any(day and amount is None for day, amount in zip(confirmed, said, strict=True)):
        return None
    (only,) = [amount for amount in said if amount is not None]
    return only if only == outcome.amount else None
