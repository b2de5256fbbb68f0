"""Who took part in an act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from lonja.directory.models import Organisation, Person, Seat
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
    seats = seats_on(people, act.date)
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


def seats_on(people: Iterable[Person], day: date) -> dict[int, int]:
    """person key -> organisation key of the seat they held on a day; the main one when several."""
    held = (
        Seat.objects.filter(person__in=list(people))
        .filter(Q(since__isnull=True) | Q(since__lte=day))
        .filter(Q(until__isnull=True) | Q(until__gte=day))
        .order_by("is_main", "since")
    )
    return {seat.person_id: seat.organisation_id for seat in held}


def _names(act: Act) -> str:
    rows = act.participations.filter(part=Part.ATTENDED).select_related("organisation", "person")
    return ", ".join(sorted(str(row) for row in rows))
