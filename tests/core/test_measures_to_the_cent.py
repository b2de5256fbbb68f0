"""Several numbers in one question, to the cent."""

from decimal import Decimal

import pytest

from lonja.core import measures
from lonja.core.measures import HowMany, HowMuch
from lonja.matching.models import Need

pytestmark = pytest.mark.django_db


def euros() -> Decimal:
    needs = Need.objects.all()
    found = measures.numbers(needs=HowMany(needs.values("pk")), euros=HowMuch(needs, "amount"))
    return found["euros"]


@pytest.mark.parametrize("amount", ["0.29", "1.13", "4.35", "8.41", "262144.57", "0.00"])
def test_no_cent_is_lost_of_an_amount(amount):
    Need.objects.create(title="Medir el ruido", amount=amount)
    assert euros() == Decimal(amount)


def test_no_cent_is_lost_of_a_sum():
    amounts = [Decimal(cents) / 100 for cents in range(1, 400, 7)]
    for amount in amounts:
        Need.objects.create(title="Medir el ruido", amount=amount)
    Need.objects.create(title="Sin importe")
    assert euros() == sum(amounts)


def test_what_there_is_none_of_is_nothing():
    assert euros() == 0
