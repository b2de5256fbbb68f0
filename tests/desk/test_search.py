from datetime import date

import pytest

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.acts.models import Participation
from lonja.desk.jobs import reindex
from lonja.directory.models import Organisation, Person, Seat
from lonja.groups.models import WorkingGroup
from lonja.journal import writing

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 12)


def found(client, text: str, **params) -> list[str]:
    page = client.get("/buscar/", {"q": text, **params})
    assert page.status_code == 200
    return [result.title for result in page.context["results"]]


@pytest.fixture
def signed_in(client, office):
    client.force_login(office)
    return client


def test_everything_of_the_office_is_looked_through(signed_in, act):
    act("Visita a las playas", DAY)
    writing.create(WorkingGroup(name="Comisión de Playas"), by=None)
    assert found(signed_in, "playa") == ["Comisión de Playas", "Visita a las playas"]
    assert found(signed_in, "playa", tipo="actos") == ["Visita a las playas"]
    assert found(signed_in, "playa", tipo="inventado") == [
        "Comisión de Playas",
        "Visita a las playas",
    ]


def test_each_result_leads_to_its_page(signed_in, act):
    made = act("Visita a las playas", DAY)
    [result] = signed_in.get("/buscar/?q=playas").context["results"]
    assert result.url == f"/actos/{made.pk}/"
    assert signed_in.get(result.url).status_code == 200


def test_results_come_in_pages(signed_in, act):
    for number in range(30):
        act(f"Playa {number}", DAY)
    first, second = found(signed_in, "playa"), found(signed_in, "playa", page=2)
    assert (len(first), len(second)) == (25, 5)
    assert not set(first) & set(second)
    for nonsense in ("0", "x", "999999999999999999999"):
        assert signed_in.get("/buscar/", {"q": "playa", "page": nonsense}).status_code == 200


def test_a_slip_is_corrected_and_said(signed_in, act):
    act("Visita a las playas", DAY)
    page = signed_in.get("/buscar/?q=palyas").content.decode()
    assert "Se muestran los resultados de <b>«playas»</b>" in page
    assert "Visita a las" in page


def test_pages_and_figures_are_found_by_name(signed_in):
    places = [place.label for place in signed_in.get("/buscar/?q=impactos").context["places"]]
    assert "Impactos en medios" in places


def test_the_palette_brings_only_a_list(signed_in, act):
    act("Visita a las playas", DAY)
    page = signed_in.get("/buscar/?q=pla", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "Visita a las playas" in page
    assert 'href="/actos/' in page
    assert signed_in.get("/buscar/?q=", headers={"HX-Request": "true"}).content.strip() == b""


def test_what_cannot_be_told_apart_is_once_in_the_palette(signed_in, act):
    for _again in range(3):
        act("Visita a las playas", DAY)
    act("Visita a las salinas", DAY)
    results = signed_in.get("/buscar/?q=visita", headers={"HX-Request": "true"}).context["results"]
    assert sorted(one.title for one in results) == ["Visita a las playas", "Visita a las salinas"]


def test_searching_takes_few_questions(signed_in, act, django_assert_max_num_queries):
    for number in range(5):
        act(f"Playa {number}", DAY)
    signed_in.get("/buscar/?q=playa")
    with django_assert_max_num_queries(12):
        signed_in.get("/buscar/?q=playa")
    with django_assert_max_num_queries(12):
        signed_in.get("/buscar/?q=palya")


def test_what_is_typed_is_never_taken_for_html(signed_in, act):
    act("<b>Negrita</b>", DAY, summary="<script>alert(1)</script> negrita")
    page = signed_in.get("/buscar/", {"q": "negrita<script>"}).content.decode()
    assert "<script>alert" not in page
    assert "<b>Negrita" not in page


class TestTwoMembers:
    """Alba and Bruma are both members. Neither finds what the other did with the office."""

    @pytest.fixture
    def member_of(self, act):
        def make(name: str) -> User:
            user = User.objects.create_user(f"{name}@e.test", "clave de ejemplo", role=Role.MEMBER)
            company = writing.create(Organisation(name=f"{name} Ejemplo"), by=None)
            person = writing.create(Person(name=f"Persona de {name}", user=user), by=None)
            writing.create(Seat(person=person, organisation=company), by=None)
            made = act(f"Reunión con {name}", DAY, summary=f"secreto de {name}")
            Participation.objects.create(act=made, organisation=company)
            return user

        return make

    def test_each_finds_its_own_by_its_title(self, client, member_of):
        alba, _bruma = member_of("Alba"), member_of("Bruma")
        client.force_login(alba)
        assert "Reunión con Alba" in found(client, "reunión")
        assert "Reunión con Bruma" not in found(client, "reunión")
        assert found(client, "secreto") == []
        page = client.get("/buscar/?q=reunión").content.decode()
        assert "secreto" not in page
        assert "Bruma" not in page

    def test_neither_in_the_palette(self, client, member_of):
        alba, _bruma = member_of("Alba"), member_of("Bruma")
        client.force_login(alba)
        page = client.get("/buscar/?q=reunion", headers={"HX-Request": "true"}).content.decode()
        assert "Bruma" not in page
        assert "Reunión con Alba" in page


def test_a_name_changed_elsewhere_is_found_from_the_next_night_on(signed_in, act):
    company = writing.create(Organisation(name="Farolas Ejemplo"), by=None)
    made = act("Reunión", DAY)
    Participation.objects.create(act=made, organisation=company)
    reindex.call()
    assert "Reunión" in found(signed_in, "farolas")
    writing.change(company, by=None, name="Luminarias Ejemplo")
    reindex.call()
    assert "Reunión" in found(signed_in, "luminarias")
    assert found(signed_in, "farolas") == []
