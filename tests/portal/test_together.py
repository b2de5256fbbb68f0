"""What a member and a territory are told of what was done together."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from lonja.acts.enums import Kind, State
from lonja.directory.enums import Kind as OrganisationKind
from lonja.events.enums import AttendanceState
from lonja.events.models import Attendance, Event
from lonja.matching.models import (
    Fit,
    Need,
    Notice,
    Outcome,
)
from lonja.portal import home, passport, together
from lonja.territories.enums import Kind as Place

pytestmark = pytest.mark.django_db
IN_2024 = (date(2024, 1, 1), date(2024, 12, 31))


def titles(parts):
    return [act["title"] for part in parts for act in part.acts]


# -- what was done together --------------------------------------------------------------------


def test_a_member_sees_what_it_took_part_in_and_nothing_of_others(act, organisation):
    ours, theirs = organisation("Aire Ejemplo"), organisation("Agua Ejemplo")
    act("Taller de aire", organisations=[ours])
    act("Taller de agua", organisations=[theirs])
    act("Previsto", organisations=[ours], state=State.PLANNED)
    act("De otro año", organisations=[ours], on=date(2023, 5, 6))

    assert titles(together.within(together.acts_with(ours), IN_2024)) == ["Taller de aire"]


def test_an_event_counts_for_whoever_came_not_for_whoever_signed_up(organisation):
    ours = organisation("Aire Ejemplo")
    for title, state in (
        ("Foro", AttendanceState.ATTENDED),
        ("Jornada", AttendanceState.CONFIRMED),
    ):
        event = Event.objects.create(
            title=title, date=date(2024, 6, 12), state=State.DONE, own=True
        )
        Attendance.objects.create(event=event, organisation=ours, state=state)

    assert titles(together.within(together.acts_with(ours), IN_2024)) == ["Foro"]


def test_what_it_took_part_in_twice_is_one_act(act, organisation):
    ours = organisation("Aire Ejemplo")
    event = Event.objects.create(
        title="Foro", date=date(2024, 6, 12), state=State.DONE, own=True, kind=Kind.EVENT
    )
    Attendance.objects.create(event=event, organisation=ours, state=AttendanceState.ATTENDED)
    event.participations.create(organisation=ours)

    [part] = together.within(together.acts_with(ours), IN_2024)
    assert (part.number, titles([part])) == (1, ["Foro"])


def test_what_is_part_of_a_member_is_the_member(act, organisation):
    university = organisation("Universidad Ejemplo", kind=OrganisationKind.UNIVERSITY)
    institute = organisation("Instituto Ejemplo", member=False, part_of=university)
    act("Taller", organisations=[institute])
    assert titles(together.within(together.acts_with(university), IN_2024)) == ["Taller"]


def test_only_notices_still_open_fit(organisation):
    ours, now = organisation("Aire Ejemplo"), timezone.now()
    for number, deadline in enumerate((now + timedelta(days=3), now - timedelta(days=3))):
        notice = Notice.objects.create(
            atom_id=str(number), title=f"Anuncio {number}", state="open", kind="tender",
            source="placsp", source_updated_at=now, deadline=deadline,
        )  # fmt: skip
        Fit.objects.create(notice=notice, member=ours, score=1.0)

    assert [str(fit.notice) for fit in home.fits(ours)] == ["Anuncio 0"]


# -- a territory made of others ----------------------------------------------------------------


def test_a_body_shows_what_its_towns_have_and_counts_nothing_twice(act, organisation, town):
    north, south = town("Villanorte"), town("Villasur")
    body = town("Mancomunidad de la Vega", kind=Place.COMMONWEALTH)
    body.members.set([north, south])
    elsewhere = town("Otra Villa")
    act("Con los dos pueblos", places=[north, south])
    act("Con la mancomunidad y uno", places=[body, north])
    act("En otra parte", places=[elsewhere])
    member = organisation("Aire Ejemplo")
    for place, euros in ((north, 1000), (elsewhere, 5000)):
        Outcome.objects.create(
            kind="contract", date=date(2024, 6, 1), territory=place, organisation=member,
            amount=Decimal(euros), member_confirmed_on=date(2024, 7, 1),
            territory_confirmed_on=date(2024, 7, 1),
        )  # fmt: skip
    Need.objects.create(title="Medir el aire", territory=south, received_on=date(2024, 2, 1))

    shown = passport.of(body, IN_2024, date(2024, 12, 31))

    assert (shown["numbers"].acts, shown["numbers"].needs) == (2, 1)
    assert shown["numbers"].euros == 1000
    assert shown["towns"] == [{"name": "Villanorte", "acts": 2}, {"name": "Villasur", "acts": 1}]
    assert passport.of(north, IN_2024, date(2024, 12, 31))["numbers"].acts == 2


def test_a_body_says_of_each_need_whose_it_is_also_in_a_year_without_acts(client, marta, town):
    north = town("Villanorte")
    body = town("Mancomunidad de la Vega", kind=Place.COMMONWEALTH)
    body.members.set([north])
    Need.objects.create(title="Medir el aire", territory=north, received_on=date(2024, 2, 1))
    client.force_login(marta)
    page = client.get(f"/territorios/{body.pk}/pasaporte/").content.decode()
    assert '<td data-label="De">Villanorte</td>' in page


def test_a_withdrawn_need_is_not_told(town):
    place = town("Villanorte")
    Need.objects.create(title="Medir", territory=place, received_on=date(2024, 2, 1))
    Need.objects.create(
        title="Retirada", territory=place, received_on=date(2024, 2, 1), state="withdrawn",
        closed_on=date(2024, 3, 1),
    )  # fmt: skip
    shown = passport.of(place, IN_2024, date(2024, 12, 31))
    assert [str(need) for need in shown["needs"]] == ["Medir"]
