"""Names within a sentence: with the article that Spanish wants, and only there."""

import pytest
from django.template import engines
from django.utils import translation

from lonja.core.naming import called, paired


@pytest.mark.parametrize(
    ("name", "alone", "to", "of"),
    [
        ("Ayuntamiento de Elx", "el Ayuntamiento de Elx", "al Ayuntamiento de Elx",
         "del Ayuntamiento de Elx"),
        ("Diputación de Castellón", "la Diputación de Castellón", "a la Diputación de Castellón",
         "de la Diputación de Castellón"),
        ("UNIVERSIDAD DE MÁLAGA", "la UNIVERSIDAD DE MÁLAGA", "a la UNIVERSIDAD DE MÁLAGA",
         "de la UNIVERSIDAD DE MÁLAGA"),
        ("Fibralta Tecnología", "Fibralta Tecnología", "a Fibralta Tecnología",
         "de Fibralta Tecnología"),
        ("Clusters.es", "Clusters.es", "a Clusters.es", "de Clusters.es"),
        ("Elx", "Elx", "a Elx", "de Elx"),
        ("", "", "a ", "de "),
    ],
)  # fmt: skip
def test_a_name_takes_the_article_of_the_word_that_it_begins_with(name, alone, to, of):
    assert [called(name), called(name, "a"), called(name, "de")] == [alone, to, of]


def test_other_prepositions_do_not_join_the_article():
    assert called("Cabildo de Tenerife", "con") == "con el Cabildo de Tenerife"


def test_other_languages_put_their_own_words_around_the_name():
    with translation.override("en"):
        assert called("Ayuntamiento de Elx", "a") == "Ayuntamiento de Elx"
    assert called("Ayuntamiento de Elx", "a", language="en-gb") == "Ayuntamiento de Elx"


def test_a_template_says_a_name_in_the_language_of_the_page():
    said = engines["django"].from_string("¿Le presentamos {{ name|called:'a' }}?")
    assert said.render({"name": "Ayuntamiento de Elx"}) == "¿Le presentamos al Ayuntamiento de Elx?"


def test_no_line_begins_with_the_point_between_two_names():
    assert paired("Movilem", "Ayuntamiento de Elx") == "Movilem\u00a0· Ayuntamiento de Elx"
