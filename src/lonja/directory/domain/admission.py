"""Becoming a member, leaving, and coming back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lonja.core import formatting
from lonja.journal import writing

from ..enums import Channel, Fee, MembershipKind
from ..models import Membership, Organisation


@transaction.atomic
def admit(
    organisation: Organisation,
    on: date,
    *,
    channel: str = Channel.UNKNOWN,
    channel_note: str = "",
    kind: str = MembershipKind.FULL,
    approved_on: date | None = None,
    fee: str = Fee.PENDING,
    by: Any,
) -> Membership:
    """Make an organisation a member from a day on. Coming back is being admitted again.

    Raises ValidationError when it is one already, or was on that day.
    """
    membership = Membership(
        organisation=organisation,
        admitted_on=on,
        approved_on=approved_on,
        channel=channel,
        channel_note=channel_note,
        kind=kind,
        fee=fee,
    )
    check_alone(membership)
    return writing.create(membership, by=by)


@transaction.atomic
def leave(membership: Membership, on: date, *, reason: str = "", by: Any) -> Membership:
    """End a membership: on that day it is no longer in force. Raises ValidationError."""
    if membership.left_on is not None:
        raise ValidationError(_("Ya causó baja el %s.") % formatting.day(membership.left_on))
    if on < membership.admitted_on:
        raise ValidationError({"left_on": _("La baja no puede ser anterior al alta.")})
    return writing.change(membership, by=by, left_on=on, leaving_reason=reason)


def check_alone(membership: Membership) -> None:
    """That no other membership of the organisation is in force at the same time."""
    others = Membership.objects.filter(organisation=membership.organisation)
    for other in others.exclude(pk=membership.pk):
        ends, theirs = membership.left_on or date.max, other.left_on or date.max
        if membership.admitted_on < theirs and other.admitted_on < ends:
            since = formatting.day(other.admitted_on)
            raise ValidationError({
                "admitted_on": _("%(who)s ya era asociada desde el %(since)s.")
                % {"who": membership.organisation, "since": since}
            })  # fmt: skip
