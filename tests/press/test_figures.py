"""What the balance says of the media."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lonja.acts.enums import State
from lonja.press.enums import Scope, Support
from lonja.press.models import Mention, Outlet, Story, Valuation
from tests.factories import DAY, act, year

pytestmark = pytest.mark.django_db
LINK = "https://ejemplo.example/noticia"


@pytest.fixture
def outlet():
    return Outlet.objects.create(name="Diario Ejemplo", scope=Scope.NATIONAL)


def valued(mention, amount, on=DAY, method="tarifas", provider="Seguimiento Ejemplo"):
    return Valuation.objects.create(
        mention=mention, amount=amount, provider=provider, method=method, valued_on=on
    )


def test_only_confirmed_mentions_of_the_year_count(outlet):
    act(Mention, outlet=outlet)
    act(Mention, outlet=outlet, state=State.PLANNED)
    act(Mention, outlet=outlet, state=State.CANCELLED)
    act(Mention, outlet=outlet, day=date(2025, 1, 1))

    assert year().value("press.mentions") == 1


def test_a_copy_elsewhere_counts_and_a_repeat_in_the_same_outlet_does_not(outlet):
    story = Story.objects.create(title="Una guía por el aire")
    first = act(Mention, outlet=outlet, story=story)
    act(Mention, outlet=outlet, story=story, duplicate_of=first)
    for number in range(13):
        other = Outlet.objects.create(name=f"Regional {number}", scope=Scope.REGIONAL)
        act(Mention, outlet=other, story=story)
    act(Mention, outlet=outlet)

    assert year().value("press.mentions") == 15
    assert year().value("press.stories") == 2


def test_the_valuation_in_force_is_the_latest(outlet):
    mention = act(Mention, outlet=outlet)
    valued(mention, Decimal("5000"), on=date(2024, 6, 13))
    valued(mention, Decimal("7200.50"), on=date(2024, 12, 28))

    assert year().value("press.value_eur") == Decimal("7200.50")


def test_without_a_valuation_is_not_worth_zero_and_is_said(outlet):
    valued(act(Mention, outlet=outlet), Decimal("100"))
    act(Mention, outlet=outlet)

    standing = year().standing("press.value_eur")

    assert (standing.value, standing.records, standing.weak) == (Decimal("100"), 2, 1)
    assert standing.reading.notes[0].es.startswith("1 impactos no tienen valoración")


def test_a_change_of_method_breaks_the_comparison_in_sight(outlet):
    valued(act(Mention, outlet=outlet, day=date(2023, 5, 5)), Decimal("90"), method="tarifas 2019")
    valued(act(Mention, outlet=outlet), Decimal("100"), method="tarifas 2024")

    notes = [note.es for note in year().reading("press.value_eur").notes]

    assert (
        "El método cambió respecto al año anterior: las dos cifras no se pueden comparar." in notes
    )


def test_scopes_and_supports_are_counted_and_the_unknown_is_named(outlet):
    act(Mention, outlet=outlet)
    act(Mention, outlet=Outlet.objects.create(name="Radio Ejemplo", support=Support.RADIO))

    assert year().value("press.by_scope") == {"nacional": 1, "sin clasificar": 1}
    assert year().value("press.by_medium") == {"digital": 1, "radio": 1}


def test_a_link_or_a_clipping_proves_a_mention(outlet):
    act(Mention, outlet=outlet, url=LINK)
    act(Mention, outlet=outlet)

    assert year().standing("press.mentions").weak == 1


@given(st.lists(st.decimals(0, 99_999, places=2), min_size=1, max_size=12))
def test_the_sum_is_exact_to_the_cent(amounts):
    Valuation.everything.all().delete()
    Mention.everything.all().delete()
    outlet, _made = Outlet.objects.get_or_create(name="Diario Ejemplo")
    for amount in amounts:
        valued(act(Mention, outlet=outlet), amount)

    assert year().value("press.value_eur") == sum(amounts)
