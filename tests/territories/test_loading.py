"""What ships with Lonja: every municipality of Spain, and the bodies above them."""

from collections import Counter

import pytest

from lonja.journal import writing
from lonja.journal.models import Entry
from lonja.territories.domain.loading import load
from lonja.territories.enums import Kind
from lonja.territories.models import Territory

pytestmark = pytest.mark.django_db


def test_the_whole_of_spain_is_there(spain):
    kinds = Counter(Territory.objects.values_list("kind", flat=True))
    assert kinds == {
        Kind.COUNTRY: 1,
        Kind.REGION: 19,
        Kind.PROVINCE: 52,  # fifty provinces and two cities
        Kind.MUNICIPALITY: 8131,
        Kind.PROVINCIAL_COUNCIL: 41,
        Kind.ISLAND_COUNCIL: 11,
    }


def test_codes_are_text_with_their_leading_zeros(spain):
    agurain = Territory.objects.get(kind=Kind.MUNICIPALITY, code="01051")
    assert (agurain.name, agurain.other_name) == ("Agurain", "Salvatierra")
    assert agurain.dir3 == "L01010513"
    assert (agurain.province.code, agurain.region.code) == ("01", "16")


def test_shared_lands_and_gibraltar_are_not_municipalities(spain):
    assert not Territory.objects.filter(code__startswith="53").exists()
    assert not Territory.objects.filter(code__startswith="54").exists()


def test_every_municipality_has_a_province_a_region_and_a_place(spain):
    municipalities = Territory.objects.filter(kind=Kind.MUNICIPALITY)
    lacking = municipalities.filter(province=None) | municipalities.filter(region=None)
    assert not (lacking | municipalities.filter(latitude=None)).exists()


@pytest.mark.parametrize(
    ("council", "members", "one_of_them"),
    [
        ("Cabildo de Tenerife", 31, "La Orotava"),
        ("Cabildo de Gran Canaria", 21, "Las Palmas de Gran Canaria"),
        ("Cabildo de La Palma", 14, "Los Llanos de Aridane"),
        ("Cabildo de Lanzarote", 7, "Teguise"),  # La Graciosa is part of Teguise
        ("Cabildo de Fuerteventura", 6, "Puerto del Rosario"),
        ("Cabildo de La Gomera", 6, "Vallehermoso"),
        ("Cabildo de El Hierro", 3, "Valverde"),
        ("Consejo Insular de Mallorca", 53, "Palma"),
        ("Consejo Insular de Menorca", 8, "Ciutadella de Menorca"),
        ("Consejo Insular de Ibiza", 5, "Eivissa"),
        ("Consejo Insular de Formentera", 1, "Formentera"),
    ],
)
def test_an_island_is_the_municipalities_that_touch_one_another(
    spain, council, members, one_of_them
):
    body = Territory.objects.get(kind=Kind.ISLAND_COUNCIL, name=council)
    names = set(body.members.values_list("name", flat=True))
    assert len(names) == members
    assert one_of_them in names


def test_island_councils_have_the_codes_that_the_public_platforms_use(spain):
    codes = dict(Territory.objects.filter(kind=Kind.ISLAND_COUNCIL).values_list("name", "dir3"))
    assert codes["Cabildo de Tenerife"] == "L03380011"
    assert codes["Cabildo de Gran Canaria"] == "L03350004"
    assert codes["Cabildo de El Hierro"] == "L03380005"
    assert codes["Consejo Insular de Mallorca"] == "L03070008"


def test_a_provincial_council_has_all_the_municipalities_of_its_province(spain):
    valencia = Territory.objects.get(dir3="L02000046")
    assert (valencia.name, valencia.other_name) == (
        "Diputación de Valencia",
        "Diputació de València",
    )
    assert valencia.members.count() == 266


def test_communities_of_one_province_and_the_two_cities_have_no_provincial_council(spain):
    with_one = set(
        Territory.objects.filter(kind=Kind.PROVINCIAL_COUNCIL).values_list(
            "province__name", flat=True
        )
    )
    assert len(with_one) == 41
    without = {"Asturias", "Madrid", "Navarra", "Illes Balears", "Las Palmas", "Ceuta", "Melilla"}
    assert not with_one & without
    assert {"Araba", "Bizkaia", "Gipuzkoa"} <= with_one


def test_loading_again_adds_nothing_and_keeps_what_the_office_changed(spain):
    gijon = Territory.objects.get(code="33024", kind=Kind.MUNICIPALITY)
    writing.change(gijon, by=None, name="Gijón de la Villa", population=268_313)
    lines = Entry.objects.count()
    assert not load()
    gijon.refresh_from_db()
    assert (gijon.name, gijon.population) == ("Gijón de la Villa", 268_313)
    assert Entry.objects.count() == lines


def test_loading_again_brings_back_what_is_gone_but_not_what_is_in_the_bin(spain):
    writing.delete(Territory.objects.get(code="28079", kind=Kind.MUNICIPALITY), by=None)
    Territory.objects.get(code="08019", kind=Kind.MUNICIPALITY).delete()
    assert load() == {Kind.MUNICIPALITY: 1}
    assert Territory.objects.filter(code="08019").exists()
    assert not Territory.objects.filter(code="28079").exists()


def test_the_load_leaves_one_line_in_the_trail(spain):
    (line,) = Entry.objects.filter(verb="imported", object_id=spain.pk)
    assert line.changes["municipio"] == [None, "8131"]
