"""Which acts those of outside see: what they took part in, and nothing of their neighbours."""

from datetime import date

import pytest

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.acts.models import Act, Participation
from lonja.acts.queries import acts_visible_to
from lonja.desk.finding import shares
from lonja.directory.enums import Kind
from lonja.directory.models import Seat
from lonja.directory.queries import organisations_of
from lonja.journal import writing
from lonja.team.domain import inviting
from lonja.territories.models import Territory
from lonja.workbench.registry import all_resources
from tests.factories import act, organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def gijon():
    return Territory.objects.create(name="Gijón", kind="municipality", code="33024")


@pytest.fixture
def seats(member, territory, ally, gijon):
    """Somebody of each kind, with a seat in an organisation of Gijón."""
    kinds = {member: Kind.COMPANY, territory: Kind.PUBLIC_BODY, ally: Kind.NETWORK}
    return {
        user.role: Seat.objects.create(
            person=person(user.name, user=user),
            organisation=organisation(f"Entidad de {user.name}", kind, territory=gijon),
        )
        for user, kind in kinds.items()
    }


@pytest.fixture
def visit(gijon, seats):
    """The office met the councillor of Gijón, of which only the town is noted."""
    visit = act(Act, "Visita a la concejala", summary="Quieren cambiar de proveedor")
    visit.territories.add(gijon)
    return visit


def test_a_town_sees_what_was_done_with_it(territory, visit):
    assert list(acts_visible_to(territory)) == [visit]


def test_whoever_governs_one_town_sees_nothing_of_that_of_their_company(territory, seats, visit):
    """A councillor has a company in the next town, and signs in for both."""
    next_town = Territory.objects.create(name="Avilés", kind="municipality", code="33004")
    company = organisation("Empresa del concejal", Kind.COMPANY, territory=next_town)
    Seat.objects.create(
        person=seats[Role.TERRITORY].person, organisation=company, title="Administrador"
    )
    there = act(Act, "Visita a la alcaldesa de Avilés")
    there.territories.add(next_town)
    assert list(acts_visible_to(territory)) == [visit]


@pytest.mark.parametrize("role", ["member", "ally"])
def test_having_ones_seat_in_a_town_does_not_tell_what_it_talks_about(request, role, visit):
    assert list(acts_visible_to(request.getfixturevalue(role))) == []


@pytest.mark.parametrize("role", ["member", "territory", "ally"])
def test_what_their_organisation_took_part_in_is_theirs_once(request, role, visit, seats):
    user = request.getfixturevalue(role)
    meeting = act(Act, "Reunión de trabajo")
    Participation.objects.create(act=meeting, organisation=seats[user.role].organisation)
    Participation.objects.create(
        act=meeting, organisation=seats[user.role].organisation, person=seats[user.role].person
    )
    assert list(acts_visible_to(user)).count(meeting) == 1


def test_whoever_is_invited_comes_in_as_the_person_who_has_their_address(client, direction):
    """Nobody has to be told twice who they are: the office knows them by their address."""
    water = organisation("Aguas del Ejemplo", Kind.COMPANY)
    eva = person("Eva Muestra", email="Eva@aguas.example")
    Seat.objects.create(person=eva, organisation=water)
    meeting = act(Act, "Reunión de trabajo")
    Participation.objects.create(act=meeting, organisation=water)
    user = inviting.invite("eva@aguas.example", name="Eva", role=Role.MEMBER, by=direction)
    assert list(acts_visible_to(user)) == [meeting]
    client.force_login(user)
    assert "Aguas del Ejemplo" in client.get("/").content.decode()
    writing.delete(eva, by=direction)
    assert list(acts_visible_to(user)) == []


def test_an_address_that_is_of_the_account_of_another_lets_nobody_in_as_them(member):
    """Ana's account came by another address; whoever has that of her record is not she."""
    ana = User.objects.create_user("ana@otro.example", role=Role.MEMBER)
    known = person("Ana Ejemplo", email=member.email, user=ana)
    Seat.objects.create(person=known, organisation=organisation("Aguas del Ejemplo"))
    assert list(organisations_of(ana)) != []
    assert list(organisations_of(member)) == []


def gone(seat):
    writing.change(seat, by=None, until=date(2020, 1, 1))


def binned(seat):
    writing.delete(seat, by=None)


@pytest.mark.parametrize("left", [gone, binned])
@pytest.mark.parametrize("role", ["member", "territory", "ally"])
def test_whoever_no_longer_has_the_seat_sees_nothing_more(request, role, left, visit, seats):
    user = request.getfixturevalue(role)
    Participation.objects.create(act=visit, organisation=seats[user.role].organisation)
    assert list(acts_visible_to(user)) == [visit]
    left(seats[user.role])
    assert list(acts_visible_to(user)) == []


def test_only_the_office_reads_what_it_will_do_next(client, office, territory, visit):
    writing.change(visit, by=None, next_step="Proponerles la cuota mayor")
    for user, told in ((office, True), (territory, False)):
        client.force_login(user)
        page = client.get(f"/actos/{visit.pk}/").content.decode()
        data = client.get(f"/api/v1/actos/{visit.pk}/").json()
        assert "Quieren cambiar de proveedor" in page
        assert ("Proponerles la cuota mayor" in page) is told
        assert ("next_step" in data) is told


def test_nor_is_it_told_on_the_page_of_any_kind_of_act(member):
    shared = [one for one in all_resources() if issubclass(one.model, Act) and shares(one)]
    assert {one.slug for one in shared} == {"actos", "reuniones"}
    assert [one.slug for one in shared if "next_step" in one.facts_for(member)] == []


def test_the_notes_about_a_person_are_of_the_office(client, office, member, seats):
    colleague = person("Colega Ejemplo", email="colega@ejemplo.test", notes="Difícil de tratar")
    Seat.objects.create(person=colleague, organisation=seats[Role.MEMBER].organisation)
    for user, told in ((office, True), (member, False)):
        client.force_login(user)
        page = client.get(f"/personas/{colleague.pk}/").content.decode()
        data = client.get(f"/api/v1/personas/{colleague.pk}/").json()
        assert "colega@ejemplo.test" in page
        assert ("Difícil de tratar" in page) is told
        assert ("notes" in data, "source" in data) == (told, told)
