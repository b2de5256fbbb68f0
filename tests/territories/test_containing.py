"""What lies in what, and how it adds up without counting twice."""

import pytest

from lonja.journal import writing
from lonja.territories import queries
from lonja.territories.enums import SUPRAMUNICIPAL, Band, Kind
from lonja.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("spain")]


def get(kind: Kind, code: str) -> Territory:
    return Territory.objects.get(kind=kind, code=code)


@pytest.fixture
def commonwealth() -> Territory:
    """Three towns of Sevilla and one of Huelva."""
    body = writing.create(Territory(kind=Kind.COMMONWEALTH, name="Mancomunidad (ejemplo)"), by=None)
    body.members.set(Territory.objects.filter(code__in=["41091", "41004", "41038", "21041"]))
    return body


def test_the_municipalities_of_a_province_a_community_and_a_council_are_all_of_them():
    assert queries.municipalities_of(get(Kind.PROVINCE, "46")).count() == 266
    assert queries.municipalities_of(get(Kind.REGION, "10")).count() == 542
    assert queries.municipalities_of(get(Kind.PROVINCIAL_COUNCIL, "L02000046")).count() == 266
    assert queries.municipalities_of(get(Kind.COUNTRY, "ES")).count() == 8131


def test_a_municipality_lies_in_its_bodies_province_community_and_country(commonwealth):
    names = {one.name for one in queries.containing(get(Kind.MUNICIPALITY, "41091"))}
    assert names == {
        "Sevilla", "Mancomunidad (ejemplo)", "Diputación de Sevilla", "Andalucía", "España",
    }  # fmt: skip


def test_a_member_of_a_member_lies_in_the_whole(commonwealth):
    consortium = writing.create(
        Territory(kind=Kind.CONSORTIUM, name="Consorcio (ejemplo)"), by=None
    )
    consortium.members.set([commonwealth, get(Kind.MUNICIPALITY, "14021")])
    assert queries.municipalities_of(consortium).count() == 5
    assert consortium in queries.containing(get(Kind.MUNICIPALITY, "21041"))


def test_bodies_that_contain_each_other_do_not_hang(commonwealth):
    other = writing.create(Territory(kind=Kind.CONSORTIUM, name="Otro (ejemplo)"), by=None)
    other.members.set([commonwealth])
    commonwealth.members.add(other)
    assert queries.municipalities_of(other).count() == 4


def test_what_is_in_two_bodies_at_once_is_there_once(commonwealth):
    province, council = get(Kind.PROVINCE, "41"), get(Kind.PROVINCIAL_COUNCIL, "L02000041")
    both = queries.rolled_up([province, council, commonwealth])
    keys = list(both.values_list("pk", flat=True))
    assert len(keys) == len(set(keys))
    # 106 of Sevilla and one of Huelva, the province, its council, the commonwealth
    assert len(keys) == 106 + 1 + 3


def test_a_town_rolls_up_to_itself_and_a_body_to_its_members_and_itself(commonwealth):
    sevilla = get(Kind.MUNICIPALITY, "41091")
    assert set(queries.rolled_up([sevilla])) == {sevilla}
    assert queries.rolled_up([commonwealth]).count() == 5


def test_a_province_rolls_up_the_bodies_seated_in_it():
    kinds = set(queries.rolled_up([get(Kind.PROVINCE, "38")]).values_list("kind", flat=True))
    assert kinds == {Kind.PROVINCE, Kind.MUNICIPALITY, Kind.ISLAND_COUNCIL}


def test_who_works_in_a_community_works_in_each_of_its_towns():
    ronda = get(Kind.MUNICIPALITY, "29084")
    assert get(Kind.REGION, "01") in queries.works_in(ronda)
    assert get(Kind.REGION, "10") not in queries.works_in(ronda)
    assert get(Kind.PROVINCE, "29") in queries.works_in((36.746, -5.161))
    assert not queries.works_in((45.0, -20.0)).exists()


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (43.5353, -5.6615, "Gijón"),
        (39.4699, -0.3763, "València"),
        (28.1235, -15.4363, "Las Palmas de Gran Canaria"),
        (35.8894, -5.3198, "Ceuta"),
        (38.7057, 1.4340, "Formentera"),
        (29.255, -13.505, "Teguise"),  # La Graciosa
    ],
)
def test_a_point_is_in_a_municipality(latitude, longitude, name):
    assert queries.municipality_at(latitude, longitude).name == name


def test_a_point_at_sea_or_abroad_is_in_none():
    assert queries.municipality_at(41.0, 2.8) is None
    assert queries.municipality_at(38.72, -9.14) is None


def test_population_bands():
    bounds = [0, 4999, 5000, 20_000, 50_000, 99_999, 100_000, 499_999, 500_000, 3_000_000]
    assert [Band.of(people).name for people in bounds] == [
        "UNDER_5K", "UNDER_5K", "UNDER_20K", "UNDER_50K", "UNDER_100K", "UNDER_100K",
        "UNDER_500K", "UNDER_500K", "OVER_500K", "OVER_500K",
    ]  # fmt: skip
    assert Band.of(None) is None


def test_municipalities_of_a_band():
    for code, people in {"33024": 268_000, "33044": 220_000, "28079": 3_300_000}.items():
        writing.change(get(Kind.MUNICIPALITY, code), by=None, population=people)
    names = {one.name for one in queries.in_band(Territory.objects.all(), Band.UNDER_500K)}
    assert names == {"Gijón", "Oviedo"}
    assert queries.in_band(Territory.objects.all(), Band.OVER_500K).count() == 1


def test_the_population_of_a_body_is_that_of_its_municipalities_each_once(commonwealth):
    assert queries.population_of(commonwealth) is None
    for code in ("41091", "41004", "41038", "21041"):
        writing.change(get(Kind.MUNICIPALITY, code), by=None, population=1000)
    assert queries.population_of(commonwealth) == 4000


def test_supramunicipal_kinds_are_those_of_dir3():
    assert {one.kind for one in Territory.objects.filter(kind__in=SUPRAMUNICIPAL)} == {
        Kind.PROVINCIAL_COUNCIL,
        Kind.ISLAND_COUNCIL,
    }
    assert not get(Kind.REGION, "01").is_supramunicipal
