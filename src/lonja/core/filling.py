"""What the database knows of how its tables are filled."""

from __future__ import annotations

from django.db import connection


def tell_of_many_rows() -> None:
    """To be called after writing very many rows at once.

    PostgreSQL plans its answers by what it last counted in each table, and counts by itself some
    minutes later: until then it takes the tables for empty, and some figures of a year take it ten
    seconds instead of a few thousandths. SQLite does without.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
