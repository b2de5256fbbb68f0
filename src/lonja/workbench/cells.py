"""A list's rows and a page's facts, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models

from .columns import Column

if TYPE_CHECKING:
    from .resource import Resource


@dataclass(frozen=True)
class Cell:
    column: Column
    value: Any
    raw: Any
    url: str = ""

    @property
    def kind(self) -> str:
        return self.column.kind

    @property
    def empty(self) -> bool:
        return self.value in (None, "", [])


class Row:
    """A record with its cells. `resource` gives the address of its page."""

    def __init__(self, record: models.Model, columns: Sequence[Column], resource: Resource | None):
        self.record = record
        self.url = resource.url("detail", record) if resource else ""
        self.cells = [
            Cell(c, c.read(record), getattr(record, c.name, None), self.url if c.link else "")
            for c in columns
        ]


def facts(record: models.Model, names: Sequence[str | Column]) -> list[Cell]:
    """The named fields of a record, those that say something."""
    from .registry import url_of

    cells = []
    for name in names:
        column = (name if isinstance(name, Column) else Column(name)).bound_to(type(record))
        raw = getattr(record, column.name, None)
        url = url_of(raw) if isinstance(raw, models.Model) else ""
        cells.append(Cell(column, column.read(record), raw, url))
    return [cell for cell in cells if not cell.empty]
