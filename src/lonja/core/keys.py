"""Many keys in one question, however many they are.

    Territory.everything.filter(pk__in=Among(keys))

Each key of a list is a variable of the question: a database takes so many and no more, and plans
what it does by reading them all. Here they are one variable, a list that the database reads itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Expression


class Among(Expression):
    """The keys, whole numbers or texts, as the rows of a subquery: for `__in` only."""

    def __init__(self, keys: Iterable[int] | Iterable[str]):
        super().__init__()
        self.keys: list[Any] = sorted(set(keys))

    def as_sqlite(self, compiler, connection) -> tuple[str, list]:
        self._refuse_none()
        return "(SELECT value FROM json_each(%s))", [json.dumps(self.keys)]

    def as_postgresql(self, compiler, connection) -> tuple[str, list]:
        self._refuse_none()
        kind = "text" if isinstance(self.keys[0], str) else "bigint"
        return f"(SELECT unnest(%s::{kind}[]))", [self.keys]

    def _refuse_none(self) -> None:
        """Among none there is nothing, which is known without asking."""
        if not self.keys:
            raise EmptyResultSet
