"""The days on which the office works: without weekends nor the holidays of its community."""

from datetime import date, timedelta

import pytest

from lonja.house import workdays
from lonja.house.models import House

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def house():
    def of(community=""):
        return House.objects.create(pk=1, name="Clúster", records_since=2020, community=community)

    return of


@pytest.mark.parametrize(
    ("day", "days", "falls_on"),
    [
        (date(2026, 11, 2), 5, date(2026, 11, 9)),  # a Monday: the next
        (date(2026, 11, 7), 1, date(2026, 11, 9)),  # a Saturday
        (date(2026, 10, 9), 1, date(2026, 10, 13)),  # Monday 12 October, everywhere
        (date(2026, 12, 4), 1, date(2026, 12, 7)),  # the 6th is a Sunday
        (date(2026, 12, 7), 1, date(2026, 12, 9)),  # the Immaculate
        (date(2026, 12, 31), 3, date(2027, 1, 7)),  # New Year and Epiphany
        (date(2026, 4, 2), 1, date(2026, 4, 6)),  # Good Friday
        (date(2026, 11, 2), 0, date(2026, 11, 2)),
    ],
)
def test_weekends_and_the_holidays_of_the_country_do_not_count(day, days, falls_on):
    assert workdays.after(day, days) == falls_on


@pytest.mark.parametrize(
    ("community", "day", "works"),
    [
        ("AN", date(2025, 2, 28), False),  # its own day
        ("MD", date(2025, 2, 28), True),
        ("CT", date(2026, 4, 6), False),  # Easter Monday
        ("AN", date(2026, 4, 6), True),
        ("GA", date(2025, 7, 25), False),
        ("PV", date(2026, 4, 2), False),
        ("", date(2025, 2, 28), True),
    ],
)
def test_each_community_has_its_own(house, community, day, works):
    house(community)
    assert (workdays.after(day - A_DAY, 1) == day) is works


def test_an_office_that_does_not_say_its_community_keeps_those_of_the_country(house):
    house()
    assert workdays.after(date(2026, 12, 24), 1) == date(2026, 12, 28)
