from datetime import date

import pytest
from django.test import Client

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.acts.enums import State
from lonja.acts.models import Act, Participation
from lonja.api.domain import tokens
from lonja.api.web import authentication
from lonja.directory.models import Organisation, Person, Seat
from lonja.journal import writing


@pytest.fixture(autouse=True)
def no_request_was_counted_before():
    authentication._seen.clear()


@pytest.fixture
def asks():
    """A program that asks with a token of somebody."""

    def program(user: User, *scopes: str) -> Client:
        _token, secret = tokens.issue("Programa de ejemplo", scopes or ("*",), by=user)
        return Client(headers={"authorization": f"Bearer {secret}"})

    return program


@pytest.fixture
def company(db):
    """Makes a member company with somebody who signs in for it."""

    def make(name: str, email: str) -> User:
        user = User.objects.create_user(email, "clave de ejemplo", name=name, role=Role.MEMBER)
        organisation = writing.create(Organisation(name=name), by=None)
        person = writing.create(Person(name=f"Persona de {name}", user=user), by=None)
        writing.create(Seat(person=person, organisation=organisation), by=None)
        user.company = organisation
        return user

    return make


@pytest.fixture
def act(db):
    """Makes an act with the companies given."""

    def make(title: str, *companies: Organisation, day: date = date(2024, 6, 12), **fields) -> Act:
        fields = {"state": State.DONE, **fields}
        made = writing.create(Act(title=title, date=day, **fields), by=None)
        for one in companies:
            Participation.objects.create(act=made, organisation=one)
        return made

    return make
