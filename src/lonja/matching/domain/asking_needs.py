"""Asking somebody of a territory what it needs: the public form, with what is known in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.accounts import links
from lonja.accounts.models import Link
from lonja.directory.models import Person, Seat
from lonja.directory.queries import MAIN_FIRST, seats_on
from lonja.journal import writing
from lonja.mail import outbox
from lonja.territories.enums import WORKABLE

from ..models import Intake, Need
from . import inboxes, receiving

PURPOSE = links.purpose("need-form", gettext_lazy("contar qué necesita"), Person, "name")
OPEN_FOR = 60  # days
AT_LEAST = timedelta(minutes=10)
"""A second press does not send a second letter."""
MOST_A_DAY = 10
"""Needs that somebody sends by their link."""


def seat_of(person: Person) -> Seat | None:
    """Their seat in a body that governs a place, the main one first."""
    held = seats_on(timezone.localdate()).filter(
        person=person, organisation__territory__kind__in=WORKABLE
    )
    held = held.select_related("organisation__territory")
    return held.order_by(*MAIN_FIRST).first()


@transaction.atomic
def ask(person: Person, *, by: Any) -> None:
    """Write to them with a link of their own. ValidationError: no e-mail, or asked just now."""
    if not person.can_be_written_to:
        raise ValidationError(_("No tiene correo en el directorio."), code="nobody")
    recent = Link.objects.of(person).filter(purpose=PURPOSE, made_at__gt=timezone.now() - AT_LEAST)
    if recent.exists():
        raise ValidationError(_("Ya se le acaba de preguntar."), code="asked")
    token = links.make(PURPOSE, person, person.email, days=OPEN_FOR, by=by)
    seat = seat_of(person)
    outbox.send(
        "matching/mail/need_ask",
        person,
        {
            "person": person,
            "place": seat.organisation if seat else "",
            "url": links.address("need-send-link", token),
            "days": OPEN_FOR,
        },
        about=person,
        by=by,
        private=True,
    )


@transaction.atomic
def receive_from(person: Person, sent: receiving.Sent) -> tuple[Intake, Need]:
    """What they send by their link: their e-mail is theirs already, and the office knows them.

    ValidationError when they have sent a great many in a day.
    """
    inboxes.take_turn(sent.email)
    intake = receiving.keep(sent)
    lately = Intake.objects.filter(email=sent.email, sent_at__gt=timezone.now() - timedelta(days=1))
    if lately.count() > MOST_A_DAY:
        raise ValidationError(
            _("Ya ha enviado muchas hoy: siga mañana, o llame a la oficina."), code="enough"
        )
    need = receiving.confirm(intake)
    seat = seat_of(person)
    if need.person is None:
        writing.change(
            need, by=None, person=person, organisation=seat.organisation if seat else None
        )
    intake.refresh_from_db()
    return intake, need
