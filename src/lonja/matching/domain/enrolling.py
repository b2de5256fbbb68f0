"""Who sent a need becomes a person of the directory, with a seat where they say they work.

Nothing personal enters the directory before somebody of the office presses for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.core.text import fold
from lonja.directory.domain import registering
from lonja.directory.enums import Kind, Level
from lonja.directory.imports.lookups import also_called
from lonja.directory.models import Organisation, Person, Seat
from lonja.directory.queries import seats_on
from lonja.journal import writing
from lonja.territories.enums import Kind as TerritoryKind
from lonja.territories.models import Territory
from lonja.territories.queries import search

from ..models import Intake, Need

MOST = 5


@dataclass(frozen=True)
class Suggestion:
    """Who they seem to be: somebody known by their e-mail, the likeliest organisations first."""

    person: Person | None
    organisations: list[Organisation] = field(default_factory=list)
    territories: list[Territory] = field(default_factory=list)
    new_name: str = ""

    @property
    def organisation(self) -> Organisation | None:
        """The one that a single press takes; None when it would be a new one."""
        return self.organisations[0] if self.organisations else None


def suggest(intake: Intake) -> Suggestion:
    """By e-mail the person; the organisation by their seats, its domain, its place and its name."""
    need = cast("Need", intake.need)
    found = _organisations(intake, need)
    return Suggestion(
        person=known_person(intake),
        organisations=found,
        territories=search(intake.body, limit=3) if need.territory is None and intake.body else [],
        new_name=_name_of_new(intake, need),
    )


def _organisations(intake: Intake, need: Need) -> list[Organisation]:
    """Where they may work: by their seats, by its domain, by its place, and by its whole name;
    never by likeness: the councils of two towns are called almost alike."""
    email = intake.email.strip().lower()
    held = seats_on(timezone.localdate()).filter(person__email=email, person__deleted_at=None)
    body = fold(intake.body) if intake.body else ""
    ways = [Q(pk__in=held.order_by().values("organisation"))] if intake.email else []
    if domain := registering.domain_of(intake.email):
        ways.append(Q(domain=domain))
    if need.territory is not None:
        ways.append(Q(kind=Kind.PUBLIC_BODY, part_of__isnull=True, territory=need.territory))
    if body:
        ways.append(Q(folded=body))
    if not ways:
        return []
    rank = Case(*(When(way, then=place) for place, way in enumerate(ways)), default=None)
    rows = Organisation.objects.annotate(rank=rank).filter(rank__isnull=False)
    found = list(rows.order_by("rank", "folded", "pk")[:MOST])
    if body and not any(one.folded == body for one in found):
        found += also_called({body})[body]
    return found[:MOST]


def known_person(intake: Intake) -> Person | None:
    if not intake.email:
        return None
    return Person.objects.filter(email=intake.email.strip().lower()).order_by("pk").first()


def _name_of_new(intake: Intake, need: Need) -> str:
    """As an organisation that is not in the directory would be called."""
    place = need.territory
    if place is None or (intake.body and fold(intake.body) != fold(place.name)):
        return intake.body
    return f"Ayuntamiento de {place}" if place.kind == TerritoryKind.MUNICIPALITY else str(place)


@transaction.atomic
def enroll(intake: Intake, *, organisation: Organisation | None, by: Any) -> Person:
    """Bring the contact into the directory, and tie the need to them. Twice is as once.

    `organisation`: where they work; None makes a new public body with the name that they said.
    ValidationError when the contact was forgotten, or does not say where they work.
    """
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    need = cast("Need", intake.need)
    if not intake.name:
        raise ValidationError(_("Ya no se guardan los datos de quien la envió."), code="erased")
    if need.person is not None and need.organisation is not None:
        return need.person
    if organisation is None:
        organisation = _new_body(intake, need, by=by)
    person = known_person(intake) or _new_person(intake, by=by)
    held = seats_on(timezone.localdate()).filter(person=person, organisation=organisation)
    if not held.exists():
        seat = Seat(
            person=person, organisation=organisation, title=intake.role, since=timezone.localdate()
        )
        writing.create(seat, by=by)
    writing.change(need, by=by, person=person, organisation=organisation)
    return person


def _new_person(intake: Intake, *, by: Any) -> Person:
    source = _("Formulario de necesidades") if intake.consent else _("Llamada a la oficina")
    person = Person(
        name=intake.name,
        email=intake.email,
        phone=intake.phone,
        language=intake.language,
        source=source,
    )
    return cast("Person", registering.register(person, by=by))


def _new_body(intake: Intake, need: Need, *, by: Any) -> Organisation:
    name = _name_of_new(intake, need)
    if not name:
        raise ValidationError(_("Diga primero en qué entidad trabaja."), code="nowhere")
    body = Organisation(
        name=name, kind=Kind.PUBLIC_BODY, level=Level.LOCAL, territory=need.territory
    )
    return cast("Organisation", registering.register(body, by=by))
