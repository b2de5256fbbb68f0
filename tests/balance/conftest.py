from datetime import date
from decimal import Decimal

import pytest

from lonja.house.models import House
from lonja.press.enums import Scope
from lonja.press.models import Mention, Outlet, Valuation
from tests.factories import DAY, act

LATER = date(2026, 1, 15)


@pytest.fixture
def house(db):
    return House.objects.create(pk=1, name="Clúster de Ejemplo", records_since=2023)


@pytest.fixture
def outlet(db):
    return Outlet.objects.create(name="Diario Ejemplo", scope=Scope.NATIONAL)


@pytest.fixture
def mention(outlet):
    """A maker of mentions, with a link so that they are proved, and a value if it is given."""

    def make(title="Una guía por el aire", *, day=DAY, value=None, **fields):
        fields.setdefault("url", "https://ejemplo.example/noticia")
        one = act(Mention, title, day, outlet=outlet, **fields)
        if value is not None:
            Valuation.objects.create(
                mention=one, amount=Decimal(value), provider="Seguimiento Ejemplo",
                method="tarifas", valued_on=day,
            )  # fmt: skip
        return one

    return make
