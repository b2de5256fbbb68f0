"""The two sides of an introduction: who they are, and to whom of each one writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from lonja.directory.enums import Kind
from lonja.directory.models import Membership, Organisation, Person, Seat
from lonja.directory.queries import (
    MAIN_FIRST,
    governments_of,
    has_stepped_down,
    memberships_on,
    seats_on,
    seats_told,
)

from ..enums import Side
from ..models import Introduction
from . import capabilities

RELATED = (
    "member", "member_contact", "territory_contact", "need__organisation", "need__territory",
    "need__person",
)  # fmt: skip
"""What is asked here of an introduction, to be read with it."""
BOTH = (Side.MEMBER, Side.TERRITORY)
HIDDEN = "…"


def other(side: str) -> Side:
    return Side.TERRITORY if side == Side.MEMBER else Side.MEMBER


def of(record: Introduction, side: str, field: str) -> Any:
    """What an introduction holds of a side: of(introduction, "member", "answer")."""
    return getattr(record, f"{Side(side).value}_{field}")


def name(introduction: Introduction, side: str) -> str:
    """How a side is called: its organisation, or the territory when nobody more is known."""
    if side == Side.MEMBER:
        return str(introduction.member)
    need = introduction.need
    return str(need.organisation or need.territory or need.title)


def organisations(introduction: Introduction, side: str) -> list[Organisation]:
    """Those in whose name somebody may speak for a side, the nearest first."""
    if side == Side.MEMBER:
        return [introduction.member]
    need = introduction.need
    known = [need.organisation] if need.organisation else []
    if need.territory:
        bodies = governments_of([need.territory])
        known += [one for one in bodies if one != need.organisation]
    return known


@dataclass(frozen=True)
class Speakers:
    """Who speaks for a side of an introduction today. `people`: to whom one can write, whoever
    raised the need first, and then by their seats. `contact`: whom the office chose, as long as
    one can write to them; else the first of these. `everybody`: who has a seat, whether or not one
    can write to them."""

    people: list[Person]
    contact: Person | None
    everybody: list[Person]


def speakers(introduction: Introduction, side: str) -> Speakers:
    seats = _Seats([introduction], side)
    return Speakers(
        seats.people(introduction), seats.contact(introduction), seats.everybody(introduction)
    )


def people(introduction: Introduction, side: str) -> list[Person]:
    return speakers(introduction, side).people


def contact(introduction: Introduction, side: str) -> Person | None:
    return contacts([introduction], side)[introduction.pk]


def contacts(introductions: Iterable[Introduction], side: str) -> dict[int, Person | None]:
    """{key: the contact of a side} of several introductions, asked for all at once."""
    rows = list(introductions)
    seats = _Seats(rows, side)
    return {one.pk: seats.contact(one) for one in rows}


class _Seats:
    """The seats, of any time, of whoever may speak for a side of some introductions."""

    def __init__(self, introductions: list[Introduction], side: str):
        self.side = side
        if side == Side.MEMBER:
            ours = Q(organisation__in={one.member_id for one in introductions})
        else:
            needs = [one.need for one in introductions]
            places = {one.territory for one in needs if one.territory}
            ours = Q(organisation__in={one.organisation_id for one in needs} - {None})
            ours |= Q(organisation__in=governments_of(places).order_by().values("pk"))
        self.seats: list[Any] = list(seats_told(Seat.objects.filter(ours)))

    def contact(self, introduction: Introduction) -> Person | None:
        chosen = of(introduction, self.side, "contact")
        if chosen and chosen.can_be_written_to and not self._left(chosen, introduction):
            return chosen
        return next(iter(self.people(introduction)), None)

    def people(self, introduction: Introduction) -> list[Person]:
        held = [one for one in self._of(introduction) if one.is_held]
        found = dict.fromkeys(
            one.person for one in held
            if one.person.can_be_written_to and not one.organisation.deleted_at
        )  # fmt: skip
        asked = introduction.need.person if self.side == Side.TERRITORY else None
        if asked and asked.can_be_written_to and not self._left(asked, introduction):
            return [asked, *(person for person in found if person != asked)]
        return list(found)

    def everybody(self, introduction: Introduction) -> list[Person]:
        held = [one for one in self._of(introduction) if one.is_held]
        return list(dict.fromkeys(one.person for one in held if not one.person.deleted_at))

    def _of(self, introduction: Introduction) -> list[Any]:
        """Those of a side, by its organisations, the nearest first."""
        if self.side == Side.MEMBER:
            return [one for one in self.seats if one.organisation_id == introduction.member_id]
        need = introduction.need
        own = [one for one in self.seats if one.organisation_id == need.organisation_id]
        place = [
            one for one in self.seats
            if need.territory_id and one.organisation.territory_id == need.territory_id
            and one.organisation.kind == Kind.PUBLIC_BODY and not one.organisation.deleted_at
            and one.organisation_id != need.organisation_id
        ]  # fmt: skip
        return own + sorted(place, key=lambda one: (one.organisation.folded, one.organisation_id))

    def _left(self, person: Person, introduction: Introduction) -> bool:
        return has_stepped_down(person, self._of(introduction))


def seat(introduction: Introduction, side: str, person: Person) -> Seat | None:
    """The seat from which somebody speaks for a side today."""
    held = seats_on(timezone.localdate()).filter(
        person=person, organisation__in=organisations(introduction, side)
    )
    return held.select_related("organisation").order_by(*MAIN_FIRST).first()


def has_left(member: Organisation, day: date) -> bool:
    """It was a member once and is not on that day; who never was has not left."""
    if memberships_on(day).filter(organisation=member).exists():
        return False
    return Membership.objects.filter(organisation=member, left_on__lte=day).exists()


def without_contacts(text: str, known: Iterable[Person | None]) -> str:
    """A text without e-mails, telephones or the names of these people, for who may not know yet."""
    text = capabilities.without_people(text)
    for person in known:
        if person and person.name:
            text = re.sub(re.escape(person.name), HIDDEN, text, flags=re.IGNORECASE)
    return text
