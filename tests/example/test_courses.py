"""Values of many years asked in one question are those of each year told by itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lonja.balance import catalogue
from lonja.balance.book import Book
from lonja.balance.domain import own_figures
from lonja.balance.enums import Measure
from lonja.core import figures
from lonja.core.figures import Unit
from lonja.workbench.registry import by_slug

YEARS = (2021, 2022, 2023, 2024, 2025)
TODAY = date(2025, 5, 14)  # in the middle of the last of them
NUMBERS = (Unit.COUNT, Unit.NUMBER, Unit.EUROS, Unit.PERCENT, Unit.RANK)
KEYS = [figure.key for figure in figures.all_figures() if figure.unit in NUMBERS]


def alone(key: str, number: int):
    """As the year says it when nothing else is asked: from its own reading."""
    return Book(today=TODAY).year(number).reading(key).value


@pytest.mark.parametrize("key", KEYS)
def test_a_course_says_what_each_of_its_years_says(key):
    course = dict(Book(today=TODAY).year(YEARS[-1]).trend(key))

    assert course
    assert course == {number: alone(key, number) for number in course}


@pytest.mark.parametrize("key", KEYS)
def test_a_value_is_that_of_its_reading_measured_apart(key):
    """What goes in one question with others, against the rows measured by themselves."""
    book = Book(today=TODAY)
    book.learn((book.year(number), key) for number in YEARS)
    told = [book.year(number).value(key) for number in YEARS]

    figure = figures.get(key)
    apart = []
    for number in YEARS:
        year = Book(today=TODAY).year(number)
        fixed = year.fixed(key)
        apart.append(fixed.value if fixed else year._told(figure.read(year).value))
    assert told == apart


@pytest.mark.parametrize("key", KEYS)
def test_five_years_of_a_figure_take_few_questions(key):
    """The rule of counting, all work, and what was opened before, are read once; or the readings
    of all the others. Everything else is one question."""
    book = Book(today=TODAY)
    assert book.openings
    assert book.records_since
    assert not book.closings
    with CaptureQueriesContext(connection) as asked:
        book.learn((book.year(number), key) for number in YEARS)
    assert len(asked) <= 4


def test_all_figures_of_a_year_are_told_as_each_by_itself():
    together = Book(today=TODAY).year(2024).standings()
    for key, one in together.items():
        by_itself = Book(today=TODAY).year(2024).standing(key)
        assert (one.value, one.records, one.weak, one.previous.value) == (
            by_itself.value, by_itself.records, by_itself.weak, by_itself.previous.value,
        ), key  # fmt: skip


def test_the_records_counted_are_the_records_there_are():
    year = Book(today=TODAY).year(2024)
    for key, one in year.standings().items():
        if not one.reading.opening:
            keys = list(year.rows(key).order_by().values_list("pk", flat=True))
            assert one.records == len(keys) == len(set(keys)), key


@pytest.mark.parametrize(
    ("slug", "measure", "field"),
    [
        ("impactos", Measure.COUNT, ""),
        ("impactos", Measure.DISTINCT, "outlet"),
        ("valoraciones", Measure.SUM, "amount"),
    ],
)
def test_a_figure_of_the_office_has_its_course_like_the_others(technician, slug, measure, field):
    row = own_figures.make(
        by_slug(slug), {}, name="Impactos propios", measure=measure, field=field, by=technician
    )
    assert row.key in catalogue.figures()

    course = dict(Book(today=TODAY).year(2025).trend(row.key))

    assert course == {number: alone(row.key, number) for number in course}
    assert course[2024]
