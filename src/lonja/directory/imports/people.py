"""A row is a person; perhaps with a seat in an organisation of the directory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from lonja.core.imports import CellProblem
from lonja.core.text import fold
from lonja.imports.kinds import Values, filled

from ..domain.registering import complete
from ..models import Person, Seat

LONGEST = Person._meta.get_field("name").max_length


def keys(values: Values) -> list[tuple]:
    """By e-mail; without it, by name within an organisation."""
    if values.get("email"):
        return [("email", values["email"])]
    organisation = values.get("organisation")
    return [("name", fold(_name(values)), organisation.pk if organisation else None)]


def _name(values: Values) -> str:
    """Whole, though the file has the surname apart."""
    return " ".join(part for part in (values["name"], values.get("surname")) if part)


def find(wanted: set[Any]) -> dict[Any, list[Person]]:
    emails = [key[1] for key in wanted if key[0] == "email"]
    names = [key[1] for key in wanted if key[0] == "name"]
    found = defaultdict(list)
    people = Person.objects.filter(Q(email__in=emails) | Q(folded__in=names))
    for one in people.prefetch_related("seats"):
        one.came = list(one.seats.all())
        if one.email:
            found["email", one.email].append(one)
        for organisation in {seat.organisation_id for seat in one.came} or {None}:
            found["name", one.folded, organisation].append(one)
    return found


def check(values: Values) -> Iterable[tuple[str, CellProblem]]:
    if (length := len(_name(values))) > LONGEST:
        yield (
            "surname",
            CellProblem(
                _("Es demasiado largo: tiene %(length)d caracteres y caben %(room)d.")
                % {"length": length, "room": LONGEST}
            ),
        )
    since, until = values.get("since"), values.get("until")
    if since and until and until < since:
        yield "until", CellProblem(_("Deja el cargo antes de empezar en él."))
    if values.get("title") and not values.get("organisation"):
        yield "organisation", CellProblem(_("Falta la entidad en la que tiene el cargo."))


def write(ledger, values: Values, person: Person | None) -> Person:
    own = filled(values, "email", "phone", "source", "notes")
    if person is None:
        person = ledger.create(complete(Person(name=_name(values), **own)))
        person.came = []
    else:
        ledger.change(person, **own)
    if organisation := values.get("organisation"):
        terms = filled(values, "title", "since", "until")
        for seat in person.came:
            if seat.organisation_id == organisation.pk and fold(seat.title) in (
                fold(values.get("title") or seat.title), ""
            ):  # fmt: skip
                ledger.change(seat, **terms)
                return person
        seat = Seat(person=person, organisation=organisation, **terms)
        person.came.append(ledger.create(seat))
    return person
