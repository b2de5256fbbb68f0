"""What a file may bring. Each app declares its own in its `imports.py`, which this registry reads:

    register(
        ImportKind(
            key="readings",
            label=_("Lecturas de seguidores"),
            columns=(DateColumn("date", _("Fecha"), required=True), …),
            keys=lambda values: [("reading", values["account"].pk, values["date"])],
            find=find_readings,
            write=write_reading,
        )
    )

    def find_readings(keys):
        '''{key: [the records that it knows]}, asked for 500 rows at a time.'''

    def write_reading(ledger, values, reading):
        '''Make a record of a row, or bring the one that is there up to date.'''
        if reading is None:
            return ledger.create(Reading(**values))
        return ledger.change(reading, **filled(values, "followers"))

`values` is {key of column: value} of the columns that the file has; None where a cell is blank. A
blank cell does not take away what is known: see `filled`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from lonja.core.imports import Column
from lonja.core.imports.mapping import labels_of
from lonja.core.imports.problems import CellProblem

if TYPE_CHECKING:
    from .domain.ledger import Ledger

Values = dict[str, Any]
Find = Callable[[set[Hashable]], Mapping[Hashable, Sequence[models.Model]]]
Write = Callable[["Ledger", Values, Any], models.Model]


@dataclass(frozen=True)
class ImportKind:
    """`keys`: what a row is known by, the surest first. `find`: the records known by those keys.

    `write` makes or changes a record; it may raise CellProblem, which rejects the row. Two rows of
    a file with the same key are one thing twice, which is refused; with `repeats`, the second adds
    to what the first made. `check` gives (key of column, problem) for rules across columns.
    `gather` may look up at once, and keep in the ledger's memory, what a batch of rows will need.
    `list_url` is the name of the page where what came in is seen. `given` reads the records of the
    columns that a run says for all its rows.
    """

    key: str
    label: Any
    columns: Sequence[Column]
    keys: Callable[[Values], list[Hashable]]
    find: Find
    write: Write
    repeats: bool = False
    check: Callable[[Values], Iterable[tuple[str, CellProblem]]] | None = None
    gather: Callable[[Ledger, Sequence[Values]], None] | None = None
    given: Callable[[Mapping[str, int]], Values] = lambda keys: {}
    help: Any = ""
    list_url: str = ""
    allowed: Callable[[Any], bool] = lambda user: user.is_staff_of_office

    @property
    def known(self) -> set[str]:
        return labels_of(self.columns)

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


def filled(values: Values, *names: str) -> Values:
    """Those of the named values that the row has: what is blank changes nothing."""
    return {name: values[name] for name in names if values.get(name) is not None}


_registry: dict[str, ImportKind] = {}
_loaded = False


def register(*kinds: ImportKind) -> None:
    for kind in kinds:
        if kind.key in _registry:
            raise ValueError(f"Two kinds of import are called {kind.key}")
        _registry[kind.key] = kind


def all_kinds() -> list[ImportKind]:
    _load()
    return list(_registry.values())


def get(key: str) -> ImportKind:
    """The kind with that key. Raises KeyError."""
    _load()
    return _registry[key]


def _load() -> None:
    global _loaded
    if _loaded:
        return
    _loaded = True
    for config in reversed(list(apps.get_app_configs())):
        mine = config.name.startswith("lonja.") and config.name != "lonja.core"
        if mine and find_spec(f"{config.name}.imports"):
            import_module(f"{config.name}.imports")
