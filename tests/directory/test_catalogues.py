"""The catalogues that ship: the taxonomy of verticals and the procurement vocabulary."""

import csv

import pytest
from django.utils import translation

from lonja.directory import cpv
from lonja.directory.domain import taxonomy
from lonja.directory.models import Area, Vertical


@pytest.mark.django_db
def test_the_taxonomy_loads_once_and_leaves_what_the_office_added():
    assert taxonomy.load() == (14, 89)
    Area.objects.create(code="OFI-01", name="De la oficina", vertical=Vertical.objects.first())
    Vertical.objects.filter(code="MOV").update(name="cambiado")
    assert taxonomy.load() == (14, 89)
    assert Vertical.objects.get(code="MOV").name == "Movilidad y transporte"
    assert (Vertical.objects.count(), Area.objects.count()) == (14, 90)


@pytest.mark.django_db
def test_a_term_is_said_in_the_language_of_the_page():
    taxonomy.load()
    water = Vertical.objects.get(code="AGU")
    assert str(water) == "Ciclo del agua"
    with translation.override("en"):
        assert str(water) == "Water cycle"


@pytest.mark.django_db
def test_every_prefix_of_the_taxonomy_is_in_the_vocabulary():
    taxonomy.load()
    for area in Area.objects.all():
        for prefix in area.cpv:
            assert cpv.search(prefix, limit=1), (area.code, prefix)


def test_a_code_is_read_as_people_write_it():
    assert cpv.normal("90731000-0") == "90731000"
    assert cpv.normal(" 90731000 ") == "90731000"
    assert cpv.normal("9331000") == "09331000"
    assert [cpv.normal(one) for one in ("90731", "aire", "", "907310001")] == ["", "", "", ""]


def test_a_code_knows_what_contains_it():
    assert cpv.containing("90731100") == ["90731000", "90730000", "90700000", "90000000"]
    assert cpv.containing("90000000") == []
    assert (cpv.prefix("90731000"), cpv.prefix("90000000")) == ("90731", "90")


def test_codes_are_found_by_words_without_accents_and_the_general_ones_first():
    assert cpv.search("CONTAMINACION atmosferica")[0][0] == "90731000"
    assert cpv.search("90731")[0] == ("90731000", cpv.label("90731000", "es"))
    assert cpv.search("nada de esto existe") == []


def test_a_code_that_is_not_in_the_vocabulary_has_no_label():
    assert (cpv.label("12345678"), cpv.exists("12345678")) == ("", False)


@pytest.mark.data
def test_the_labels_are_those_of_the_official_list(shared_data):
    with (shared_data / "cpv2008/cpv_2008_es_en.csv").open(encoding="utf-8") as file:
        official = {row["code"]: (row["es"], row["en"]) for row in csv.DictReader(file)}
    assert len(official) == 9454
    assert {c: (cpv.label(c, "es"), cpv.label(c, "en")) for c in official} == official
