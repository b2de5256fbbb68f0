import pytest

from lonja.ranking import places
from lonja.ranking.places import NOWHERE, Place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ES618 - Sevilla", Place("41", "01")),
        ("ES61", Place("", "01")),
        ("ES30", Place("28", "13")),
        ("ES532 - Mallorca", Place("07", "04")),
        ("ES - España", NOWHERE),
        ("FR101", NOWHERE),
        ("", NOWHERE),
    ],
)
def test_a_nuts_code_says_a_province_or_a_region(text, place):
    assert places.from_nuts(text) == place


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("B46123456", "46"),
        ("a-97.123.456", "46"),
        ("A78053147", "28"),
        ("B64123456", "08"),
        ("12345678Z", ""),
        ("N0012345A", ""),
        ("", ""),
    ],
)
def test_a_tax_id_says_where_a_company_was_registered(text, province):
    assert places.from_tax_id(text).province == province


def test_postcodes_that_lost_their_zero_in_a_spreadsheet():
    assert places.from_postcode("3001") == places.from_postcode("03001") == Place("03", "10")
    assert places.from_postcode("AB1 2CD") == NOWHERE


def test_every_province_is_near_itself_and_as_far_from_another_as_that_from_it():
    assert len(places.PROVINCES) == 52
    assert (places.DISTANCES == places.DISTANCES.T).all()
    assert (places.DISTANCES.diagonal()[:-1] == 0).all()


def test_what_was_never_known_is_nowhere():
    assert places.of_province("99") == places.of_region("77") == NOWHERE
    assert places.of_region("13") == Place("28", "13")
