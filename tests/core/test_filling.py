"""After very many rows, PostgreSQL is told how its tables are filled."""

import pytest
from django.db import connection

from lonja.accounts.models import User
from lonja.core.filling import tell_of_many_rows

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite does without counts"),
]


def asked(question: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [row[0] for row in cursor.fetchall()]


def test_the_tables_of_the_office_are_counted():
    User.objects.bulk_create(User(email=f"{n}@ejemplo.test", name="Una") for n in range(200))
    tell_of_many_rows()
    assert asked("SELECT reltuples FROM pg_class WHERE relname = 'accounts_user'") == [200]


def test_nothing_is_held_that_other_databases_of_the_server_share():
    tell_of_many_rows()
    assert asked("SELECT relation::regclass::text FROM pg_locks WHERE database = 0 AND"
                 " mode = 'ShareUpdateExclusiveLock' AND pid = pg_backend_pid()") == []  # fmt: skip
