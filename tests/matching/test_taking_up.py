"""The office takes up what came from outside: by the public form, a call, a working group."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lonja.accounts.models import User
from lonja.core import agenda
from lonja.directory.models import Organisation, Person, Seat
from lonja.groups.models import WorkingGroup
from lonja.journal import writing
from lonja.matching.domain import enrolling
from lonja.matching.enums import CameBy, Publicity
from lonja.matching.models import Need
from lonja.matching.web import need_forms
from lonja.workbench.registry import by_slug
from tests import factories as make
from tests.support.reading import FROM_PAGE, read_whole

from .public_form import SEND, send, sent_and_confirmed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_has_sent_anything")]


@pytest.fixture
def office(client, marta):
    client.force_login(marta)
    return client


def test_a_confirmed_need_is_on_the_desk_and_an_unconfirmed_one_is_nowhere(
    marta, client, read_slowly
):
    send(client, title="Sin confirmar")
    sent_and_confirmed(client)
    said = [one.label for one in agenda.upcoming(marta, timezone.localdate())]
    assert said == ["El alumbrado gasta demasiado"]


def test_one_press_brings_the_contact_in_with_a_seat_of_the_council(
    marta, villaejemplo, read_slowly
):
    council = Organisation.objects.create(
        name="Ayuntamiento de Villaejemplo", kind="public_body", territory=villaejemplo
    )
    _path, intake = sent_and_confirmed(Client())
    assert not Person.objects.exists()
    office = Client()
    office.force_login(marta)
    page = read_whole(office, f"/necesidades/{intake.need.pk}/")
    assert "Parece que trabaja en el Ayuntamiento de Villaejemplo." in page
    for _press in range(2):
        office.post(reverse("need-enrol", args=[intake.need.pk]), {"organisation": council.pk})
    rosa = Person.objects.get()
    assert (rosa.name, rosa.email, rosa.source) == (
        "Rosa Alcalde", "rosa@villaejemplo.example", "Formulario de necesidades",
    )  # fmt: skip
    assert [(one.organisation, one.title) for one in Seat.objects.all()] == [(council, "Concejala")]
    need = Need.objects.get()
    assert (need.person, need.organisation) == (rosa, council)


def test_somebody_known_by_their_e_mail_is_not_made_again(marta, villaejemplo, read_slowly):
    known = make.person("Rosa A.", email="rosa@villaejemplo.example")
    body = Organisation.objects.create(name="Aguas del Ejemplo", domain="villaejemplo.example")
    _path, intake = sent_and_confirmed(Client())
    office = Client()
    office.force_login(marta)
    office.post(reverse("need-enrol", args=[intake.need.pk]), {"organisation": body.pk})
    assert (Person.objects.count(), Need.objects.get().person) == (1, known)


def test_a_council_that_is_not_in_the_directory_is_added_with_its_territory(
    marta, villaejemplo, read_slowly
):
    _path, intake = sent_and_confirmed(Client())
    office = Client()
    office.force_login(marta)
    office.post(reverse("need-enrol", args=[intake.need.pk]), {"organisation": ""})
    council = Organisation.objects.get()
    assert (council.name, council.territory) == ("Ayuntamiento de Villaejemplo", villaejemplo)


def test_the_council_of_another_town_is_never_taken_for_theirs(marta, town, read_slowly):
    Organisation.objects.create(name="Ayuntamiento de Gijón", folded="ayuntamiento de gijon")
    town("Alcoi/Alcoy")
    _path, intake = sent_and_confirmed(Client(), place__text="Ayuntamiento de Alcoy")
    suggestion = enrolling.suggest(intake)
    assert (suggestion.organisation, suggestion.new_name) == (None, "Ayuntamiento de Alcoy")


def test_an_organisation_that_was_not_suggested_is_refused(marta, villaejemplo, read_slowly):
    other = Organisation.objects.create(name="Otra cosa")
    _path, intake = sent_and_confirmed(Client())
    office = Client()
    office.force_login(marta)
    answer = office.post(reverse("need-enrol", args=[intake.need.pk]), {"organisation": other.pk})
    assert answer.status_code == 422
    assert not Person.objects.exists()


def test_the_territory_meant_is_one_press_away(marta, town, read_slowly):
    gijon = town("Gijón")
    _path, intake = sent_and_confirmed(Client(), place__text="Gijom")
    office = Client()
    office.force_login(marta)
    page = read_whole(office, f"/necesidades/{intake.need.pk}/")
    assert "¿Qué territorio es?" in page
    office.post(reverse("need-place", args=[intake.need.pk]), {"territory": gijon.pk})
    assert Need.objects.get().territory == gijon


def test_the_office_forgets_who_sent_it_when_they_ask(office, marta, villaejemplo, read_slowly):
    _path, intake = sent_and_confirmed(Client())
    office.post(reverse("need-forget-contact", args=[intake.need.pk]))
    intake.refresh_from_db()
    assert (intake.name, intake.email) == ("", "")
    answer = office.post(reverse("need-enrol", args=[intake.need.pk]), {"organisation": ""})
    assert "Ya no se guardan los datos" in answer.content.decode()


def test_a_call_is_noted_with_who_where_and_what(office, marta, villaejemplo):
    sent = {
        "name": "Rosa Alcalde", "phone": "600 000 000", "place__text": "villaejemplo",
        "title": "Regar menos", "urgent": "on",
    }  # fmt: skip
    answer = office.post("/necesidades/llamada/", sent)
    need = Need.objects.get()
    assert answer.url == f"/necesidades/{need.pk}/"
    assert (need.came_by, need.territory, need.urgency, need.responsible) == (
        CameBy.PHONE, villaejemplo, "high", marta,
    )  # fmt: skip
    assert need.description == ""  # What members are told has nobody's name.
    assert (need.intake.name, need.intake.phone) == ("Rosa Alcalde", "600 000 000")
    assert not Person.objects.exists()
    assert office.post("/necesidades/llamada/", {"title": ""}).status_code == 422
    again = office.post("/necesidades/llamada/", {"title": "Otra", "again": "1"})
    assert again.url == "/necesidades/llamada/"


def test_a_need_of_a_working_group_says_that_it_came_by_it(office, marta):
    group = writing.create(WorkingGroup(name="Comisión de Calidad del Aire"), by=marta)
    page = office.get(f"/grupos/{group.pk}/").content.decode()
    assert f"/necesidades/nuevo/?group={group.pk}" in page
    form = office.get("/necesidades/nuevo/", {"group": group.pk}).context["form"]
    assert form["came_by"].value() == CameBy.GROUP
    assert str(form["group"].value()) == str(group.pk)


def test_the_form_is_shared_by_its_address_and_its_code(office, villaejemplo):
    page = office.get("/necesidades/formulario/", {"territorio": villaejemplo.pk}).content.decode()
    assert f"/necesidad/?territorio={villaejemplo.pk}" in page
    drawn = Client().get("/necesidad/qr.svg", {"territorio": villaejemplo.pk})
    assert drawn["Content-Type"] == "image/svg+xml"
    assert b"<svg" in drawn.content
    territory = office.get(f"/territorios/{villaejemplo.pk}/")
    parts = [territory] + [
        office.get(by_slug("territorios").url_of_parts(villaejemplo, later.number))
        for later in territory.context["later"]
    ]
    address = f"/necesidades/formulario/?territorio={villaejemplo.pk}"
    assert any(address in one.content.decode() for one in parts)


def test_what_each_publicity_means_is_said_plainly(client):
    page = client.get(SEND).content.decode()
    for one in Publicity:
        assert str(need_forms.EXPLAINED[one]) in page


def test_the_page_of_a_need_asks_little_of_the_database(
    office, marta, villaejemplo, read_slowly, django_assert_max_num_queries
):
    _path, intake = sent_and_confirmed(Client())
    path = f"/necesidades/{intake.need.pk}/"
    later = office.get(path).context["later"]
    assert [[str(part.title) for part in batch.awaited] for batch in later] == [
        ["Quién puede resolverlo"], ["¿Está en el directorio?"],
    ]  # fmt: skip
    for address in (path, f"{path}partes/1/", f"{path}partes/2/"):
        office.get(address)
        with django_assert_max_num_queries(12):
            office.get(address)


def test_a_territory_with_an_account_does_not_see_who_sent_a_need(
    client, villaejemplo, read_slowly
):
    _path, intake = sent_and_confirmed(Client())
    council = Organisation.objects.create(
        name="Ayuntamiento", kind="public_body", territory=villaejemplo
    )
    teo = User.objects.create_user("teo@villaejemplo.example", name="Teo", role="territory")
    Seat.objects.create(person=make.person("Teo", user=teo), organisation=council)
    client.force_login(teo)
    path = f"/necesidades/{intake.need.pk}/"
    assert "Rosa" not in read_whole(client, path)
    for number in range(4):
        brought = client.get(f"{path}partes/{number}/", **FROM_PAGE)
        assert "Rosa" not in brought.content.decode()
