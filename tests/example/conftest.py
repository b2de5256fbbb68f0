"""The example year, written once for all the tests of this folder, each of which undoes its own."""

import pytest
from django.db import connection, transaction

from lonja.accounts.models import User
from lonja.balance.book import Book
from lonja.example.world import World
from lonja.example.writing import prepare, write
from lonja.matching.fitting.keeping import keeper


@pytest.fixture(scope="package")
def written(django_db_setup, django_db_blocker):
    # What tests before these kept of other members is not of the members of the example.
    keeper.forget()
    with django_db_blocker.unblock(), transaction.atomic():
        prepare()
        write(World())
        # Once, or what PostgreSQL leaves for the end would be looked at after each test.
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def example_year(written, db):
    """Each test sees it, within a transaction of its own."""


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def technician() -> User:
    return User.objects.get(email="tecnica@ejemplo.example")


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/example/" in str(item.path):
            item.add_marker(pytest.mark.django_db)
