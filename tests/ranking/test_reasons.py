import pytest

from lonja.ranking.index import Index
from lonja.ranking.profiles import DECLARED, Piece, Profile, Wanted

from .world import SEVILLA, VALENCIA, air, aires, limpia, luces


@pytest.fixture
def index():
    return Index([aires(), luces(), limpia()])


def reasons(one):
    return {reason.kind: reason for reason in one.reasons}


def test_each_reason_names_what_shows_it(index):
    (first,) = index.rank(air(areas=("AMB-01",), buyer="P4109100J", amount=100_000))
    told = reasons(first)
    assert set(told) == {
        *("words", "codes", "areas", "buyer", "place", "home", "works_there", "size"),
    }
    assert set(told["words"].words) == {"calidad del aire", "red de sensores"}
    assert told["words"].refs[0] == "won-1"
    assert told["codes"].codes == ("90731100",)
    assert told["codes"].refs == ("won-1",)
    assert told["areas"].codes == ("AMB-01",)
    assert told["buyer"].refs == ("won-1",)
    assert set(told["place"].refs) == {"won-1", "won-2"}
    assert told["home"].places == told["works_there"].places == (SEVILLA,)
    assert (told["size"].refs, told["size"].amount) == (("won-1",), 90_000)


def test_shares_are_of_all_that_speaks_for_it_and_the_strongest_comes_first(index):
    (first,) = index.rank(air(areas=("AMB-01",)))
    shares = [reason.share for reason in first.reasons]
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)
    assert min(shares) > 0


def test_the_words_are_those_of_the_text_as_it_writes_them(index):
    (first,) = index.rank(Wanted("Qualitat de l'aire"))
    assert "qualitat" in reasons(first)["words"].words


def test_words_that_name_nothing_are_no_reason():
    def said(text):
        return Profile(text, "Nadie, S.L.", (Piece(text, text, DECLARED),))

    index = Index([said("Calles sin polvo"), said("Nadie sabe quien vino sin nada")])
    (only,) = index.rank(Wanted("Quien limpie calles sin que nadie moleste"))
    assert only.key == "Calles sin polvo"
    assert reasons(only)["words"].words == ("calles",)


def test_what_is_asked_and_not_known_is_missing(index):
    (first,) = index.rank(
        air(amount=1_000_000, place=VALENCIA, certifications=("ISO 14001", "ENS"))
    )
    missing = {one.kind: one for one in first.missing}
    assert set(missing) == {"size", "region", "certifications"}
    assert missing["size"].amount == 90_000
    assert missing["certifications"].names == ("ENS",)


def test_who_only_says_so_has_shown_no_work(index):
    (first,) = index.rank(Wanted("Limpieza de oficinas"))
    assert [one.kind for one in first.missing] == ["work"]


def test_words_in_common_without_code_or_area_are_off_the_subject(index):
    (first,) = index.rank(Wanted("Limpieza de fachadas", areas=("RES-03",), cpv=("45452000",)))
    assert "subject" in {one.kind for one in first.missing}


def test_nothing_is_missing_of_what_was_not_asked(index):
    (first,) = index.rank(Wanted("Estaciones de calidad del aire"))
    assert first.missing == ()
