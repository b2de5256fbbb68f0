from datetime import date

import pytest
from django.utils import timezone

from lonja.accounts.models import User
from lonja.acts.enums import Kind, Part, State
from lonja.acts.models import Act, Participation
from lonja.directory.models import Membership, Organisation, Person, Seat
from lonja.territories.enums import Kind as Place
from lonja.territories.models import Territory


@pytest.fixture
def marta(db):
    """A technician of the office."""
    return User.objects.create_user("marta@oficina.example", name="Marta Oficina", role="office")


@pytest.fixture
def organisation(db):
    """Make an organisation, a member since 2020 unless told otherwise."""

    def make(name, *, member=True, **more):
        one = Organisation.objects.create(name=name, folded=name.lower(), **more)
        if member:
            Membership.objects.create(organisation=one, admitted_on=date(2020, 1, 1))
        return one

    return make


@pytest.fixture
def represented():
    """Somebody who represents an organisation today, with an account of the role given."""

    def make(organisation, name="Ana Ejemplo", role=""):
        person = Person.objects.create(
            name=name, email=f"{name.split()[0].lower()}@{organisation.pk}.example"
        )
        Seat.objects.create(person=person, organisation=organisation, title="Gerente", is_main=True)
        if role:
            person.user = User.objects.create_user(person.email, name=name, role=role)
            person.save()
        return person

    return make


@pytest.fixture
def town(db):
    codes = iter(range(41901, 41999))

    def make(name, kind=Place.MUNICIPALITY, **more):
        code = str(next(codes)) if kind == Place.MUNICIPALITY else ""
        return Territory.objects.create(kind=kind, name=name, code=code, **more)

    return make


@pytest.fixture
def act():
    """Something done with these organisations and in these places."""

    def make(title, *, kind=Kind.WORKSHOP, on=None, organisations=(), places=(), state=State.DONE):
        one = Act.objects.create(title=title, kind=kind, date=on or date(2024, 5, 6), state=state)
        one.territories.set(places)
        for who in organisations:
            Participation.objects.create(act=one, organisation=who, part=Part.ATTENDED)
        return one

    return make


@pytest.fixture
def this_year():
    return timezone.localdate().year
