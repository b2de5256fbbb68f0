"""One after another, where what is written is counted before: else two at once pass a limit."""

from __future__ import annotations

from django.db import connection, transaction


def take(of: str) -> None:
    """Wait until no other transaction has the turn of this name, and keep it until this one ends.

    SQLite has one for everything: whoever begins a transaction waits until the one before ends.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a turn lasts as long as a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [of])
