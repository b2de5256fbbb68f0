"""Codes suggested for a text, with reasons that a person can check."""

import numpy as np
import pytest

from lonja.directory import cpv
from lonja.ranking.suggesting import divisions, keeping, knowledge
from lonja.ranking.suggesting.keeping import Learnt
from lonja.ranking.suggesting.precedents import Precedents
from lonja.ranking.suggesting.suggester import Suggester

from .test_divisions import few, notices

CODES = {"90": "90910000", "45": "45233200", "31": "31527200", "72": "72212000", "71": "71240000"}


def codes(text: str, **options) -> list[str]:
    return [one.code for one in Suggester().suggest(text, **options)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Neteja dels edificis municipals", "90910000"),
        ("Servizo de recollida de lixo", "90511000"),
        ("Public lighting maintenance", "50232100"),
        ("necesitamos sensores de calidad del aire en el centro", "38344000"),
        ("punto limpio", "90500000"),
        ("alumbrado", "50232100"),
        ("El alumbrado del casco gasta demasiado", "50232100"),
        ("telelectura de los contadores de agua", "38421100"),
    ],
)
def test_with_nothing_learnt_names_suggest(text, code):
    assert code in codes(text)[:3]


@pytest.mark.parametrize(
    "text", ["", "  ", "¿?", "zxcv qwer asdfg", "\ud83c\x00", "12345", "de la"]
)
def test_nothing_is_suggested_for_what_says_nothing(text):
    assert codes(text) == []


def test_fifty_pages_are_read_as_their_beginning():
    pages = (
        "Recogida de residuos y limpieza viaria del municipio. " + "Condiciones del pliego. " * 9000
    )
    assert codes(pages)[0][:2] == "90"


def test_the_codes_already_there_are_not_suggested_again():
    first = codes("Neteja dels edificis municipals")
    again = codes("Neteja dels edificis municipals", without=first[:2])
    assert set(first[:2]).isdisjoint(again)
    assert again[0] == first[2]


def test_every_suggestion_exists_and_says_why():
    for phrase in knowledge.phrases()[::40]:
        found = Suggester().suggest(phrase.text)
        assert all(cpv.exists(one.code) and one.reasons for one in found)
        assert len({one.code for one in found}) == len(found) <= 6


def test_a_reason_quotes_the_words_as_they_were_written():
    found = Suggester().suggest("Pantallas de visualización")
    assert str(next(o for o in found if o.code == "30231300").reasons[0]) == (
        "su nombre coincide en «pantallas» y «visualización»"
    )
    found = Suggester().suggest("Un punto limpio nuevo")
    assert str(found[0].reasons[0]) == "así se le llama: «punto limpio»"


# -- what the office's notices teach -------------------------------------------------------------


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    texts, told = notices()
    known = [[CODES[division] for division in some] for some in told]
    return Learnt(divisions.learn(texts, told, few()), Precedents.of(texts, known), len(texts))


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def test_notices_are_reasons_that_can_be_counted(learnt):
    found = Suggester(learnt.divisions, learnt.precedents).suggest("Limpieza de colegios en Oviedo")
    assert found[0].code == "90910000"
    assert [str(reason) for reason in found[0].reasons][-1] == (
        "como en 20 anuncios con «limpieza» y «colegios»"
    )


def test_a_likely_division_is_suggested_when_no_code_of_it_is_found(learnt):
    one = Suggester(learnt.divisions, None)
    found = one.suggest("Reforma del polideportivo", without=[])
    assert found[0].code[:2] == "45"
    assert all(reason for each in found for reason in map(str, each.reasons))


def test_what_was_learnt_is_kept_and_found_again(home, learnt):
    assert keeping.suggester() == Suggester()
    keeping.keep(learnt)
    once, twice = keeping.suggester(), keeping.suggester()
    assert once is twice
    text = "Limpieza de colegios en Oviedo"
    own = Suggester(learnt.divisions, learnt.precedents)
    assert [o.code for o in once.suggest(text)] == [o.code for o in own.suggest(text)]
    assert [p.name for p in (home / "learnt").iterdir()] == ["codes.npz"]


def test_what_is_learnt_anew_takes_the_place_of_the_old(home, learnt):
    keeping.keep(learnt)
    before = keeping.suggester()
    keeping.keep(Learnt(learnt.divisions, learnt.precedents, 500))
    assert keeping.suggester() is not before
    assert keeping.kept().notices == 500


@pytest.mark.parametrize("content", [b"", b"no es un modelo", b"PK\x03\x04 a medias"])
def test_a_damaged_file_is_as_if_it_were_not_there(home, content):
    keeping.place().parent.mkdir()
    keeping.place().write_bytes(content)
    assert keeping.kept() is None
    assert keeping.suggester() == Suggester()


def test_nothing_in_the_file_is_ever_run(home, learnt, tmp_path):
    """A pickle in the place of an array is refused, not opened."""

    class Bomb:
        def __reduce__(self):
            return (open, (str(tmp_path / "run"), "w"))

    keeping.place().parent.mkdir()
    np.savez(keeping.place(), fingerprint=np.array([Bomb()], dtype=object))
    assert keeping.kept() is None
    assert not (tmp_path / "run").exists()


def test_what_reads_texts_otherwise_does_not_use_what_was_learnt(home, learnt, monkeypatch):
    keeping.keep(learnt)
    monkeypatch.setattr(keeping, "fingerprint", lambda: "another")
    assert keeping.kept() is None


def test_a_disk_that_is_full_leaves_what_there_was(home, learnt, monkeypatch):
    keeping.keep(learnt)
    before = keeping.place().read_bytes()

    def full(*_args):
        raise OSError("No space left on device")

    monkeypatch.setattr(keeping.os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        keeping.keep(Learnt(learnt.divisions, learnt.precedents, 1))
    assert keeping.place().read_bytes() == before
    assert [p.name for p in keeping.place().parent.iterdir()] == ["codes.npz"]
