"""Asking members to tell what they can do: a personal link, once in each period."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.accounts import links
from lonja.core.naming import called
from lonja.directory.models import Organisation, Person
from lonja.directory.queries import contacts_of, members_on, seats_to_write_to
from lonja.journal import writing
from lonja.mail import outbox

from ..models import Profile
from ..queries import profiles
from . import describing

PURPOSE = links.purpose("profile", gettext_lazy("contar qué sabe hacer"), Organisation, "name")
OPEN_FOR = 90  # days
PERIOD = timedelta(days=30)
"""Nobody is asked again before, unless the office does so for one member, by hand."""
AT_LEAST = timedelta(minutes=10)
"""Nor by hand, so that a second press does not send a second letter."""


def wanting(now=None) -> QuerySet[Organisation]:
    """Members that have never told what they do, or more than a year ago."""
    fresh = Profile.objects.filter(
        organisation=OuterRef("pk"),
        told_at__gte=(now or timezone.now()) - profiles.STALE_AFTER,
    )
    return members_on(timezone.localdate()).filter(~Exists(fresh))


def to_ask(now=None) -> QuerySet[Organisation]:
    """Those of them not asked within the period, that have somewhere to be written to."""
    limit = (now or timezone.now()) - PERIOD
    asked = Profile.objects.filter(organisation=OuterRef("pk"), asked_at__gte=limit)
    return wanting(now).filter(~Exists(asked)).filter(_reachable())


def out_of_reach() -> QuerySet[Organisation]:
    """Those without an e-mail, theirs or of anybody in them."""
    return wanting().exclude(_reachable())


def _reachable() -> Q:
    return Q(Exists(seats_to_write_to().filter(organisation=OuterRef("pk")))) | ~Q(email="")


def contact_of(organisation: Organisation) -> Person | Organisation | None:
    """Whom to write to: the first of its people to whom one can, or itself."""
    people = contacts_of([organisation])
    return people[0] if people else organisation if organisation.email else None


def address_for(organisation: Organisation, email: str, *, days: int, by: Any) -> str:
    """A personal address at which it tells what it does, so many days from now."""
    return links.address("profile-link", links.make(PURPOSE, organisation, email, days=days, by=by))


@transaction.atomic
def ask(
    organisation: Organisation, *, by: Any, unless_asked_within: timedelta = AT_LEAST
) -> Profile:
    """Send a member the link with which it tells what it does.

    One that never was a member may be asked, before it is admitted. ValidationError when it was and
    has left, there is nobody to write to, or it was asked a moment ago.
    """
    known = profiles.known_of(organisation)
    if known.has_left:
        raise ValidationError(
            _("%s ya no es asociado: con el enlace no podría contar nada.") % organisation,
            code="left",
        )
    profile = describing.profile_of(organisation, by=by)
    now = timezone.now()
    if profile.asked_at and profile.asked_at > now - unless_asked_within:
        raise ValidationError(_("Ya se le acaba de pedir."), code="asked")
    contact = contact_of(organisation)
    if contact is None:
        raise ValidationError(
            _("No hay a quién escribir: ponga el correo de alguien %s.")
            % called(organisation, "de"),
            code="nobody",
        )
    outbox.send(
        "matching/mail/profile",
        contact,
        {
            "organisation": organisation,
            "person": contact if isinstance(contact, Person) else None,
            "url": address_for(organisation, contact.email, days=OPEN_FOR, by=by),
            "days": OPEN_FOR,
            "missing": known.completeness.missing[:3],
            "again": profile.told_at is not None,
        },
        about=profile,
        by=by,
        private=True,
    )
    return writing.change(profile, by=by, asked_at=now)
