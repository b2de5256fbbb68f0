"""What the balance says of where the cluster was and of what it held."""

from datetime import date

import pytest

from lonja.acts.enums import State
from lonja.directory.enums import Kind
from lonja.directory.models import Membership
from lonja.events.enums import AttendanceState, MandateKind, OurRole, SeriesKind
from lonja.events.models import (
    Attendance,
    Event,
    EventRole,
    Mandate,
    Series,
    Session,
    Stand,
    StandMember,
)
from lonja.territories.models import Territory
from tests.factories import act, organisation, prove, year

pytestmark = pytest.mark.django_db


def series(kind, name="Serie"):
    return Series.objects.create(name=name, kind=kind)


def came(event, who=None, state=AttendanceState.ATTENDED, **fields):
    who = who or organisation(f"Asistente {Attendance.objects.count()}")
    return Attendance.objects.create(event=event, organisation=who, state=state, **fields)


def town(name, code):
    return Territory.objects.create(kind="municipality", name=name, code=code, folded=name.lower())


def test_an_event_with_three_roles_is_one_and_without_any_is_none():
    fair = act(Event, "Feria")
    for role in (OurRole.SPEAKS, OurRole.EXHIBITS, OurRole.MODERATES):
        EventRole.objects.create(event=fair, role=role)
    act(Event, "Feria sin papel nuestro")
    EventRole.objects.create(event=act(Event, "Propio", own=True), role=OurRole.LEADS)
    EventRole.objects.create(event=act(Event, "Anulada", state=State.CANCELLED), role=OurRole.JURY)

    assert year().value("events.external_participations") == 1


def test_councils_are_those_with_a_mandate_on_some_day_of_the_year():
    def seat(name, since, until=None):
        Mandate.objects.create(
            series=series(SeriesKind.FAIR, name),
            kind=MandateKind.ADVISORY_COUNCIL,
            since=since,
            until=until,
        )

    seat("Greencities", date(2022, 1, 1))
    seat("Transfiere", date(2023, 1, 1), date(2024, 1, 1))
    seat("El que acabó", date(2020, 1, 1), date(2023, 12, 31))
    seat("El que vendrá", date(2025, 1, 1))

    assert year().value("events.councils") == ["Greencities", "Transfiere"]


def test_sessions_led_are_those_we_lead_or_co_organise():
    congress = act(Event, "Congreso")
    Session.objects.create(event=congress, title="Academia", our_role=OurRole.LEADS)
    Session.objects.create(event=congress, title="La otra")
    Session.objects.create(event=congress, title="Mesa", our_role=OurRole.SPEAKS)

    assert year().value("events.sessions_led") == 1


def test_the_stand_counts_members_on_that_day_who_came():
    stand = Stand.objects.create(event=act(Event, "Greencities"))

    def on_it(name, admitted=date(2020, 1, 1), left=None, **fields):
        who = organisation(name, is_us=fields.pop("is_us", False))
        if admitted:
            Membership.objects.create(organisation=who, admitted_on=admitted, left_on=left)
        StandMember.objects.create(stand=stand, organisation=who, **fields)

    on_it("Asociada")
    on_it("Ya no lo era", left=date(2024, 6, 1))
    on_it("Aún no lo era", admitted=date(2024, 9, 1))
    on_it("Nunca lo fue", admitted=None)
    on_it("Canceló", cancelled=True)
    on_it("Nosotros", is_us=True)

    assert year().value("events.stand_members") == 1


def test_the_dinner_counts_territories_that_came_whoever_spoke_for_them():
    dinner = act(Event, "Cena", own=True, series=series(SeriesKind.DINNER))
    gijon, sevilla, burgos = (
        town("Gijón", "33024"),
        town("Sevilla", "41091"),
        town("Burgos", "09059"),
    )
    council = organisation("Ayuntamiento de Gijón", Kind.PUBLIC_BODY, territory=gijon)
    came(dinner, council)
    came(dinner, organisation("Empresa municipal de Gijón", part_of=council))
    came(dinner, organisation("Alguien"), territory=sevilla)
    came(
        dinner,
        organisation("Ayuntamiento de Burgos", territory=burgos),
        state=AttendanceState.CONFIRMED,
    )
    came(dinner, organisation("Una empresa", territory=burgos))

    reading = year().reading("events.dinner_territories")

    assert reading.value == 2
    assert reading.breakdown == {"names": ["Gijón", "Sevilla"]}


def test_held_needs_attendance():
    forum = series(SeriesKind.FORUM)
    came(act(Event, "Celebrado", own=True, series=forum))
    act(Event, "Contado a ojo", own=True, headcount=80)
    act(Event, "Del que nadie dice quién fue", own=True, series=forum)
    came(act(Event, "Solo inscritos", own=True), state=AttendanceState.CONFIRMED)

    assert year().value("events.own_events") == 2
    assert year().value("events.forum_editions") == 1


def test_pulse_and_webinars_are_counted_in_theirs():
    came(act(Event, "PULSE Movilidad", own=True, series=series(SeriesKind.PULSE, "PULSE")))
    came(act(Event, "Webinario", own=True, series=series(SeriesKind.WEBINAR, "Webinarios")))

    assert year().value("outreach.pulses") == 1
    assert year().value("events.webinars") == 1
    assert year().value("events.own_events") == 0


def test_an_event_is_proved_by_what_hangs_from_it():
    event = act(Event, "Jornada", own=True, headcount=40)
    assert year().standing("events.own_events").weak == 1

    prove(event)

    assert year().standing("events.own_events").weak == 0
