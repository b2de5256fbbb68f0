"""Who took part in an act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from lonja.directory.models import Organisation, Person
from lonja.directory.queries import MAIN_FIRST, seats_on
from lonja.journal import writing
from lonja.journal.enums import Verb

from ..enums import Part
from ..models import Act, Participation


@transaction.atomic
def set_participants(
    act: Act, organisations: Iterable[Organisation], people: Iterable[Person], *, by
) -> None:
    """Make these, and only these, the participants who attended.

    A person comes for the organisation in which they had a seat on the day of the act; that
    organisation then needs not be named again. Other parts (organised, spoke) are left alone.
    """
    people = list(people)
    mine = act.participations.filter(part=Part.ATTENDED)
    before = {(p.organisation_id, p.person_id) for p in mine}
    seats = _spoke_for(people, act.date)
    wanted: set[tuple[int | None, int | None]] = {(seats.get(p.pk), p.pk) for p in people}
    represented = {organisation for organisation, _person in wanted}
    wanted |= {(one.pk, None) for one in organisations if one.pk not in represented}
    if wanted == before:
        return
    old = _names(act)
    for gone in mine:
        if (gone.organisation_id, gone.person_id) not in wanted:
            gone.delete()
    Participation.objects.bulk_create(
        Participation(act_id=act.pk, organisation_id=organisation, person_id=person)
        for organisation, person in wanted - before
    )
    writing.note(Verb.CHANGED, act, by=by, changes={"participations": [old, _names(act)]})


def _spoke_for(people: Iterable[Person], day: date) -> dict[int, int]:
    """person key -> organisation key of the seat they held on a day; the main one when several."""
    found: dict[int, int] = {}
    for seat in seats_on(day).filter(person__in=list(people)).order_by(*MAIN_FIRST):
        found.setdefault(seat.person_id, seat.organisation_id)
    return found


def _names(act: Act) -> str:
    rows = act.participations.filter(part=Part.ATTENDED).select_related("organisation", "person")
    return ", ".join(sorted(str(row) for row in rows))
