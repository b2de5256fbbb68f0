"""The days on which the office works: Mondays to Fridays, without the holidays of Spain and of its
community. Those of a town are two more, which no list of the country has: see decision 19.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from .models import House

A_DAY = timedelta(days=1)


def after(day: date, number: int, house: House | None = None) -> date:
    """The working day that is so many working days after a day, whatever day this is. `house`: the
    cluster, when it was read already."""
    community = house.community if house else _community()
    while number:
        day += A_DAY
        number -= _works(day, community)
    return day


def _works(day: date, community: str) -> bool:
    return day.weekday() < 5 and day not in _holidays(day.year, community)


def _community() -> str:
    house = House.ours()
    return house.community if house else ""


@lru_cache(maxsize=32)
def _holidays(year: int, community: str) -> frozenset[date]:
    """Those of the whole country, and of a community when one is named."""
    from holidays import country_holidays  # loads in a tenth of a second, which most starts spare

    return frozenset(country_holidays("ES", subdiv=community or None, years=year))
