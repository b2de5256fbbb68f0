"""Somebody named in what others wrote: however it is spelt, and nobody else by mistake."""

import pytest

from lonja.directory.domain.mentions import Known

ANA = Known(
    names=frozenset({"Ana Núñez de la Peña"}),
    emails=frozenset({"ana@villa.example"}),
    phones=frozenset({"+34 600 111 222"}),
    instead="Persona suprimida n.º 7",
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Lo lleva Ana Núñez de la Peña.", "Lo lleva Persona suprimida n.º 7."),
        ("ANA NUÑEZ DE LA PEÑA", "Persona suprimida n.º 7"),
        ("ana nunez  de la\npena", "Persona suprimida n.º 7"),
        ("Núñez de la Peña, Ana", "Persona suprimida n.º 7"),
        ("escriba a ANA@villa.example, por favor", "escriba a …, por favor"),
        ("<ana@villa.example>.", "<…>."),
        ("600111222", "…"),
        ("600 11 12 22", "…"),
        ("0034 600-111-222 por la tarde", "… por la tarde"),
    ],
)
def test_they_are_found_however_it_is_written(text, left):
    assert ANA.redacted(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Ana",
        "Susana Núñez de la Peñalosa",
        "Ana Núñez",
        "juana@villa.example",
        "ana@villa.example.com",
        "1600111222",
        "6001112223",
    ],
)
def test_nobody_else_is_taken_for_them(text):
    assert ANA.redacted(text) == text


def test_a_name_of_one_word_is_nobodys_in_particular():
    assert not Known(names=frozenset({"Ana"}), emails=frozenset({""}), phones=frozenset({"112"}))
