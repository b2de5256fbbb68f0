"""Which shared words say that two texts are of the same matter."""

import pytest

from lonja.ranking import trade


@pytest.mark.parametrize("word", ["sensores", "residuos", "aparcamiento", "agua", "calidad aire"])
def test_what_is_bought_and_sold_is_of_a_trade(word):
    assert trade.is_of_a_trade(word)


@pytest.mark.parametrize("word", ["ayuntamiento", "dentro", "gente", "tocar", "instalación"])
def test_what_anybody_writes_about_anything_is_not(word):
    assert not trade.is_of_a_trade(word)


@pytest.mark.parametrize(
    "word",
    ["sin", "quien", "nadie", "ningu", "without", "todos ellos", "poner", "explicarlo", "cuatro"],
)
def test_some_words_name_nothing(word):
    assert trade.is_empty(word)


@pytest.mark.parametrize("word", ["gente", "baja tension", "sobres", "agua"])
def test_most_name_something(word):
    assert not trade.is_empty(word)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("instalacion", "instalación"),
        ("calidad aire", "calidad del aire"),
        ("ens", "ENS"),
        ("ruido", "ruido"),  # not in the text: as it came
        ("aire calidad", "aire calidad"),
    ],
)
def test_words_are_quoted_as_the_text_has_them(words, written):
    text = "Suministro e Instalación de sensores; calidad del aire. ENS medio."
    assert trade.as_written(words, text) == written
