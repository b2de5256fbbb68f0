from datetime import date

import pytest

from lonja.acts.enums import State
from lonja.acts.models import Act
from lonja.house.models import House
from lonja.journal import writing


@pytest.fixture
def act(db):
    """Makes an act the way the office does."""

    def make(title: str, day: date, **fields) -> Act:
        return writing.create(
            Act(title=title, date=day, **{"state": State.DONE, **fields}), by=None
        )

    return make


@pytest.fixture(autouse=True)
def house(db):
    """An office whose records are complete since 2023."""
    return House.objects.create(pk=1, name="Clúster de Ejemplo", records_since=2023)
