"""What the encounter knows of somebody, to give it to them and to erase it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from lonja.directory.domain.privacy import addresses_of, register
from lonja.directory.models import Person

from .domain import receiving
from .models import Intake


def _theirs(person: Person) -> QuerySet[Intake]:
    mine = Q(need__person=person)
    for email in addresses_of(person):
        mine |= Q(email__iexact=email)
    return Intake.objects.filter(mine).select_related("need")


def give(person: Person) -> dict[str, Any]:
    return {
        "forms": [
            {
                "sent": one.sent_at.isoformat(),
                "title": one.title,
                "description": one.description,
                "name": one.name,
                "email": one.email,
                "phone": one.phone,
                "role": one.role,
                "body": one.body,
                "consent": one.consent,
                "added": [added.text for added in one.postscripts.all()],
            }
            for one in _theirs(person)
        ],
        "digests": [
            {"member": str(one.member), "frequency": one.get_frequency_display()}
            for one in person.digests.select_related("member")
        ],
    }


def erase(person: Person) -> None:
    """Forms not confirmed go whole; of the others, who sent them. Nor are they written to."""
    for one in _theirs(person):
        if one.need is None:
            receiving.discard(one)
        else:
            receiving.forget_contact(one, by=None)
    person.digests.all().delete()


register(give=give, erase=erase)
