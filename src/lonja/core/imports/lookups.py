"""Columns that name a record: by what people call it, never by a number of ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from lonja.core.text import fold

from .cells import Cell, as_text, is_blank
from .columns import Column, Reader
from .problems import CellProblem

Find = Callable[[Sequence[str]], Mapping[str, Sequence[Any]]]
"""Folded names -> the records called so; names of nobody may be missing."""


@dataclass(frozen=True)
class LookupColumn(Column):
    """The record that a cell names. `find` looks all the names of a column up at once.

    `names_of` gives the names that exist, for guessing what was meant; `explain` tells records of
    the same name apart: "Ejemplo (Zaragoza)". `many`: several names in a cell, separated by ";".
    """

    find: Find = lambda names: {}
    names_of: Callable[[], Iterable[str]] = lambda: ()
    explain: Callable[[Any], str] = str
    many: bool = False

    def reader(self) -> LookupReader:
        return LookupReader(self)

    def shown(self, value: Any) -> str:
        if value is None:
            return ""
        return ", ".join(str(one) for one in value) if self.many else str(value)


class LookupReader(Reader):
    column: LookupColumn

    def __init__(self, column: LookupColumn):
        super().__init__(column)
        self.named: set[str] = set()
        self.found: dict[str, Sequence[Any]] = {}
        self._names: list[str] | None = None
        self._folded: list[str] = []

    def see(self, cell: Cell) -> None:
        if isinstance(cell, str | int | float) and not is_blank(cell):
            self.named.update(fold(part) for part in self._parts(cell))

    def settle(self, choice: str = "") -> None:
        self.found = defaultdict(list, self.column.find(sorted(self.named)))

    def value(self, cell: Cell) -> Any:
        records = [self._one(part) for part in self._parts(cell)]
        if self.column.many:
            return list(dict.fromkeys(records))
        return records[0] if records else None

    def _parts(self, cell: Cell) -> list[str]:
        text = as_text(cell).replace("\n", ";")
        parts = text.split(";") if self.column.many else [text.replace(";", " ")]
        return [" ".join(part.split()) for part in parts if part.strip()]

    def _one(self, name: str) -> Any:
        records = self.found[fold(name)]
        if len(records) == 1:
            return records[0]
        if not records:
            raise CellProblem(_("No hay nada con el nombre «%s».") % name, self._advice(name))
        which = "; ".join(self.column.explain(record) for record in records[:5])
        raise CellProblem(
            _("Hay %(number)d con el nombre «%(name)s».") % {"number": len(records), "name": name},
            _("Diga cuál: %s.") % which,
        )

    def _advice(self, name: str) -> str:
        if near := self._near(name):
            return _("¿Quiso decir «%s»?") % "», «".join(near)
        if self.column.required:
            return _("Escríbalo como está en Lonja, o créelo antes.")
        return _("Escríbalo como está en Lonja, créelo antes o déjelo en blanco.")

    def _near(self, name: str) -> list[str]:
        if self._names is None:
            self._names = list(self.column.names_of())
            self._folded = [fold(one) for one in self._names]
        found = process.extract(
            fold(name), self._folded, scorer=fuzz.token_sort_ratio, limit=3, score_cutoff=75
        )
        return [self._names[index] for _text, _score, index in found]
