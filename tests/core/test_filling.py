"""After very many rows, and every night, the database counts how its tables are filled."""

import pytest
from django.db import connection

from lonja.accounts.models import User
from lonja.jobs.jobs import count_rows

pytestmark = pytest.mark.django_db
COUNTED = {
    "postgresql": "SELECT reltuples::int FROM pg_class WHERE relname = 'accounts_user'",
    "sqlite": "SELECT CAST(stat AS INTEGER) FROM sqlite_stat1 WHERE tbl = 'accounts_user' LIMIT 1",
}


def asked(question: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [row[0] for row in cursor.fetchall()]


def test_the_tables_of_the_office_are_counted():
    User.objects.bulk_create(User(email=f"{n}@ejemplo.test", name="Una") for n in range(200))
    count_rows.call()
    assert asked(COUNTED[connection.vendor]) == [200]


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="A file is of one office alone")
def test_nothing_is_held_that_other_databases_of_the_server_share():
    count_rows.call()
    assert asked("SELECT relation::regclass::text FROM pg_locks WHERE database = 0 AND"
                 " mode = 'ShareUpdateExclusiveLock' AND pid = pg_backend_pid()") == []  # fmt: skip
