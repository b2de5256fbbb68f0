"""What has just happened, noted in twenty seconds and completed later."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lonja.acts.enums import Kind, Part, State
from lonja.acts.models import Act, Participation
from lonja.directory.enums import Kind as OrganisationType
from lonja.directory.models import Seat
from lonja.journal.models import Entry
from lonja.territories.models import Territory
from tests.factories import organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(office):
    client = Client()
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def gijon():
    return Territory.objects.create(kind="municipality", name="Gijón", code="33024")


def capture(client, **fields):
    today = timezone.localdate().isoformat()
    return client.post("/capturar/", {"kind": "meeting", "date": today, **fields})


def test_what_happened_is_enough(client, office):
    capture(client, title="Hablamos de sensores de ruido")

    act = Act.objects.get()
    assert (act.state, act.incomplete, act.responsible) == (State.DONE, True, office)
    assert Entry.objects.filter(object_id=act.pk, verb="created", actor=office).exists()


def test_without_saying_what_nothing_is_kept_and_the_field_says_so(client):
    answer = capture(client, title="")

    assert answer.status_code == 422
    assert not Act.objects.exists()


def test_whoever_met_a_town_hall_was_at_work_with_that_town(client, gijon):
    council = organisation("Ayuntamiento de Gijón", OrganisationType.PUBLIC_BODY, territory=gijon)
    capture(client, title="Con la concejala", organisations=council.pk)

    act = Act.objects.get()
    assert list(act.territories.all()) == [gijon]
    assert list(act.organisations.all()) == [council]


def test_a_name_typed_without_choosing_is_looked_up(client, gijon):
    capture(client, title="Visita", territories__text="gijon")

    assert list(Act.objects.get().territories.all()) == [gijon]


def test_a_name_that_nobody_has_is_told_beside_its_field(client):
    answer = capture(client, title="Visita", organisations__text="Nadie Conocido, S.L.")

    assert answer.status_code == 422
    assert "No hay nada con el nombre «Nadie Conocido, S.L.»" in answer.content.decode()
    assert not Act.objects.exists()


def test_the_future_has_not_happened(client):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = capture(client, title="Mañana", date=tomorrow)

    assert answer.status_code == 422


def test_a_person_comes_for_the_organisation_of_that_day(client):
    before, now = organisation("La de antes"), organisation("La de ahora")
    irene = person("Irene Alameda")
    Seat.objects.create(person=irene, organisation=before, until=date(2020, 1, 1))
    Seat.objects.create(person=irene, organisation=now, since=date(2020, 1, 2))
    capture(client, title="Con Irene", people=irene.pk)

    row = Participation.objects.get()
    assert (row.organisation, row.person, row.part) == (now, irene, Part.ATTENDED)


def test_completing_it_takes_the_mark_away(client):
    capture(client, title="Con prisa")
    act = Act.objects.get()
    client.post(
        f"/actos/{act.pk}/editar/",
        {"kind": Kind.VISIT, "title": "Visita técnica", "date": act.date, "state": "done"},
    )

    act.refresh_from_db()
    assert (act.title, act.kind, act.incomplete) == ("Visita técnica", Kind.VISIT, False)


def test_deleting_is_undone_from_the_message(client):
    capture(client, title="Por error")
    act = Act.objects.get()
    client.post(f"/actos/{act.pk}/borrar/")
    assert not Act.objects.exists()

    client.post(f"/actos/{act.pk}/recuperar/")
    assert Act.objects.get() == act
