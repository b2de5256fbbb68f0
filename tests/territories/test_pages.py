"""The catalogue on screen: a list, a page with its map, suggestions while one types."""

import re

import pytest

from lonja.journal import writing
from lonja.territories.enums import Kind
from lonja.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("spain")]


@pytest.fixture
def page(client, office):
    client.force_login(office)

    def get(address: str, **params) -> str:
        answer = client.get(address, params)
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def get(kind: Kind, code: str) -> Territory:
    return Territory.objects.get(kind=kind, code=code)


def names_in(html: str) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', html)


@pytest.mark.parametrize("role", ["office", "direction", "auditor", "member", "territory", "ally"])
def test_every_role_reads_the_catalogue(client, request, role):
    client.force_login(request.getfixturevalue(role))
    assert client.get("/territorios/").status_code == 200
    address = f"/territorios/{get(Kind.MUNICIPALITY, '33024').pk}/"
    assert client.get(address).status_code == 200


def test_whoever_has_not_signed_in_is_asked_to(client):
    assert client.get("/territorios/").status_code == 302


@pytest.mark.parametrize("role", ["auditor", "member", "territory", "ally"])
def test_only_the_office_writes_it(client, request, role):
    client.force_login(request.getfixturevalue(role))
    gijon = get(Kind.MUNICIPALITY, "33024")
    assert client.post(f"/territorios/{gijon.pk}/borrar/").status_code == 403
    assert client.get(f"/territorios/{gijon.pk}/editar/").status_code == 403
    assert client.get("/territorios/nuevo/").status_code == 403


def test_the_list_is_searched_as_places_are_called(page):
    assert names_in(page("/territorios/", q="la coruña"))[0] == "A Coruña"
    assert names_in(page("/territorios/", q="barclona"))[0] == "Barcelona"


def test_the_list_is_narrowed_by_kind_and_province(page):
    tenerife = get(Kind.PROVINCE, "38")
    html = page("/territorios/", kind=Kind.ISLAND_COUNCIL, province=tenerife.pk)
    assert names_in(html) == [
        "Cabildo de El Hierro",
        "Cabildo de La Gomera",
        "Cabildo de La Palma",
        "Cabildo de Tenerife",
    ]


def test_the_list_is_narrowed_by_size(page):
    writing.change(get(Kind.MUNICIPALITY, "33024"), by=None, population=268_313)
    html = page("/territorios/", population="100000")
    assert names_in(html) == ["Gijón"]
    assert "268.313" in html


def test_what_was_merged_is_not_listed_but_is_found_as_its_successor(page):
    writing.change(
        get(Kind.MUNICIPALITY, "06153"), by=None, successor=get(Kind.MUNICIPALITY, "06044")
    )
    badajoz = get(Kind.PROVINCE, "06")
    html = page("/territorios/", kind=Kind.MUNICIPALITY, province=badajoz.pk, size=200)
    assert "Don Benito" in names_in(html)
    assert "Villanueva de la Serena" not in names_in(html)
    assert names_in(page("/territorios/", q="Villanueva de la Serena"))[0] == "Don Benito"


def test_the_page_of_a_town_shows_where_it_is_and_what_it_belongs_to(page):
    html = page(f"/territorios/{get(Kind.MUNICIPALITY, '41091').pk}/")
    assert "<h1" in html
    assert html.count('class="map-area') == 106
    assert "Diputación de Sevilla" in html
    assert "L01410917" in html
    assert "Instituto Geográfico Nacional" in html


def test_the_page_of_a_council_lists_its_members(page):
    gomera = Territory.objects.get(name="Cabildo de La Gomera")
    html = page(f"/territorios/{gomera.pk}/")
    assert "Valle Gran Rey" in html
    assert html.count("tone-member") == 6


def test_the_page_of_a_province_leads_to_its_municipalities(page):
    malaga = get(Kind.PROVINCE, "29")
    html = page(f"/territorios/{malaga.pk}/")
    assert f"?kind=municipality&amp;province={malaga.pk}" in html
    assert "Ver sus 103 municipios" in html
    assert "Diputación de Málaga" in html


def test_suggestions_tell_homonyms_apart(page):
    html = page("/territorios/opciones/", q="mieres")
    assert "municipio · Asturias" in html
    assert "municipio · Girona" in html


def test_the_office_adds_a_mancomunidad_with_its_members(client, office):
    client.force_login(office)
    towns = [get(Kind.MUNICIPALITY, code) for code in ("46244", "46005")]
    answer = client.post(
        "/territorios/nuevo/",
        {
            "kind": Kind.COMMONWEALTH,
            "name": "Mancomunidad de prueba",
            "country": "es",
            "province": get(Kind.PROVINCE, "46").pk,
            "members": [towns[0].pk],
            "members__text": "Alaquàs",
        },
    )
    assert answer.status_code == 302
    body = Territory.objects.get(name="Mancomunidad de prueba")
    assert set(body.members.all()) == set(towns)
    assert (body.country, body.region.name) == ("ES", "Comunitat Valenciana")


def test_a_wrong_code_is_told_what_would_be_right(client, office):
    client.force_login(office)
    answer = client.post(
        "/territorios/nuevo/",
        {"kind": Kind.MUNICIPALITY, "name": "Villaejemplo", "country": "ES", "code": "99001"},
    )
    assert answer.status_code == 422
    assert "de 01 a 52" in answer.content.decode()


def test_a_town_without_members_is_not_asked_for_them(client, office):
    client.force_login(office)
    answer = client.post(
        "/territorios/nuevo/",
        {
            "kind": Kind.MUNICIPALITY,
            "name": "Villaejemplo",
            "country": "ES",
            "members": [get(Kind.MUNICIPALITY, "46244").pk],
        },
    )
    assert "Solo una entidad supramunicipal tiene miembros" in answer.content.decode()


def test_a_renamed_town_is_found_at_once(client, office):
    client.force_login(office)
    candin = get(Kind.MUNICIPALITY, "24036")
    client.post(
        f"/territorios/{candin.pk}/editar/",
        {"kind": candin.kind, "name": "Valle Nuevo", "country": "ES", "code": candin.code},
    )
    answer = client.get("/territorios/opciones/", {"q": "valle nuevo"})
    assert "Valle Nuevo" in answer.content.decode()
