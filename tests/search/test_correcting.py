import pytest

from lonja.directory.models import Organisation
from lonja.search import queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def some(organisation):
    organisation("Ayuntamiento de Gijón", description="Recogida de basuras")
    organisation("Sensores del Turia", description="Monitorización de la calidad del aire")
    organisation("Hospital de la Ribera", description="Gestión de vehículos")


@pytest.mark.parametrize(
    ("typed", "meant", "title"),
    [
        ("ayuntamineto", "ayuntamiento", "Ayuntamiento de Gijón"),
        ("calidda aire", "calidad aire", "Sensores del Turia"),
        ("vasuras", "basuras", "Ayuntamiento de Gijón"),
        ("ospital", "hospital", "Hospital de la Ribera"),
        ("beiculos", "vehículos", "Hospital de la Ribera"),
        ("monitorisacion", "monitorización", "Sensores del Turia"),
        ("sensroes turia", "sensores turia", "Sensores del Turia"),
        ("jijon", "gijón", "Ayuntamiento de Gijón"),
    ],
)
def test_a_slip_is_corrected_and_said(typed, meant, title):
    found = queries.find(typed)
    assert [hit.document.title for hit in found.hits] == [title]
    assert found.corrected == meant


def test_what_is_half_typed_with_a_slip_is_corrected_too():
    assert queries.find("ayutnam").hits[0].document.title == "Ayuntamiento de Gijón"


def test_lists_forgive_as_well():
    assert [str(one) for one in queries.narrow(Organisation.objects.all(), "calidda del aire")] == [
        "Sensores del Turia"
    ]


def test_what_is_found_is_not_corrected():
    assert queries.find("calidad").corrected == ""


def test_what_resembles_nothing_finds_nothing():
    found = queries.find("xylofono")
    assert (found.hits, found.total, found.corrected) == ([], 0, "")


def test_codes_and_short_words_are_never_corrected():
    assert queries.find("B12345678").total == 0
    assert queries.find("aie").total == 0


def test_quoted_words_are_never_corrected():
    assert queries.find('"calidda del aire"').total == 0
