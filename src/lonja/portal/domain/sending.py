"""Sending somebody the link to their page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.accounts import links
from lonja.directory.models import Organisation, Person
from lonja.directory.queries import (
    contacts_of,
    governments_of,
    members_on,
    seats_to_write_to,
)
from lonja.mail import outbox
from lonja.territories.models import Territory

HOME = links.purpose("home", gettext_lazy("ver su página"), Organisation, "name")
PASSPORT = links.purpose("passport", gettext_lazy("ver su pasaporte"), Territory, "name")
DAYS = 90
A_WHILE = timedelta(minutes=10)


def representatives_of(record: Organisation | Territory) -> list[Person]:
    """Those who represent it today and can be written to, the main one first."""
    if isinstance(record, Organisation):
        return contacts_of([record])
    return contacts_of(governments_of([record]))


@transaction.atomic
def send(record: Organisation | Territory, person: Person, *, by: Any) -> None:
    """Write to a representative with a link of their own. ValidationError when they are not one."""
    if person not in representatives_of(record):
        raise ValidationError(_("%s no la representa, o no tiene correo.") % person)
    purpose = HOME if isinstance(record, Organisation) else PASSPORT
    token = links.make(purpose, record, person.email, days=DAYS, by=by)
    outbox.send(
        f"portal/mail/{purpose}",
        person,
        {"record": record, "url": links.address(f"portal-{purpose}", token), "days": DAYS},
        about=record,
        by=by,
        private=True,
    )


def send_to_main(record: Organisation | Territory, *, by: Any) -> Person:
    """The same to the main representative. ValidationError when there is none to write to."""
    found = representatives_of(record)
    if not found:
        raise ValidationError(
            _("No hay a quién escribir: añada una persona con correo que la represente hoy.")
        )
    send(record, found[0], by=by)
    return found[0]


def seats_of(email: str) -> list[int]:
    """The keys of the seats of whoever reads an address, for which they may ask for their links."""
    return list(
        seats_to_write_to().filter(person__email__iexact=email).values_list("pk", flat=True)
    )


def answer(seats: list[int]) -> None:
    """Send somebody who asks the links of these seats of theirs; one letter a page every ten
    minutes."""
    members = members_on(timezone.localdate())
    for seat in seats_to_write_to().filter(pk__in=seats).select_related("organisation__territory"):
        record = seat.organisation.governs or seat.organisation
        if record == seat.organisation and not members.filter(pk=record.pk).exists():
            continue
        if not _just_sent(record, seat.person):
            send(record, seat.person, by=None)


def _just_sent(record: Organisation | Territory, person: Person) -> bool:
    since = timezone.now() - A_WHILE
    return (
        links.Link.objects.of(record).filter(email=person.email.lower(), made_at__gt=since).exists()
    )
