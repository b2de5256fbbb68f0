"""The records of the database as lines of text, the same from SQLite as from PostgreSQL.

Whole tables are read and written, each with the columns of its own model: what inherits from an act
is two rows in two tables, as it is in the database. Keys stay what they were, those of the content
types too, so that whatever points to anything still does.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from lonja.core.filling import count_rows

BATCH = 2000
LEFT_OUT = {"sessions", "usersessions", "search"}
"""Apps whose tables are not kept: who was signed in where, and the index, which is made anew."""
LEFT_OUT_MODELS = {"accounts.cached"}


def all_tables() -> dict[str, type[models.Model]]:
    """Every model with a table of its own, by label, those behind many-to-many fields too."""
    every = apps.get_models(include_auto_created=True)
    return {m._meta.label_lower: m for m in every if m._meta.managed and not m._meta.proxy}


def kept_tables() -> dict[str, type[models.Model]]:
    return {
        label: model
        for label, model in all_tables().items()
        if model._meta.app_label not in LEFT_OUT and label not in LEFT_OUT_MODELS
    }


def columns(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in model._meta.local_concrete_fields]


def applied_migrations() -> list[str]:
    return sorted(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )


@contextmanager
def snapshot() -> Iterator[None]:
    """One moment of the whole database, whatever is written meanwhile; nobody has to wait."""
    if connection.vendor == "sqlite":
        # Not atomic(), which takes the place of whoever wants to write.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                _look(cursor)
                yield
            finally:
                cursor.execute("ROLLBACK")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            _look(cursor)
        yield


def _look(cursor: Any) -> None:
    """The moment is that of the first thing that is read."""
    cursor.execute("SELECT count(*) FROM django_migrations")


def lines(model: type[models.Model]) -> Iterator[bytes]:
    """The rows of a table, each as a line of JSON: its values in the order of its columns."""
    names = [field.attname for field in model._meta.local_concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=BATCH):
        # Keys in order: PostgreSQL keeps the contents of a JSON column in an order of its own.
        text = json.dumps(row, default=_plain, ensure_ascii=False, sort_keys=True)
        yield f"{text}\n".encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(f"No way to keep a {type(value).__name__}")


def empty(several: Iterable[type[models.Model]]) -> None:
    """Take every row away, quicker than one by one and past those who refuse to be deleted."""
    names = [model._meta.db_table for model in several]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), names):
            cursor.execute(statement)


def fill(model: type[models.Model], several: Iterable[bytes]) -> int:
    """Write rows as `lines` gave them; how many they were."""
    fields = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} "  # noqa: S608 - names of our own models
        f"({', '.join(quote(name) for name in columns(model))}) "
        f"VALUES ({', '.join(['%s'] * len(fields))})"
    )
    readers = [_reader(field) for field in fields]
    written = 0
    batch: list[list[Any]] = []
    with connection.cursor() as cursor:
        for line in several:
            values = json.loads(line)
            batch.append([read(value) for read, value in zip(readers, values, strict=True)])
            if len(batch) == BATCH:
                cursor.executemany(statement, batch)
                written += len(batch)
                batch = []
        if batch:
            cursor.executemany(statement, batch)
            written += len(batch)
    return written


def _reader(field: models.Field) -> Callable[[Any], Any]:
    """From what stands in a line to what the database takes."""

    def read(value: Any) -> Any:
        return field.get_db_prep_save(field.to_python(value), connection)

    return read


def settle(several: Iterable[type[models.Model]]) -> None:
    """What the database must know after its rows were written with their keys: where its counters
    go on, that no key points nowhere, and how many there are. IntegrityError otherwise."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(several)):
            cursor.execute(statement)
    connection.check_constraints()
    count_rows()
