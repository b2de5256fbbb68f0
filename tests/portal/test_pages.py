"""A member's home and a territory's passport, as outsiders open them."""

import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lonja.accounts import links
from lonja.core.formatting import day
from lonja.directory.enums import Kind as OrganisationKind
from lonja.directory.models import Membership, Seat
from lonja.journal import writing
from lonja.mail.models import Message
from lonja.matching.enums import MeetingStage, Origin
from lonja.matching.models import (
    Candidate,
    Introduction,
    Meeting,
    Need,
    Sounding,
)
from lonja.portal.domain import sending

pytestmark = pytest.mark.django_db


# -- who comes in ------------------------------------------------------------------------------


def link_in(message):
    return re.search(r"http://\S+", message.text)[0].removeprefix("http://localhost:8000")


def test_the_office_sends_the_link_and_it_opens_without_an_account(
    client, marta, organisation, represented, act, this_year
):
    ours = organisation("Aire Ejemplo")
    act("Taller de aire", organisations=[ours], on=date(this_year, 1, 15))
    represented(ours)
    client.force_login(marta)
    assert client.post(f"/entidades/{ours.pk}/pagina/enviar/").url == f"/entidades/{ours.pk}/"
    message = Message.objects.get()
    assert message.private
    client.logout()

    answer = client.get(link_in(message))

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Taller de aire" in text
    assert f"/entidades/{ours.pk}" not in text


def test_with_nobody_to_write_to_it_says_what_is_missing(client, marta, organisation):
    ours = organisation("Aire Ejemplo")
    client.force_login(marta)
    answer = client.post(f"/entidades/{ours.pk}/pagina/enviar/", follow=True)
    assert "añada una persona con correo" in answer.content.decode()
    assert not Message.objects.exists()


def test_the_link_of_one_page_opens_no_other(client, marta, organisation, town, represented):
    ours, place = organisation("Aire Ejemplo"), town("Villanorte")
    token = links.make("home", ours, "ana@a.example", days=1, by=marta)
    assert client.get(f"/pasaporte/{token}/").status_code == 404
    passport_token = links.make("passport", place, "ana@a.example", days=1, by=marta)
    assert client.get(f"/mi-pagina/{passport_token}/").status_code == 404


def test_one_that_left_is_told_so_and_shown_nothing(client, marta, organisation, act):
    ours = organisation("Aire Ejemplo")
    act("Taller de aire", organisations=[ours])
    token = links.make("home", ours, "ana@a.example", days=1, by=marta)
    Membership.objects.update(left_on=timezone.localdate())

    answer = client.get(f"/mi-pagina/{token}/?year=2024")

    assert answer.status_code == 410
    assert "Hoy esta entidad no lo es" in answer.content.decode()
    assert "Taller de aire" not in answer.content.decode()


@pytest.mark.parametrize("purpose", ["home", "passport"])
def test_the_link_of_whoever_represents_it_no_more_opens_nothing(
    client, marta, organisation, town, represented, purpose
):
    place = town("Villanorte")
    ours = organisation("Ayuntamiento", kind=OrganisationKind.PUBLIC_BODY, territory=place)
    email = represented(ours).email
    record = ours if purpose == "home" else place
    token = links.make(purpose, record, email, days=1, by=marta)
    path = reverse(f"portal-{purpose}", args=[token])
    assert client.get(path).status_code == 200
    Seat.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert client.get(path).status_code == 410
    assert client.post(path, {"asked": "ficha"}).status_code == 410


def test_a_member_who_signs_in_sees_its_own_page_only(client, organisation, represented):
    ours, theirs = organisation("Aire Ejemplo"), organisation("Agua Ejemplo")
    client.force_login(represented(ours, role="member").user)
    assert client.get(f"/entidades/{ours.pk}/pagina/").status_code == 200
    assert client.get(f"/entidades/{theirs.pk}/pagina/").status_code == 404
    assert client.post(f"/entidades/{ours.pk}/pagina/enviar/").status_code == 403


def test_a_territory_sees_its_own_passport_only(client, organisation, represented, town):
    place, other = town("Villanorte"), town("Villasur")
    council = organisation(
        "Ayuntamiento de Villanorte",
        member=False,
        kind=OrganisationKind.PUBLIC_BODY,
        territory=place,
    )
    client.force_login(represented(council, role="territory").user)
    assert client.get(f"/territorios/{place.pk}/pasaporte/").status_code == 200
    assert client.get(f"/territorios/{other.pk}/pasaporte/").status_code == 404


def test_a_member_with_its_seat_in_a_town_does_not_see_the_passport_of_the_town(
    client, organisation, represented, town
):
    place = town("Villanorte")
    company = organisation("Aire de Villanorte, S.L.", territory=place)
    person = represented(company, role="member")
    client.force_login(person.user)
    assert client.get(f"/territorios/{place.pk}/pasaporte/").status_code == 404
    assert sending.representatives_of(place) == []


def test_a_passport_tells_who_represents_it_without_addresses(
    client, marta, organisation, represented, town
):
    place = town("Villanorte")
    council = organisation(
        "Ayuntamiento de Villanorte",
        member=False,
        kind=OrganisationKind.PUBLIC_BODY,
        territory=place,
    )
    person = represented(council, "Berta Ejemplo")
    represented(organisation("Aire de Villanorte, S.L.", territory=place), "Carla Empresa")
    token = links.make("passport", place, "otra@a.example", days=1, by=marta)
    text = client.get(f"/pasaporte/{token}/").content.decode()
    assert "Berta Ejemplo" in text
    assert "Carla Empresa" not in text
    assert person.email not in text


@pytest.mark.parametrize("year", ["1066", "2999", "hoy", "-1", "²", ""])
def test_a_year_without_sense_does_not_exist(client, marta, organisation, year):
    token = links.make("home", organisation("Aire"), "ana@a.example", days=1, by=marta)
    assert client.get(f"/mi-pagina/{token}/", {"year": year}).status_code == 404


# -- what is asked -----------------------------------------------------------------------------


@pytest.fixture
def asked(organisation, represented, town):
    """Ana, of a member, has been asked about a need."""
    ours, place = organisation("Aire Ejemplo"), town("Villanorte")
    ana = represented(ours)
    need = Need.objects.create(title="Medir el aire", territory=place)
    Candidate.objects.create(
        need=need, member=ours, contact=ana, state="asked", answer_by=timezone.localdate(),
        asked_at=timezone.now(),
    )  # fmt: skip
    return ours, ana


def test_whoever_was_asked_answers_from_the_page(client, marta, asked):
    ours, ana = asked
    token = links.make("home", ours, ana.email, days=1, by=marta)
    page = client.get(f"/mi-pagina/{token}/").content.decode()
    value = re.search(r'value="(interes-\d+)"', page)[1]

    answer = client.post(f"/mi-pagina/{token}/", {"asked": value})

    assert answer.status_code == 302
    shown = client.get(answer.url.removeprefix("http://localhost:8000"))
    assert shown.status_code == 200
    assert "Medir el aire" in shown.content.decode()


def test_of_a_need_in_the_bin_nothing_is_asked(client, marta, asked):
    ours, ana = asked
    writing.delete(Need.objects.get(), by=marta)
    token = links.make("home", ours, ana.email, days=1, by=marta)
    page = client.get(f"/mi-pagina/{token}/").content.decode()
    assert 'name="asked" value="interes' not in page
    said = {"asked": f"interes-{Candidate.objects.get().pk}"}
    assert client.post(f"/mi-pagina/{token}/", said).url == f"/mi-pagina/{token}/"


def test_who_is_in_an_open_sounding_is_taken_to_it_and_not_to_a_question_of_its_own(
    client, marta, asked
):
    ours, ana = asked
    candidate = Candidate.objects.get()
    Candidate.objects.update(origin=Origin.SOUNDING)
    Sounding.objects.create(
        need=candidate.need, text="¿Con qué sensores medirían el aire?", criterion="Todos",
        closes_on=timezone.localdate(), opened_at=timezone.now(),
    )  # fmt: skip
    token = links.make("home", ours, ana.email, days=1, by=marta)
    answer = client.post(f"/mi-pagina/{token}/", {"asked": f"interes-{candidate.pk}"})
    shown = client.get(answer.url.removeprefix("http://localhost:8000")).content.decode()
    assert "¿Con qué sensores medirían el aire?" in shown


def test_another_person_of_the_same_member_sees_whom_it_was_asked(
    client, marta, asked, represented
):
    ours, _ana = asked
    luis = represented(ours, "Luis Ejemplo")
    token = links.make("home", ours, luis.email, days=1, by=marta)
    page = client.get(f"/mi-pagina/{token}/").content.decode()
    assert "Se le preguntó a Ana Ejemplo." in page
    assert 'value="interes-' not in page

    key = Candidate.objects.get().pk
    answer = client.post(f"/mi-pagina/{token}/", {"asked": f"interes-{key}"})
    assert answer.url == f"/mi-pagina/{token}/"


@pytest.mark.parametrize("said", ["", "interes", "interes-", "interes-x", "otra-1", "interes-²",
                                  "interes-99999999999999999999"])  # fmt: skip
def test_what_was_never_asked_leads_nowhere(client, marta, asked, said):
    ours, ana = asked
    token = links.make("home", ours, ana.email, days=1, by=marta)
    assert client.post(f"/mi-pagina/{token}/", {"asked": said}).url == f"/mi-pagina/{token}/"


def test_a_member_opens_its_profile_from_its_page(client, marta, asked):
    ours, ana = asked
    token = links.make("home", ours, ana.email, days=1, by=marta)
    answer = client.post(f"/mi-pagina/{token}/", {"asked": "ficha"})
    page = client.get(answer.url.removeprefix("http://localhost:8000"))
    assert page.status_code == 200
    assert 'name="frequency"' in page.content.decode()


def test_one_that_left_answers_nothing_from_here(client, marta, asked):
    ours, ana = asked
    token = links.make("home", ours, ana.email, days=1, by=marta)
    Membership.objects.update(left_on=timezone.localdate())
    key = Candidate.objects.get().pk
    answer = client.post(f"/mi-pagina/{token}/", {"asked": f"interes-{key}"})
    assert answer.status_code == 410
    assert "Hoy esta entidad no lo es" in answer.content.decode()


# -- cost --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_a_home_costs_the_same_however_much_was_done(
    client, marta, organisation, act, rows, django_assert_num_queries
):
    ours = organisation("Aire Ejemplo")
    for number in range(rows):
        act(f"Taller {number}", organisations=[ours])
    client.force_login(marta)
    client.get(f"/entidades/{ours.pk}/pagina/?year=2024")
    with django_assert_num_queries(11):
        client.get(f"/entidades/{ours.pk}/pagina/?year=2024")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_passport_costs_the_same_however_much_was_done(
    client, marta, town, act, rows, django_assert_num_queries
):
    place = town("Villanorte")
    for number in range(rows):
        act(f"Taller {number}", places=[place])
        Need.objects.create(title=f"N{number}", territory=place, received_on=date(2024, 2, 1))
    client.force_login(marta)
    client.get(f"/territorios/{place.pk}/pasaporte/?year=2024")
    with django_assert_num_queries(11):
        client.get(f"/territorios/{place.pk}/pasaporte/?year=2024")


def test_a_meeting_to_come_is_told_to_both_sides_and_to_nobody_else(
    client, marta, organisation, town
):
    place, other = town("Villa Ejemplo"), town("Otra Villa")
    ours, theirs = organisation("Aire Ejemplo"), organisation("Agua Ejemplo")
    Need.objects.create(title="Contar coches", territory=other)
    need = Need.objects.create(title="Medir el aire", territory=place)
    introduction = Introduction.objects.create(
        title="Presentación", need=need, member=ours, date=timezone.localdate()
    )
    today = timezone.localdate()
    for title, days, stage in (
        ("Segunda", 9, MeetingStage.AGREED),
        ("Hoy", 0, MeetingStage.AGREED),
        ("Pasada", -1, MeetingStage.AGREED),
        ("Sin hora", 5, MeetingStage.PROPOSED),
        ("Anulada", 5, MeetingStage.CANCELLED),
    ):
        Meeting.objects.create(
            title=title, follows=introduction, stage=stage, uid=title, time=time(10),
            date=today + timedelta(days=days),
        )  # fmt: skip

    client.force_login(marta)
    homes = [client.get(f"/entidades/{one.pk}/pagina/") for one in (ours, theirs)]
    passports = [client.get(f"/territorios/{one.pk}/pasaporte/") for one in (place, other)]

    assert [[meeting.title for meeting in page.context["coming"]] for page in homes] == [
        ["Hoy", "Segunda"],
        [],
    ]
    said = f"reunión el {day(today)} a las 10:00"
    assert [page.content.decode().count(said) for page in passports] == [1, 0]

    writing.delete(introduction, by=marta)
    assert client.get(f"/entidades/{ours.pk}/pagina/").context["coming"] == []
    assert said not in client.get(f"/territorios/{place.pk}/pasaporte/").content.decode()
