"""The two sides of an introduction: who they are, and to whom of each one writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q

from lonja.directory import queries as directory
from lonja.directory.enums import Kind
from lonja.directory.models import Organisation, Person, Seat
from lonja.directory.queries import governments_of, has_stepped_down, seats_told

from ..enums import Answer, Side
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


def only_silent(introduction: Introduction) -> Side | None:
    """The side that alone has yet to say yes; None when both have, or neither."""
    silent = [side for side in BOTH if of(introduction, side, "answer") != Answer.YES]
    return silent[0] if len(silent) == 1 else None


def standing(to: str = "") -> Q:
    """Of introductions, or of what leads `to` one: neither it nor its need nor its member is in the
    bin. Of what is, nobody is asked: the link would not open."""
    return Q(**{f"{to}{one}deleted_at": None for one in ("", "need__", "member__")})


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
    seats, one = Seats([introduction], side), introduction
    return Speakers(seats.people(one, side), seats.contact(one, side), seats.everybody(one, side))


def contact(introduction: Introduction, side: str) -> Person | None:
    return contacts([introduction], side)[introduction.pk]


def contacts_of_both(introduction: Introduction) -> dict[Side, Person | None]:
    return Seats([introduction]).contacts(introduction)


def contacts(introductions: Iterable[Introduction], side: str) -> dict[int, Person | None]:
    """{key: the contact of a side} of several introductions, asked for all at once."""
    rows = list(introductions)
    seats = Seats(rows, side)
    return {one.pk: seats.contact(one, side) for one in rows}


class Seats:
    """The seats, of any time, of whoever may speak for some sides of introductions: for both, when
    it is not said for which. Read once, in one question."""

    def __init__(self, introductions: list[Introduction], *some: str):
        wanted = some or BOTH
        ours = Q()
        if Side.MEMBER in wanted:
            ours |= Q(organisation__in={one.member_id for one in introductions})
        if Side.TERRITORY in wanted:
            needs = [one.need for one in introductions]
            places = {one.territory for one in needs if one.territory}
            ours |= Q(organisation__in={one.organisation_id for one in needs} - {None})
            ours |= Q(organisation__in=governments_of(places).order_by().values("pk"))
        self.seats: list[Any] = list(seats_told(Seat.objects.filter(ours)))

    def contact(self, introduction: Introduction, side: str) -> Person | None:
        chosen = of(introduction, side, "contact")
        if chosen and chosen.can_be_written_to and not self._left(chosen, introduction, side):
            return chosen
        return next(iter(self.people(introduction, side)), None)

    def contacts(self, introduction: Introduction) -> dict[Side, Person | None]:
        return {side: self.contact(introduction, side) for side in BOTH}

    def people(self, introduction: Introduction, side: str) -> list[Person]:
        reachable = [one for one in self._of(introduction, side) if one.to_write_to]
        found = dict.fromkeys(one.person for one in reachable)
        asked = introduction.need.person if side == Side.TERRITORY else None
        if asked and asked.can_be_written_to and not self._left(asked, introduction, side):
            return [asked, *(person for person in found if person != asked)]
        return list(found)

    def everybody(self, introduction: Introduction, side: str) -> list[Person]:
        held = [one for one in self._of(introduction, side) if one.is_held]
        return list(dict.fromkeys(one.person for one in held if not one.person.deleted_at))

    def seat(self, introduction: Introduction, side: str, person: Person) -> Seat | None:
        """The one from which somebody speaks for a side today."""
        theirs = {one.pk for one in self._of(introduction, side) if one.person_id == person.pk}
        return next((one for one in self.seats if one.is_held and one.pk in theirs), None)

    def _of(self, introduction: Introduction, side: str) -> list[Any]:
        """Those of a side, by its organisations, the nearest first."""
        if side == Side.MEMBER:
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

    def _left(self, person: Person, introduction: Introduction, side: str) -> bool:
        return has_stepped_down(person, self._of(introduction, side))


def speaks_for(email: str, side: str, to: str = "") -> Q:
    """Of introductions, or of what leads `to` them: that whoever reads an address still speaks for
    a side, as `directory.queries.speaks_for`."""
    if side == Side.MEMBER:
        return directory.speaks_for(email, Q(organisation=OuterRef(f"{to}member")))
    raised = Q(organisation=OuterRef(f"{to}need__organisation"))
    return directory.speaks_for(
        email, raised | directory.governing(OuterRef(f"{to}need__territory"))
    )


def without_contacts(text: str, known: Iterable[Person | None]) -> str:
    """A text without e-mails, telephones or the names of these people, for who may not know yet."""
    text = capabilities.without_people(text)
    for person in known:
        if person and person.name:
            text = re.sub(re.escape(person.name), HIDDEN, text, flags=re.IGNORECASE)
    return text
