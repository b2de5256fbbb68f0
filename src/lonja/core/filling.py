"""What the database knows of how its tables are filled."""

from __future__ import annotations

from django.db import connection


def count_rows() -> None:
    """To be called after writing very many rows at once, and every night.

    Databases plan their answers by what they last counted in each table, and take one that they
    never counted for what it is not: some figures of a year of a hundred thousand acts take
    PostgreSQL ten seconds instead of a few thousandths, and SQLite twice as long. PostgreSQL
    counts by itself, some minutes later; SQLite never does.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # By name: of all there is, it would also count what the server shares among its
            # databases, and whoever does so waits for the transactions of any other that has.
            tables = map(connection.ops.quote_name, connection.introspection.django_table_names())
            cursor.execute(f"ANALYZE {', '.join(sorted(tables))}")
        else:
            cursor.execute("ANALYZE")
