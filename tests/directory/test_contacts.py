"""To whom one can write: asked in one place, by whatever writes letters."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lonja.directory.domain import privacy
from lonja.directory.models import Seat
from lonja.directory.queries import (
    contacts_of,
    contacts_of_each,
    governments_of,
    has_stepped_down,
    seats_told,
)
from lonja.journal import writing
from lonja.territories.models import Territory

pytestmark = pytest.mark.django_db


def told(organisation):
    return list(seats_told(Seat.objects.filter(organisation=organisation)))


@pytest.fixture
def aire(organisation):
    return organisation("Aire Ejemplo, S.L.")


@pytest.fixture
def somebody(person, seat):
    """Somebody with an e-mail and a seat: somebody(aire, "Ana", is_main=True)."""

    def somebody(organisation, name, **held):
        one = person(name, email=f"{name.lower()}@{organisation.pk}.example")
        seat(one, organisation, **held)
        return one

    return somebody


@pytest.fixture
def today():
    return timezone.localdate()


def test_one_writes_to_the_main_representative_and_then_to_whoever_came_last(aire, somebody):
    undated = somebody(aire, "Úrsula")
    first = somebody(aire, "Ana", since="2019-03-01")
    last = somebody(aire, "Luis", since="2025-09-01")
    main = somebody(aire, "Marta", since="2015-01-07", is_main=True)
    assert contacts_of([aire]) == [main, last, first, undated]


def test_whoever_has_two_seats_is_written_to_once(aire, somebody, seat):
    ana = somebody(aire, "Ana", title="Gerente", is_main=True)
    seat(ana, aire, title="Vocal")
    assert contacts_of([aire]) == [ana]


def test_nobody_writes_to_who_has_no_email(aire, person, seat):
    seat(person("Sin Correo"), aire, is_main=True)
    assert contacts_of([aire]) == []
    assert contacts_of_each([aire]) == {}


def test_nobody_writes_to_who_is_in_the_bin(office, aire, somebody):
    ana = somebody(aire, "Ana")
    writing.delete(ana, by=office)
    assert contacts_of([aire]) == []
    assert not ana.can_be_written_to


def test_nobody_writes_to_who_asked_to_be_erased(direction, aire, somebody):
    ana = somebody(aire, "Ana")
    privacy.erase(ana, by=direction, reason="Lo ha pedido")
    assert contacts_of([aire]) == []


def test_nobody_writes_to_who_has_left_the_seat_or_has_not_yet_come(aire, somebody, today):
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    somebody(aire, "Ana", until=yesterday, is_main=True)
    somebody(aire, "Nueva", since=tomorrow, is_main=True)
    until_tonight = somebody(aire, "Luis", until=today)
    assert contacts_of([aire]) == [until_tonight]


def test_nobody_writes_to_an_organisation_in_the_bin(office, aire, somebody):
    somebody(aire, "Ana")
    writing.delete(aire, by=office)
    assert contacts_of([aire]) == []


def test_of_several_each_has_its_own(aire, organisation, somebody, django_assert_num_queries):
    agua, vacía = organisation("Agua Ejemplo"), organisation("Vacía Ejemplo")
    ana, luis = somebody(aire, "Ana"), somebody(agua, "Luis")
    with django_assert_num_queries(1):
        assert contacts_of_each([aire, agua, vacía]) == {aire.pk: [ana], agua.pk: [luis]}


def test_of_several_that_speak_for_the_same_one_writes_by_their_name(aire, organisation, somebody):
    office_of_tourism = organisation("Oficina de turismo")
    luis = somebody(office_of_tourism, "Luis", is_main=True)
    ana = somebody(aire, "Ana")
    assert contacts_of([office_of_tourism, aire]) == [ana, luis]


def test_who_held_a_seat_and_holds_none_has_stepped_down(aire, organisation, somebody, seat, today):
    ana = somebody(aire, "Ana", until=today - timedelta(days=1))
    luis = somebody(aire, "Luis")
    never = somebody(organisation("Otra"), "Nunca")
    assert [has_stepped_down(one, told(aire)) for one in (ana, luis, never)] == [True, False, False]
    seat(ana, aire, title="Presidenta", since=today)
    assert not has_stepped_down(ana, told(aire))


def test_a_town_is_governed_by_its_council_and_not_by_the_companies_in_it(organisation):
    gijon = Territory.objects.create(name="Gijón", kind="municipality", code="33024")
    council = organisation("Ayuntamiento de Gijón", kind="public_body", territory=gijon)
    company = organisation("Aire de Gijón, S.L.", territory=gijon)
    assert list(governments_of([gijon])) == [council]
    assert (council.governs, company.governs) == (gijon, None)
