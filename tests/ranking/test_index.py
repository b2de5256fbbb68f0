from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lonja.ranking.index import Index
from lonja.ranking.profiles import Piece, Profile, Wanted
from lonja.ranking.weights import Weights

from .world import SEVILLA, Rhymes, air, aires, limpia, luces


@pytest.fixture
def index():
    return Index([aires(), luces(), limpia()])


def keys(ranked):
    return [one.key for one in ranked]


def test_who_has_done_the_very_thing_comes_first(index):
    assert keys(index.rank(air())) == ["aires"]
    assert keys(index.rank(air(), reasons=False))[0] == "aires"
    assert keys(index.rank(Wanted("Alumbrado público LED"), reasons=False))[0] == "luces"


def test_nobody_is_an_answer(index):
    assert index.rank(Wanted("Vacunas", cpv=("33651600",))) == []


def test_without_reasons_everyone_is_in_order(index):
    assert sorted(keys(index.rank(air(), reasons=False))) == ["aires", "limpia", "luces"]


def test_only_among_those_asked_for(index):
    assert keys(index.rank(air(), among={"luces", "unknown"}, reasons=False)) == ["luces"]
    assert index.rank(air(), among=set()) == []


@pytest.mark.parametrize(
    "text",
    [
        "Neteja d'edificis municipals",
        "Limpeza de edificios municipais",
        "Cleaning of municipal buildings",
        "LIMPIEZA DE EDIFICIO",
    ],
)
def test_the_languages_of_spain_and_english_find_the_same(index, text):
    assert keys(index.rank(Wanted(text)))[0] == "limpia"


@pytest.mark.parametrize(
    "text", ["ZBE", "Low emission zone", "zona de baixes emissions", "Zonas de bajas emisiones"]
)
def test_what_the_field_calls_by_several_names_is_one_thing(index, text):
    index.add([Profile("zbe", "Uno", (Piece("Control de la zona de bajas emisiones", "z"),))])
    (first,) = index.rank(Wanted(text))
    assert first.key == "zbe"


def test_other_words_are_found_by_what_they_mean_where_there_is_a_model():
    dust = Wanted("Medir el polvo")
    known = [Profile("p", "Uno", (Piece("Captadores de partículas", "p-1"),)), luces(), limpia()]
    assert Index(known).rank(dust) == []
    (first,) = Index(known, vectors=Rhymes()).rank(dust)
    assert (first.key, [reason.kind for reason in first.reasons]) == ("p", ["meaning"])
    assert first.reasons[0].refs == ("p-1",)


def test_a_sort_of_contract_has_weights_of_its_own():
    weights = Weights({"words": 2.0, "near": 1.0}, {"works": {"near": 0.5}})

    def adds(contract: str) -> tuple[float, float]:
        (one,) = Index([aires()], weights=weights).rank(air(contract=contract))
        return one.signals["words"], one.signals["near"]

    (words, near), (words_of_works, near_of_works) = adds("services"), adds("works")
    assert words_of_works == words
    assert near_of_works == pytest.approx(1.5 * near)


def test_a_tender_is_not_explained_by_its_own_award(index):
    (first,) = index.rank(air(group="T1"))
    assert "won-1" not in {ref for reason in first.reasons for ref in reason.refs}


def air_work(key: str, done: date | None) -> Profile:
    return Profile(key, key, (Piece("Estaciones de calidad del aire", key, date=done),))


def test_what_was_done_long_ago_counts_less():
    old, new = date(2010, 5, 1), date(2023, 5, 1)
    index = Index([air_work("old", old), air_work("new", new)])
    assert keys(index.rank(Wanted("Calidad del aire", date=date(2026, 1, 1)))) == ["new", "old"]
    assert keys(index.rank(Wanted("Calidad del aire"))) == ["old", "new"]  # as they came


@pytest.mark.parametrize(
    ("contract", "done", "counts"),
    [
        ("services", date(2023, 1, 1), 1),  # three years: whole
        ("services", date(2017, 1, 1), 0.5),  # and six more: half
        ("services", date(2011, 1, 1), 0.25),
        ("works", date(2021, 1, 1), 1),  # five, of works
        ("works", date(2015, 1, 1), 0.5),
        ("services", date(2027, 1, 1), 1),  # after it was asked for
        ("services", None, 1),  # nobody knows when
    ],
)
def test_a_piece_fades_after_the_years_of_which_the_law_lets_it_be_shown(contract, done, counts):
    def words(**more) -> float:
        wanted = Wanted("Calidad del aire", contract=contract, **more)
        (found,) = Index([air_work("a", done)]).rank(wanted)
        return found.signals["words"]

    assert words(date=date(2026, 1, 1)) == pytest.approx(words() * counts, rel=1e-3)


def test_what_is_replaced_or_removed_is_forgotten(index):
    index.add([Profile("aires", "Aires del Sur", (Piece("Poda de árboles", "new"),))])
    assert len(index) == 3
    assert index.rank(air()) == []
    assert keys(index.rank(Wanted("Poda"))) == ["aires"]
    index.remove("aires")
    index.remove("aires")
    assert index.rank(Wanted("Poda")) == []
    assert "aires" not in index


def test_an_empty_index_has_no_answer():
    assert Index().rank(air()) == []


def test_a_supplier_of_which_nothing_is_known_has_its_name():
    assert keys(Index([Profile("j", "Jardinería Pérez")]).rank(Wanted("Jardinería"))) == ["j"]


def test_one_word_and_fifty_pages_are_read(index):
    assert keys(index.rank(Wanted("aire")))[0] == "aires"
    assert keys(index.rank(Wanted("Calidad del aire. " + "palabras y más " * 50_000)))[0] == "aires"
    assert index.rank(Wanted("")) == []


def test_many_are_ranked_as_one_by_one(index):
    several = [air(), Wanted("Alumbrado"), Wanted("Vacunas")] * 100
    together = [keys(ranked) for ranked in index.rank_all(several)]
    assert together == [keys(index.rank(one, reasons=False)) for one in several]


def test_the_other_direction_orders_what_is_wanted_for_a_supplier(index):
    several = [Wanted("Vacunas"), Wanted("Alumbrado público"), air()]
    assert index.fits("aires", several)[0] == 2
    assert index.fits("luces", several)[0] == 1
    assert index.fits("nobody", several) == []


TEXTS = st.sampled_from(["calidad del aire", "alumbrado LED", "limpieza", "aire y ruido", ""])
CHANGES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.lists(TEXTS, max_size=3), st.booleans()), max_size=30
)


@settings(max_examples=40, deadline=None)
@given(CHANGES)
def test_however_it_came_to_be_an_index_says_the_same(changes):
    """Added, replaced and removed one by one: the same order as all at once."""
    grown, kept = Index(), {}
    for key, texts, removed in changes:
        if removed:
            kept.pop(key, None)
            grown.remove(key)
        else:
            pieces = tuple(Piece(text, place=SEVILLA) for text in texts)
            kept.pop(key, None)
            kept[key] = Profile(key, f"Empresa {key}", pieces)
            grown.add([kept[key]])
    assert len(grown) == len(kept)
    grown.compact()
    scores = {one.key: one.score for one in Index(kept.values()).rank(air(), reasons=False)}
    found = {one.key: one.score for one in grown.rank(air(), reasons=False)}
    assert found == pytest.approx(scores, abs=1e-3)
