"""What a text tells beside figures is drawn once, while nothing is written."""

from datetime import date

import pytest

from lonja.balance.book import Book
from lonja.balance.documents import Desk
from lonja.balance.models import KeptYear
from lonja.directory.models import Organisation
from lonja.journal import writing

from .conftest import LATER

pytestmark = pytest.mark.django_db
CHART = "press.mentions/years"


def desk(language: str = "es") -> Desk:
    return Desk(2024, language, book=Book(today=LATER, kept=True))


@pytest.fixture
def read(house, mention):
    """A desk that has drawn a chart, and asked whether a figure is there for the first time."""
    mention()
    first = desk()
    assert first.charts[CHART]
    assert first.year.is_first("press.mentions")
    first.keep()
    return first


def test_a_chart_comes_back_as_it_was_drawn(read, django_assert_num_queries):
    again = desk()
    with django_assert_num_queries(0):
        assert again.charts[CHART] == read.charts[CHART]
        assert again.year.is_first("press.mentions")


def test_it_is_drawn_anew_when_something_is_written(read, mention):
    mention(day=date(2023, 5, 5))
    writing.create(Organisation(name="Tercera"), by=None)
    again = desk()
    assert again.charts[CHART].data != read.charts[CHART].data
    assert not again.year.is_first("press.mentions")


def test_each_language_has_its_own(read):
    assert desk("en").charts[CHART].caption == "Media mentions, by year"
    assert desk("es").charts[CHART].caption == read.charts[CHART].caption


def test_that_there_is_nothing_to_draw_is_kept_and_what_nothing_is_called_is_not(read):
    again = desk()
    assert "territories_map" not in again.charts
    assert "nada.de.nada" not in again.charts
    again.keep()
    charts = KeptYear.objects.get(language="es").beside["charts"]
    assert set(charts) == {CHART, "territories_map"}
    assert charts["territories_map"] is None


def test_the_figures_of_a_page_are_read_without_the_drawings(read, django_assert_num_queries):
    year = Book(today=LATER, kept=True).year(2024)
    assert year.standing("press.mentions").value == 1
    assert "beside" in year._kept.get_deferred_fields()
