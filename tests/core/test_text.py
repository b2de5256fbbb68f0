"""Texts as others must be able to read them."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lonja.core.imports.cells import tidy
from lonja.core.text import SHORT, fold, normalized, sheet_name
from lonja.search.analysis import stems


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("1. Grupos de trabajo", "1. Grupos de trabajo"),
        ("3. Visibilidad y difusión en redes sociales", "3. Visibilidad y difusión"),
        ("8. Expansión territorial y generación de negocio", "8. Expansión territorial"),
        ("4. Growth of the online community", "4. Growth of the online"),
        ("Altas/bajas: [2024]", "Altas bajas 2024"),
        ("x" * 40, "x" * 31),
        ("", "1"),
    ],
)
def test_the_name_of_a_sheet_is_cut_at_a_word(name, short):
    assert sheet_name(name) == short


@given(st.lists(st.text(max_size=60), max_size=12))
def test_no_two_sheets_of_a_workbook_are_called_the_same(names):
    made: list[str] = []
    for name in names:
        made.append(sheet_name(name, made))
    assert len({one.casefold() for one in made}) == len(made)
    assert all(1 <= len(one) <= 31 for one in made)


@pytest.mark.parametrize("read", [fold, tidy, stems])
def test_letters_under_a_pile_of_marks_are_read_in_no_time(read):
    """Putting in order two million marks of one letter would take an hour."""
    before = time.process_time()
    read("a" + "\u0316\u0301" * 1_000_000)
    assert time.process_time() - before < 3


@given(
    st.text(st.sampled_from("aé ñ\u0301\u0316\u05b0ｱ"), min_size=SHORT + 1, max_size=SHORT + 200)
)
def test_what_people_write_is_put_in_order_as_unicode_does(text):
    assert normalized("NFKC", text) == unicodedata.normalize("NFKC", text)
