"""How a figure is said to have moved against the year before."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lonja.core.change import Change, change_of
from lonja.core.figures import Unit


def test_fifteen_territories_after_twelve_are_a_quarter_more():
    assert change_of(15, 12, Unit.COUNT) == Change("+25\xa0%", "up", "good")


def test_less_value_in_the_press_is_worse():
    change = change_of(Decimal("2842274"), Decimal("3001200"), Unit.EUROS)

    assert change == Change("−5,3\xa0%", "down", "bad")


def test_less_can_be_better_as_with_days_to_the_first_meeting():
    assert change_of(12, 20, Unit.NUMBER, more_is_better=False).tone == "good"


def test_a_rate_moves_by_points_and_not_by_a_percentage_of_a_percentage():
    assert change_of(Decimal("0.40"), Decimal("0.38"), Unit.PERCENT).text == "+2\xa0puntos"
    assert change_of(Decimal("0.40"), Decimal("0.39"), Unit.PERCENT).text == "+1\xa0punto"


def test_going_from_fourth_to_second_is_to_gain_two_places():
    assert change_of(2, 4, Unit.RANK) == Change("+2\xa0puestos", "up", "good")
    assert change_of(5, 4, Unit.RANK) == Change("−1\xa0puesto", "down", "bad")


def test_the_same_is_neither_better_nor_worse():
    assert change_of(4, 4, Unit.COUNT) == Change("igual", "", "none")


def test_from_zero_there_is_no_percentage_but_an_amount():
    assert change_of(3, 0, Unit.COUNT) == Change("+3", "up", "good")
    assert change_of(Decimal(1200), 0, Unit.EUROS).text == "+1.200\xa0€"


def test_from_next_to_nothing_an_amount_says_more():
    assert change_of(107, 5, Unit.COUNT).text == "+102"
    assert change_of(54, 5, Unit.COUNT).text == "+980\xa0%"


@pytest.mark.parametrize(
    ("value", "previous"), [(None, 3), (3, None), (["Aragón"], 2), ({"digital": 3}, {"digital": 2})]
)
def test_what_cannot_be_compared_is_not(value, previous):
    assert change_of(value, previous, Unit.COUNT) is None


def test_english_says_it_in_english():
    assert change_of(15, 12, Unit.COUNT, "en").text == "+25%"
    assert change_of(1, 3, Unit.RANK, "en").text == "+2\xa0places"


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_the_sign_says_which_way_it_went(value, previous):
    change = change_of(value, previous, Unit.COUNT)

    if value == previous:
        assert change.direction == ""
    else:
        assert (change.direction == "up") == (value > previous)
        assert change.text.startswith("+" if value > previous else "−")
