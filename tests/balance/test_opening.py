"""Opening balances: typed once, marked, and never of a closed year."""

import pytest

from lonja.balance.book import Book
from lonja.balance.domain import closing, opening
from lonja.balance.models import OpeningBalance
from lonja.journal.models import Entry

from .conftest import LATER

pytestmark = pytest.mark.django_db


def test_typing_it_again_changes_it_and_leaves_a_line(office):
    first = opening.open_with("press.mentions", 2022, value=3, source="Memoria", by=office)
    second = opening.open_with("press.mentions", 2022, value=4, source="Memoria", by=office)

    assert first.pk == second.pk
    assert OpeningBalance.objects.get().value == 4
    assert Entry.objects.filter(object_id=first.pk, verb="changed").exists()


def test_a_list_without_a_value_is_worth_how_many_it_names(office):
    opening.open_with(
        "events.councils", 2022, names=["Foro Dos", "Foro Uno"], source="m", by=office
    )

    assert Book(today=LATER).year(2022).value("events.councils") == ["Foro Dos", "Foro Uno"]


@pytest.mark.parametrize(
    ("key", "reason"),
    [("no.existe", "No existe la cifra"), ("press.by_medium", "Una tabla no tiene")],
)
def test_some_figures_cannot_have_one(office, key, reason):
    with pytest.raises(opening.CannotOpen) as refusal:
        opening.open_with(key, 2022, value=1, source="m", by=office)
    assert reason in refusal.value.message.es


def test_a_closed_year_admits_none(office, direction):
    closing.close(2024, by=direction, today=LATER)

    with pytest.raises(opening.CannotOpen, match="cerrado"):
        opening.open_with("press.mentions", 2024, value=1, source="m", by=office)


def test_nothing_at_all_is_refused(office):
    with pytest.raises(opening.CannotOpen, match="Falta"):
        opening.open_with("press.mentions", 2022, source="m", by=office)
