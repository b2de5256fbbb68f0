"""Members, organisations and people as the office would write them."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from lonja.directory.domain import admission, registering
from lonja.directory.models import Organisation, Person, Seat
from lonja.journal import writing


@pytest.fixture
def organisation(office):
    def organisation(name, **fields):
        return registering.register(Organisation(name=name, **fields), by=office)

    return organisation


@pytest.fixture
def person(office):
    def person(name, **fields):
        return registering.register(Person(name=name, **fields), by=office)

    return person


@pytest.fixture
def seat(office):
    def seat(person, organisation, **fields):
        return writing.create(Seat(person=person, organisation=organisation, **fields), by=office)

    return seat


@pytest.fixture
def admit(office, organisation):
    """A member by name (or an organisation that is there), admitted on a day like "2024-06-12"."""

    def admit(who, on, **terms):
        one = who if isinstance(who, Organisation) else organisation(who)
        return admission.admit(one, date.fromisoformat(on), by=office, **terms)

    return admit


@pytest.fixture
def leave(office):
    def leave(membership, on, **terms):
        return admission.leave(membership, date.fromisoformat(on), by=office, **terms)

    return leave


class Year(SimpleNamespace):
    """A year as figures see it, without closings or opening balances."""

    def __init__(self, number):
        days = {"start": date(number, 1, 1), "end": date(number, 12, 31)}
        super().__init__(number=number, known={}, **days)

    @property
    def span(self):
        return self.start, self.end

    @property
    def previous(self):
        return Year(self.number - 1)

    def value(self, key):
        from lonja.core import figures

        return figures.get(key).read(self).value


@pytest.fixture
def year(db):
    return Year
