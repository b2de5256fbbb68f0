"""Where a figure of a year comes from: its records, an opening balance, or what was frozen."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType

from lonja.balance.book import Book
from lonja.balance.domain import closing, opening
from lonja.balance.models import KeptYear
from lonja.core import release
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.journal.models import Entry
from lonja.press.models import Mention
from lonja.territories.enums import Kind
from lonja.territories.models import Territory
from tests.factories import organisation

from .conftest import LATER

pytestmark = pytest.mark.django_db


def book(**how):
    return Book(today=LATER, **how)


def test_a_year_is_told_by_its_records(mention):
    mention()
    mention(day=date(2023, 12, 31))

    year = book().year(2024)

    assert year.value("press.mentions") == 1
    assert year.previous.value("press.mentions") == 1


def test_a_running_year_ends_today():
    year = Book(today=date(2024, 6, 30)).year(2024)

    assert year.span == (date(2024, 1, 1), date(2024, 6, 30))
    assert year.is_running
    assert not book().year(2024).is_running


def test_an_opening_balance_stands_for_a_year_without_records(house, office):
    opening.open_with("press.mentions", 2022, value=240, source="Memoria de 2022", by=office)

    reading = book().year(2022).reading("press.mentions")

    assert reading.value == 240
    assert reading.opening
    assert reading.notes[0].es == "Saldo inicial: Memoria de 2022."


def test_growth_works_on_the_first_day_thanks_to_it(house, office, mention):
    opening.open_with("press.mentions", 2023, value=4, source="Memoria", by=office)
    for _ in range(5):
        mention()

    assert book().year(2024).change("press.mentions") == Decimal("0.25")


def test_before_the_records_nothing_is_not_zero(house):
    reading = book().year(2021).reading("press.mentions")

    assert reading.value is None
    assert reading.notes[0].es == "No hay registros completos de ese año."


def test_since_the_records_nothing_is_zero(house):
    assert book().year(2023).value("press.mentions") == 0


def test_without_a_year_before_there_is_no_change(house, mention):
    mention()

    assert book().year(2024).change("press.mentions") is None  # 2023 was zero
    assert book().year(2023).change("press.mentions") is None  # 2022 is not known


def test_a_year_that_runs_is_not_measured_against_a_whole_one(house, mention):
    mention(day=date(2023, 12, 31))
    mention(day=date(2023, 12, 31))
    mention(day=date(2024, 1, 2))

    assert Book(today=date(2024, 6, 30)).year(2024).change("press.mentions") is None
    assert Book(today=date(2024, 12, 31)).year(2024).change("press.mentions") == Decimal("-0.5")


def test_first_time_needs_the_years_before_to_be_known(house, mention):
    mention()
    assert book().year(2024).is_first("press.mentions")

    house.records_since = 2024
    house.save()
    assert not book().year(2024).is_first("press.mentions")


def test_it_is_not_the_first_time_when_an_opening_balance_says_so(house, office, mention):
    mention()
    opening.open_with("press.mentions", 2019, value=3, source="Memoria", by=office)

    assert not book().year(2024).is_first("press.mentions")


def test_the_records_of_an_opening_balance_are_known_by_year(house, office):
    gijon = Territory.objects.create(kind=Kind.MUNICIPALITY, name="Gijón", code="33024")
    cadiz = Territory.objects.create(kind=Kind.MUNICIPALITY, name="Cádiz", code="11012")
    opening.open_with("territories.worked", 2021, source="m", records=[gijon], by=office)
    opening.open_with("territories.worked", 2022, source="m", records=[cadiz], by=office)
    year = book().year(2024)

    assert year.opening_records("territories.worked", up_to=2022) == {gijon.pk, cadiz.pk}
    assert year.opening_records("territories.worked", up_to=2021) == {gijon.pk}
    assert year.opening_records("territories.worked", up_to=2022, since=2022) == {cadiz.pk}
    assert book().year(2022).value("territories.worked") == 1


def test_the_standing_counts_records_and_those_without_proof(mention):
    mention()
    mention(url="")

    standing = book().year(2024).standing("press.mentions")

    assert (standing.value, standing.records, standing.weak) == (2, 2, 1)


def test_kept_figures_are_good_until_something_is_written(mention, office):
    mention()
    assert book(kept=True).year(2024).standings()["press.mentions"].value == 1
    assert KeptYear.objects.count() == 1

    kept = KeptYear.objects.get()
    kept.figures["press.mentions"]["value"] = 77  # to tell where it is read from
    kept.save()
    assert book(kept=True).year(2024).standing("press.mentions").value == 77

    writing.create(organisation("Otra entidad ejemplo").__class__(name="Tercera"), by=office)
    assert book(kept=True).year(2024).standing("press.mentions").value == 1


def test_kept_figures_are_not_good_when_a_line_comes_behind_the_last(mention):
    """On PostgreSQL what began earlier may be committed later: its lines come behind others."""

    def write(key: int) -> None:
        kind = ContentType.objects.get_for_model(Mention)
        Entry.objects.create(pk=key, content_type=kind, object_id=1, verb=Verb.CHANGED)

    mention()
    write(1_000_002)
    book(kept=True).year(2024).standings()
    kept = KeptYear.objects.get()
    kept.figures["press.mentions"]["value"] = 77  # to tell where it is read from
    kept.save()
    assert book(kept=True).year(2024).standing("press.mentions").value == 77

    write(1_000_001)
    assert book(kept=True).year(2024).standing("press.mentions").value == 1


def test_figures_kept_by_other_code_are_computed_again(mention, monkeypatch):
    mention()
    book(kept=True).year(2024).standings()
    kept = KeptYear.objects.get()
    kept.figures["press.mentions"]["value"] = 77  # as a wrong formula had it
    kept.save()

    monkeypatch.setattr(release, "mark", lambda: "another")
    assert book(kept=True).year(2024).standing("press.mentions").value == 1


def test_one_figure_alone_is_told_without_computing_the_others(mention):
    mention()

    assert book(kept=True).year(2024).standing("press.mentions").value == 1
    assert not KeptYear.objects.exists()


def test_kept_figures_take_four_questions_to_the_database(mention, django_assert_num_queries):
    mention()
    book(kept=True).year(2024).standings()

    with django_assert_num_queries(4):
        book(kept=True).year(2024).standings()


def test_kept_figures_come_back_as_they_were(mention):
    mention(value="10114.85")
    first = book(kept=True).year(2024).standings()
    assert KeptYear.objects.exists()
    again = book(kept=True).year(2024).standings()

    assert first["press.value_eur"].value == Decimal("10114.85")
    for key, standing in first.items():
        assert again[key].value == standing.value, key
        assert again[key].records == standing.records, key


def test_a_closed_year_keeps_saying_what_it_said(mention, direction):
    mention()
    closing.close(2024, by=direction, today=LATER)
    mention()

    assert book().year(2024).value("press.mentions") == 1
    assert book(live=[2024]).year(2024).value("press.mentions") == 2
    assert book().year(2025).previous.value("press.mentions") == 1


def test_the_trend_tells_each_year_from_the_first_known(house, office, mention):
    mention()
    opening.open_with("press.mentions", 2022, value=3, source="m", by=office)

    trend = book().year(2024).trend("press.mentions")

    assert trend == [(2022, 3), (2023, 0), (2024, 1)]
