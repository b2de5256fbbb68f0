"""How figures are worded: domain rules R8, R9, R10 and R13."""

from decimal import Decimal

import pytest

from lonja.balance.document import prose
from lonja.core.figures import Unit

from .sample import figure


def said(placeholder, entry, language="es"):
    read = prose.read(f"{{{{ {placeholder} }}}}", prose.Lexicon({entry.key: entry}, language))
    assert not read.problems, read.problems
    return read.blocks[0].runs[0].text.replace("\N{NO-BREAK SPACE}", " ")


def refused(placeholder, entry):
    read = prose.read(f"{{{{ {placeholder} }}}}", prose.Lexicon({entry.key: entry}))
    assert len(read.problems) == 1
    return str(read.problems[0].message)


def count(value, **more):
    return figure("a.b", value, **more)


def euros(value):
    return figure("a.b", Decimal(value), Unit.EUROS)


def percent(value, language="es"):
    return figure("a.b", Decimal(value), Unit.PERCENT, language=language)


def test_a_figure_alone_is_printed_as_its_unit_says():
    assert said("a.b", count(10400)) == "10.400"
    assert said("a.b", euros("2842274")) == "2.842.274 €"
    assert said("a.b", percent("0.25")) == "25 %"
    assert said("a.b", figure("a.b", 2, Unit.RANK)) == "2.º"


def test_words_are_for_nine_and_below():
    assert said("a.b|words", count(4)) == "cuatro"
    assert said("a.b|words", count(9)) == "nueve"
    assert said("a.b|words", count(10)) == "10"
    assert said("a.b|words:f", count(1)) == "una"
    assert said("a.b|in_words:f", count(281)) == "doscientas ochenta y una"


@pytest.mark.parametrize(
    ("value", "phrase"),
    [
        ("3120000", "más de tres millones de euros"),
        ("3000000", "tres millones de euros"),
        ("2842274", "más de 2,8 millones de euros"),
        ("1050000", "más de un millón de euros"),
        ("12400000", "más de 12 millones de euros"),
        ("154000", "más de 150.000 €"),
    ],
)
def test_more_than_is_the_greatest_round_number_below(value, phrase):
    assert said("a.b|more_than", euros(value)) == phrase


def test_more_than_a_number_of_ones_choice_has_to_be_true():
    assert said("a.b|more_than:3000000", euros("3120000")) == "más de tres millones de euros"
    assert refused("a.b|more_than:4000000", euros("3120000")).startswith("el valor es 3.120.000")


@pytest.mark.parametrize(
    ("value", "phrase"),
    [
        ("0.3912", "en torno al 40 %"),
        ("0.42", "en torno al 40 %"),
        ("0.4201", "en torno al 42 %"),
        ("0.351", "en torno al 35 %"),
    ],
)
def test_around_is_within_two_points(value, phrase):
    points = Decimal(phrase.split()[-2])
    assert said("a.b|around", percent(value)) == phrase
    assert abs(Decimal(value) * 100 - points) <= 2


def test_around_a_count_keeps_two_digits():
    assert said("a.b|around", count(10400)) == "en torno a 10.000"
    assert said("a.b|around", count(281)) == "en torno a 280"


def test_the_sign_of_a_change_chooses_the_word():
    assert said("a.b|change", count(15, previous=12)) == "un 25 % más"
    assert said("a.b|change", count(11, previous=12)) == "un 8 % menos"
    assert said("a.b|change", figure("a.b", 12, previous=12)) == "los mismos"


def test_without_a_year_before_there_is_no_more_nor_less():
    assert refused("a.b|change", count(15)).startswith("no hay con qué comparar")
    assert refused("a.b|previous", count(15)) == "no hay dato del año anterior"


def test_the_year_before_can_be_said_in_words():
    assert said("a.b|previous|words", count(15, previous=8)) == "ocho"


def test_names_are_joined_as_speech_joins_them():
    cities = figure("a.b", ["Valencia", "Sevilla", "Irún"], Unit.LIST)
    assert said("a.b|names", cities) == "Valencia, Sevilla e Irún"
    assert said("a.b|names:2", cities) == "Valencia y Sevilla"
    assert said("a.b|how_many|words", cities) == "tres"


def test_the_label_with_most_is_named():
    assert said("a.b|most", figure("a.b", {"radio": 2, "digital": 9}, Unit.TABLE)) == "digital"


def test_english_has_its_own_words():
    assert said("a.b|change", figure("a.b", 15, previous=12, language="en"), "en") == "25% more"
    assert said("a.b|around", percent("0.39", "en"), "en") == "around 40%"
    assert said("a.b|more_than", euros("3120000"), "en") == "more than three million euros"
    assert said("a.b|ordinal", figure("a.b", 2, Unit.RANK), "en") == "second"


def test_a_figure_without_data_is_a_problem_and_never_a_zero():
    assert refused("a.b", figure("a.b", None)) == "la cifra no tiene dato este año"
    assert refused("a.b|words", figure("a.b", None)) == "la cifra no es un número"
