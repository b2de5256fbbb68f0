"""The index inside the database, which follows the table of documents by itself.

SQLite: an FTS5 table over the four columns of words, kept in step by triggers.
PostgreSQL: a generated tsvector, with the four columns as weights A to D, under a GIN index.
Texts come analysed already, so that both find the same.
"""

from __future__ import annotations

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

COLUMNS = ("title_stems", "title_words", "text_stems", "text_words")

_NAMES = ", ".join(COLUMNS)
_NEW = ", ".join(f"new.{name}" for name in COLUMNS)
_OLD = ", ".join(f"old.{name}" for name in COLUMNS)
_PUT = f"INSERT INTO search_index(rowid, {_NAMES}) VALUES (new.id, {_NEW});"  # noqa: S608
_TAKE = f"""INSERT INTO search_index(search_index, rowid, {_NAMES})
            VALUES ('delete', old.id, {_OLD});"""  # noqa: S608

SQLITE = [
    f"""CREATE VIRTUAL TABLE search_index USING fts5({_NAMES}, content='search_document',
        content_rowid='id', prefix='2 3', tokenize='unicode61 remove_diacritics 0')""",
    f"""CREATE TRIGGER search_document_added AFTER INSERT ON search_document
        BEGIN {_PUT} END""",
    f"""CREATE TRIGGER search_document_gone AFTER DELETE ON search_document
        BEGIN {_TAKE} END""",
    f"""CREATE TRIGGER search_document_changed AFTER UPDATE ON search_document
        BEGIN {_TAKE} {_PUT} END""",
    "INSERT INTO search_index(search_index) VALUES ('rebuild')",
]
SQLITE_DROP = [
    "DROP TRIGGER IF EXISTS search_document_added",
    "DROP TRIGGER IF EXISTS search_document_gone",
    "DROP TRIGGER IF EXISTS search_document_changed",
    "DROP TABLE IF EXISTS search_index",
]
POSTGRES = [
    "ALTER TABLE search_document ADD COLUMN terms tsvector GENERATED ALWAYS AS ("
    + " || ".join(
        f"setweight(to_tsvector('simple'::regconfig, {name}), '{letter}')"
        for name, letter in zip(COLUMNS, "ABCD", strict=True)
    )
    + ") STORED",
    "CREATE INDEX search_document_terms ON search_document USING gin(terms)",
]
POSTGRES_DROP = ["ALTER TABLE search_document DROP COLUMN IF EXISTS terms"]


def build(connection: BaseDatabaseWrapper) -> None:
    """Make the index anew from the documents that there are."""
    drop(connection)
    _run(connection, POSTGRES if connection.vendor == "postgresql" else SQLITE)


def renew(connection: BaseDatabaseWrapper) -> None:
    """Mend the index whatever has happened to it. A generated column needs no mending."""
    if connection.vendor == "sqlite":
        with transaction.atomic():  # whoever searches meanwhile sees the old one
            build(connection)


def drop(connection: BaseDatabaseWrapper) -> None:
    _run(connection, POSTGRES_DROP if connection.vendor == "postgresql" else SQLITE_DROP)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
