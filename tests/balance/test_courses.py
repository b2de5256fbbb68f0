"""Whatever the records, values asked together are those that a person would count by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lonja.acts.enums import Kind as ActKind
from lonja.acts.enums import State
from lonja.acts.models import Act
from lonja.balance.book import Book
from lonja.press.models import Mention, Outlet, Valuation
from lonja.territories.enums import Kind
from lonja.territories.models import Territory
from tests.factories import act

pytestmark = pytest.mark.django_db

FIRST, YEARS = date(2021, 1, 1), (2021, 2022, 2023, 2024)
TODAY = date(2024, 8, 1)
DAYS = st.integers(0, 4 * 365).map(lambda after: FIRST + timedelta(days=after))
AMOUNTS = st.none() | st.decimals(0, 10_000, places=2)
PIECES = st.lists(st.tuples(DAYS, AMOUNTS, st.booleans()), max_size=12)
WORKS = st.lists(
    st.tuples(DAYS, st.integers(0, 3), st.sampled_from([ActKind.WORKSHOP, ActKind.CALL])),
    max_size=12,
)
EACH_ALONE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def told(*keys: str) -> dict[str, list]:
    """The years of each figure, asked all together."""
    book = Book(today=TODAY)
    book.learn((book.year(number), key) for key in keys for number in YEARS)
    return {key: [book.year(number).value(key) for number in YEARS] for key in keys}


@EACH_ALONE
@given(pieces=PIECES)
def test_mentions_and_their_value_are_those_of_the_days_of_each_year(pieces):
    Valuation.objects.all().delete()
    Mention.objects.all().delete()
    outlet, _made = Outlet.objects.get_or_create(name="Diario Ejemplo")
    for day, amount, confirmed in pieces:
        state = State.DONE if confirmed else State.PLANNED
        one = act(Mention, day=day, outlet=outlet, state=state)
        if amount is not None:
            Valuation.objects.create(mention=one, amount=amount, provider="x", valued_on=day)

    counted = [
        [amount for day, amount, sure in pieces if sure and day.year == year and day <= TODAY]
        for year in YEARS
    ]
    assert told("press.mentions", "press.value_eur") == {
        "press.mentions": [len(one) for one in counted],
        "press.value_eur": [
            sum(known, Decimal(0)) if (known := [a for a in one if a is not None]) else None
            for one in counted
        ],
    }


@EACH_ALONE
@given(works=WORKS, merged=st.booleans())
def test_territories_are_worked_with_once_a_year_and_new_once(works, merged):
    Act.objects.all().delete()
    Territory.everything.all().delete()
    towns = [
        Territory.objects.create(kind=Kind.MUNICIPALITY, name=f"Villa {n}", code=f"9900{n}")
        for n in range(4)
    ]
    if merged:  # the first came to be part of the last, which came to be part of the second
        towns[0].successor, towns[3].successor = towns[3], towns[1]
        towns[0].save(), towns[3].save()
    today = [1, 1, 2, 1] if merged else [0, 1, 2, 3]
    for day, town, kind in works:
        act(Act, day=day, kind=kind).territories.add(towns[town])

    seen = [
        {
            today[town]
            for day, town, kind in works
            if kind == ActKind.WORKSHOP and day.year == year and day <= TODAY
        }
        for year in YEARS
    ]
    before = [set().union(*seen[:place]) for place in range(len(YEARS))]
    assert told(*(f"territories.{name}" for name in ("worked", "new", "kept", "lost"))) == {
        "territories.worked": [len(one) for one in seen],
        "territories.new": [len(now - b) for now, b in zip(seen, before, strict=True)],
        "territories.kept": [0, *(len(a & b) for a, b in pairwise(seen))],
        "territories.lost": [0, *(len(a - b) for a, b in pairwise(seen))],
    }
