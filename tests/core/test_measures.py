"""What a measure makes of rows, alone and asked with others."""

from decimal import Decimal

import pytest

from lonja.core.measures import ask, count, count_distinct, names, total
from lonja.matching.models import Need

pytestmark = pytest.mark.django_db


@pytest.fixture
def needs():
    for title, amount in (("Ruido", 100), ("Aire", 100), ("Agua", "0.29"), ("Luz", None)):
        Need.objects.create(title=title, amount=amount)
    return Need.objects.all()


def test_equal_amounts_are_summed_once_each_though_rows_are_told_apart(needs):
    assert total("amount")(needs.distinct()) == Decimal("200.29")
    assert total("amount")(needs) == Decimal("200.29")


def test_without_any_amount_a_sum_is_nothing_or_is_not_known(needs):
    assert total("amount")(needs.filter(title="Luz")) == 0
    assert total("amount", unknown=True)(needs.filter(title="Luz")) is None


def test_several_measures_are_one_question(needs, django_assert_num_queries):
    measures = (count, count_distinct("amount"), total("amount"), names("title"))
    parts = [part for measure in measures for part in measure.parts(needs)]
    with django_assert_num_queries(1):
        found = ask(parts)
    told = [measure.tell(one) for measure, one in zip(measures, found, strict=True)]
    assert told[:2] == [4, 2]
    assert told[2].quantize(Decimal("0.01")) == Decimal("200.29")
    assert told[3] == ["Agua", "Aire", "Luz", "Ruido"]


def test_nothing_is_asked_of_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ask([]) == []
