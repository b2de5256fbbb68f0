"""Search forgives accents, articles, languages and typing."""

import pytest

from lonja.journal import writing
from lonja.territories import queries
from lonja.territories.enums import Kind
from lonja.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("spain")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("gijon", "33024"),
        ("GIJÓN", "33024"),
        ("Xixón", "33024"),
        ("La Coruña", "15030"),
        ("Coruña, A", "15030"),
        ("A Coruña", "15030"),
        ("coruña", "15030"),
        ("Concello da Coruña", "15030"),
        ("Palmas de Gran Canaria, Las", "35016"),
        ("palmas de gran canaria", "35016"),
        ("Alicante", "03014"),
        ("alacant", "03014"),
        ("Alacant/Alicante", "03014"),
        ("Alicante/Alacant", "03014"),
        ("Vitoria", "01059"),
        ("Gasteiz", "01059"),
        ("Vitoria-Gasteiz", "01059"),
        ("vitoria gasteiz", "01059"),
        ("Pamplona", "31201"),
        ("Iruña", "31201"),
        ("Pamplona/Iruña", "31201"),
        ("Donostia-San Sebastián", "20069"),
        ("San Sebastián/Donostia", "20069"),
        ("Hospitalet de Llobregat, L'", "08101"),
        ("hospitalet", "08101"),
        ("Ibiza", "07026"),
        ("Mahón", "07032"),
        ("Lérida", "25120"),
        ("Ejido, El", "04902"),
        ("Ayuntamiento de Málaga", "29067"),
        ("Ajuntament de València", "46250"),
        ("Ayto. de Móstoles", "28092"),
        ("ajuntament d'Alacant", "03014"),
        ("Barclona", "08019"),
        ("Zaragosa", "50297"),
        ("Valladolit", "47186"),
        ("46250", "46250"),
        ("1051", "01051"),
    ],
)
def test_the_first_answer_is_the_one_meant(typed, code):
    first = queries.search(typed)[0]
    assert (first.kind, first.code) == (Kind.MUNICIPALITY, code)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Diputación de Valencia", "Diputación de Valencia"),
        ("Diputación Provincial de Albacete", "Diputación de Albacete"),
        ("diputació de girona", "Diputación de Girona"),
        ("Diputación Foral de Álava", "Diputación Foral de Álava"),
        ("Cabildo Insular de Tenerife", "Cabildo de Tenerife"),
        ("Consell Insular de Mallorca", "Consejo Insular de Mallorca"),
        ("Consell d'Eivissa", "Consejo Insular de Ibiza"),
        ("Andalucia", "Andalucía"),
        ("Euskadi", "País Vasco"),
        ("Provincia de Málaga", "Málaga"),
    ],
)
def test_bodies_provinces_and_communities_are_found_too(typed, name):
    assert queries.search(typed)[0].name == name


def test_exact_comes_before_beginning_before_containing():
    names = [one.name for one in queries.search("Arona", limit=20)]
    assert names[0] == "Arona"
    kinds = Territory.objects.filter(kind=Kind.MUNICIPALITY)
    names = [one.name for one in queries.search("Sevilla", kinds, limit=20)]
    assert names[:2] == ["Sevilla", "Sevilla la Nueva"]
    assert "El Cuervo de Sevilla" in names[2:]


def test_among_equals_the_larger_comes_first():
    alcala = Territory.objects.get(code="28005")
    writing.change(alcala, by=None, population=195_000)
    assert queries.search("Alcalá de")[0] == alcala


def test_every_municipality_is_found_by_its_own_names_as_ine_writes_them():
    places = Territory.objects.filter(kind=Kind.MUNICIPALITY).order_by("code")
    for place in places[::170]:
        article, _, rest = place.name.partition(" ")
        typed = [place.name, f"Ayuntamiento de {place.name}"]
        typed += [place.other_name] if place.other_name else []
        typed += [f"{rest}, {article}"] if article in ("El", "La", "Los", "Las", "A", "O") else []
        for name in typed:
            assert place in queries.named(name, places), name
            assert place in queries.search(name), name


def test_nothing_answers_to_nothing():
    assert queries.search("") == queries.search("   ") == queries.search("¿?") == []
    assert queries.search("xqzwvk") == []


def test_the_list_can_be_narrowed_to_what_the_office_works_with():
    bodies = Territory.objects.filter(kind=Kind.PROVINCIAL_COUNCIL)
    assert queries.search("valencia", bodies)[0].name == "Diputación de Valencia"


def test_what_is_in_the_bin_is_not_found():
    writing.delete(Territory.objects.get(code="33024", kind=Kind.MUNICIPALITY), by=None)
    assert "33024" not in [one.code for one in queries.search("Gijón")]


def test_a_name_alone_finds_its_homonyms_and_no_more():
    places = Territory.objects.filter(kind=Kind.MUNICIPALITY)
    assert [one.code for one in queries.named("Coruña, A", places)] == ["15030"]
    assert {one.province.code for one in queries.named("Mieres", places)} == {"17", "33"}
    assert queries.named("Sevill", places) == []


def test_a_renamed_territory_is_found_by_its_new_name():
    candin = Territory.objects.get(code="24036")
    writing.change(candin, by=None, name="Ancares del Norte")
    assert queries.search("ancares del norte")[0] == candin
