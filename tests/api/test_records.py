from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from lonja.acts.models import Act
from lonja.directory.models import Organisation
from lonja.grants.models import Call, Scheme
from lonja.journal import writing
from lonja.workbench.registry import all_resources

pytestmark = pytest.mark.django_db
TYPED = st.text(st.characters(exclude_characters="\0"), max_size=12)
RESOURCES = [resource.slug for resource in all_resources()]


@pytest.mark.parametrize("slug", RESOURCES)
def test_every_list_of_the_office_can_be_read(asks, office, slug):
    answer = asks(office).get(f"/api/v1/{slug}/")
    assert answer.status_code == 200
    assert set(answer.json()) == {"count", "next", "previous", "results"}


@pytest.mark.parametrize("slug", RESOURCES)
def test_a_list_asks_the_database_few_questions(asks, office, slug, django_assert_max_num_queries):
    program = asks(office)
    program.get(f"/api/v1/{slug}/")
    with django_assert_max_num_queries(12):
        program.get(f"/api/v1/{slug}/?q=calidad")


def test_a_record_comes_with_names_dates_and_links(asks, office, act, company):
    alba = company("Alba Ejemplo", "alba@ejemplo.test").company
    made = act("Reunión con Alba", alba, place="Gijón")
    said = asks(office).get(f"/api/v1/actos/{made.pk}/").json()
    assert said["id"] == made.pk
    assert said["label"] == said["title"] == "Reunión con Alba"
    assert said["url"] == f"/actos/{made.pk}/"
    assert said["date"] == "2024-06-12"
    assert (said["state"], said["state_label"]) == ("done", "realizado")
    [who] = said["organisations"]
    assert (who["id"], who["label"]) == (alba.pk, "Alba Ejemplo")
    assert asks(office).get(who["href"]).json()["label"] == "Alba Ejemplo"
    assert said["updated_at"].startswith(f"{timezone.now():%Y-}")


def test_amounts_are_text_and_exact(asks, office):
    scheme = writing.create(Scheme(name="Ayudas AEI"), by=None)
    call = Call(scheme=scheme, title="AEI 2024", year=2024, budget=Decimal("2500000.10"))
    writing.create(call, by=None)
    assert asks(office).get(f"/api/v1/convocatorias/{call.pk}/").json()["budget"] == "2500000.10"


def test_the_pages_give_every_record_once(asks, office, act):
    made = {act(f"Acto {number}").pk for number in range(7)}
    program, seen = asks(office), []
    address = "/api/v1/actos/?page_size=3"
    while address:
        page = program.get(address).json()
        assert page["count"] == 7
        seen += [one["id"] for one in page["results"]]
        address = page["next"]
    assert len(seen) == 7
    assert set(seen) == made
    assert program.get("/api/v1/actos/?page_size=3&page=2").json()["previous"].endswith("page=1")


def test_a_list_is_narrowed_searched_and_sorted_like_on_its_page(asks, office, act):
    act("Visita a las playas", day=date(2024, 5, 2), kind="visit")
    act("Llamada sobre playas", day=date(2023, 5, 2), kind="call")
    act("Otra llamada", day=date(2024, 7, 2), kind="call")
    program = asks(office)

    def titles(query: str) -> list[str]:
        found = program.get(f"/api/v1/actos/?{query}").json()["results"]
        return [one["title"] for one in found]

    assert titles("kind=call") == ["Otra llamada", "Llamada sobre playas"]
    assert titles("kind=call&year=2023") == ["Llamada sobre playas"]
    assert titles("q=playa") == ["Visita a las playas", "Llamada sobre playas"]
    assert titles("sort=date") == ["Llamada sobre playas", "Visita a las playas", "Otra llamada"]


def test_only_what_has_changed_since_a_moment(asks, office, act):
    old, new = act("De ayer"), act("De hoy")
    Act.objects.filter(pk=old.pk).update(updated_at=timezone.now() - timedelta(days=1))
    since = (timezone.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = asks(office).get(f"/api/v1/actos/?updated_since={since}").json()["results"]
    assert [one["id"] for one in found] == [new.pk]


def test_what_is_in_the_bin_is_not_given(asks, office, act):
    gone = act("Ya no")
    writing.delete(gone, by=None)
    program = asks(office)
    assert program.get("/api/v1/actos/").json()["count"] == 0
    assert program.get(f"/api/v1/actos/{gone.pk}/").status_code == 404


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page_size=0", "page_size=100000", "updated_since=ayer", "sort=x"]
)
def test_what_cannot_be_understood_is_said_in_words(asks, office, query):
    answer = asks(office).get(f"/api/v1/actos/?{query}")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("actos/", {"q", "page", "page_size", "sort", "updated_since", "state", "kind"}),
        ("actos/{}/", set()),
        ("balance/2024/", {"line"}),
        ("figures/", set()),
    ],
)
def test_a_parameter_that_does_not_exist_is_refused_with_those_that_do(
    asks, office, act, address, known
):
    address = address.format(act("Reunión").pk)
    answer = asks(office).get(f"/api/v1/{address}?estado=done&line=1")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["unknown"] == (["estado"] if "line" in said["known"] else ["estado", "line"])
    assert known <= set(said["known"])
    assert said["detail"].startswith("Estos parámetros no existen: «estado»")
    assert said["detail"].endswith("Los que hay: " + (", ".join(said["known"]) or "ninguno") + ".")


@settings(max_examples=60)
@given(
    slug=st.sampled_from(RESOURCES),
    query=st.dictionaries(
        st.sampled_from(
            ["q", "sort", "year", "kind", "state", "page", "page_size", "updated_since", "level"]
        ),
        TYPED | st.sampled_from(["-1", "2024", "date", "-date", "99999999999999"]),
        max_size=4,
    ),
)
def test_nothing_that_is_asked_breaks_it(asks, office, slug, query):
    from lonja.api.web import authentication

    authentication._seen.clear()
    assert asks(office).get(f"/api/v1/{slug}/", query).status_code in (200, 400, 422)


class TestTwoMembers:
    """Alba and Bruma are both members. Neither reads what the other did with the office."""

    @pytest.fixture
    def alba(self, company, act):
        user = company("Alba Ejemplo", "alba@ejemplo.test")
        user.act = act("Reunión con Alba", user.company, summary="Precio secreto de Alba")
        return user

    @pytest.fixture
    def bruma(self, company, act):
        user = company("Bruma Ejemplo", "bruma@ejemplo.test")
        user.act = act("Reunión con Bruma", user.company, summary="Precio secreto de Bruma")
        return user

    def test_each_reads_its_own_acts(self, asks, alba, bruma):
        found = asks(alba).get("/api/v1/actos/").json()
        assert [one["title"] for one in found["results"]] == ["Reunión con Alba"]
        assert found["count"] == 1
        assert asks(alba).get(f"/api/v1/actos/{alba.act.pk}/").status_code == 200

    def test_the_act_of_the_other_does_not_exist_for_it(self, asks, alba, bruma):
        answer = asks(alba).get(f"/api/v1/actos/{bruma.act.pk}/")
        assert answer.status_code == 404
        assert "Bruma" not in answer.content.decode()

    def test_searching_does_not_tell_either(self, asks, alba, bruma):
        for text in ("bruma", "secreto", "precio bruma", "Bruma Ejemplo"):
            assert asks(alba).get(f"/api/v1/actos/?q={text}").json()["count"] == 0, text
        assert asks(alba).get("/api/v1/actos/?q=alba").json()["count"] == 1

    def test_nothing_of_the_other_is_in_any_list(self, asks, alba, bruma):
        program = asks(alba)
        for slug in RESOURCES:
            answer = program.get(f"/api/v1/{slug}/?page_size=200")
            assert answer.status_code in (200, 403), slug
            assert "secreto de Bruma" not in answer.content.decode(), slug
            assert "Reunión con Bruma" not in answer.content.decode(), slug

    def test_what_only_the_office_fills_in_is_only_for_the_office(self, asks, office, alba):
        mine = asks(alba).get(f"/api/v1/actos/{alba.act.pk}/").json()
        theirs = asks(office).get(f"/api/v1/actos/{alba.act.pk}/").json()
        assert "incomplete" not in mine
        assert set(mine) <= set(theirs)

    @pytest.mark.parametrize("asked", ["incomplete=yes", "incomplete=no", "evidence=yes"])
    def test_nor_is_it_found_out_by_asking_for_those_that_have_it(self, asks, office, alba, asked):
        """As a parameter that there is not: passed over, it would seem to have been heeded."""
        mine, theirs = (asks(user).get(f"/api/v1/actos/?{asked}") for user in (alba, office))
        assert theirs.json()["count"] == int(asked == "incomplete=no")
        assert (mine.status_code, mine.json()["unknown"]) == (400, [asked.partition("=")[0]])
        assert {"incomplete", "evidence"}.isdisjoint(mine.json()["known"])

    def test_an_ally_and_somebody_without_a_role_read_nothing_of_them(self, asks, ally, alba, db):
        from lonja.accounts.models import User

        nobody = User.objects.create_user("nadie@ejemplo.test", "clave de ejemplo")
        for user in (ally, nobody):
            for slug in RESOURCES:
                assert "Alba" not in asks(user).get(f"/api/v1/{slug}/").content.decode(), slug


def test_a_member_of_two_is_not_confused_by_organisations_that_are_gone(asks, company, act):
    user = company("Alba Ejemplo", "alba@ejemplo.test")
    act("Reunión", user.company)
    writing.delete(Organisation.objects.get(pk=user.company.pk), by=None)
    assert asks(user).get("/api/v1/actos/").status_code == 200
