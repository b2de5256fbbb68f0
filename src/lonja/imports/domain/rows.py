"""The rows of a file as values of a kind's columns, each with what it has wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lonja.core import formatting
from lonja.core.imports import CellProblem, Column, FileProblem, ImportProblem
from lonja.core.imports.cells import Cell, Line, as_text, is_blank
from lonja.core.imports.columns import Reader
from lonja.core.imports.reading import Table

from ..kinds import ImportKind, Values


@dataclass
class Row:
    line: int
    values: Values
    problems: list[ImportProblem] = field(default_factory=list)
    # {key of column: what the file has}, of the cells that say something.
    written: dict[str, str] = field(default_factory=dict)


@dataclass
class Feed:
    """A column of the kind, with the place in the file that feeds it."""

    column: Column
    index: int
    header: str
    reader: Reader


class Rows:
    """Every row of a table, read by the columns that `mapping` ({key: header}) gives them, and
    with the values `given`, the same in all of them, of columns that are then not read.

    Raises FileProblem when a column that has to be there is fed by nothing.
    """

    def __init__(
        self,
        kind: ImportKind,
        table: Table,
        mapping: dict[str, str],
        choices: dict[str, str],
        given: Values | None = None,
    ):
        self.kind = kind
        self.table = table
        self.choices = choices
        self.given = given or {}
        self.count = 0
        places = {header: index for index, header in enumerate(table.headers)}
        self.feeds = [
            Feed(column, places[header], header, column.reader())
            for column in kind.columns
            if column.key not in self.given and (header := mapping.get(column.key)) in places
        ]
        told = {*self.given, *(feed.column.key for feed in self.feeds)}
        missing = {c.label for c in kind.columns if c.required and c.key not in told}
        if missing:
            raise FileProblem(
                _("No se sabe qué columna del fichero trae: %s.")
                % formatting.names([f"«{label}»" for label in sorted(map(str, missing))]),
                _("El fichero tiene: %s.") % ", ".join(f"«{h}»" for h in table.headers),
            )

    def learn(self, seen: Callable[[int], None] = lambda count: None) -> None:
        """Look at every cell once, to know how each column was written. `seen` tells progress."""
        self.count = 0
        for line in self.table.rows():
            for feed in self.feeds:
                feed.reader.see(_cell(line, feed.index))
            self.count += 1
            if self.count % 1000 == 0:
                seen(self.count)
        for feed in self.feeds:
            feed.reader.settle(self.choices.get(feed.column.key, ""))

    def doubts(self) -> dict[str, dict[str, str]]:
        """{key of column: {choice: what it means}} for what only a person can say."""
        return {f.column.key: f.reader.doubts for f in self.feeds if f.reader.doubts}

    def notes(self) -> list[str]:
        """What was understood that could have been otherwise."""
        told = [f"{feed.header}: {feed.reader.note}" for feed in self.feeds if feed.reader.note]
        if self.table.totals:
            lines = formatting.names([str(number) for number in self.table.totals])
            told.append(_("Parecen totales y no se importan: líneas %s.") % lines)
        return told

    def __iter__(self) -> Iterator[Row]:
        for line in self.table.rows():
            yield self._read(line)

    def _read(self, line: Line) -> Row:
        row = Row(line.number, dict(self.given))
        for feed in self.feeds:
            cell = _cell(line, feed.index)
            if text := as_text(cell):
                row.written[feed.column.key] = text
            try:
                row.values[feed.column.key] = feed.reader.read(cell)
            except CellProblem as problem:
                row.values[feed.column.key] = None
                row.problems.append(problem.at(line.number, feed.header, text))
        extra = [cell for cell in line.cells[len(self.table.headers) :] if not is_blank(cell)]
        if extra:
            row.problems.append(
                ImportProblem(
                    line.number,
                    "",
                    as_text(extra[0])[:120],
                    _("La línea tiene más celdas que columnas el fichero."),
                    _("Quizá falten comillas alrededor de un texto con comas o puntos y comas."),
                )
            )
        if not row.problems and self.kind.check:
            for key, complaint in self.kind.check(row.values):
                row.problems.append(self.problem(row, key, complaint))
        return row

    def problem(self, row: Row, key: str, problem: CellProblem) -> ImportProblem:
        """A problem of a row in the column `key`, or in none of them."""
        header = next((feed.header for feed in self.feeds if feed.column.key == key), "")
        return problem.at(row.line, header, row.written.get(key, ""))


def _cell(line: Line, index: int) -> Cell:
    return line.cells[index] if index < len(line.cells) else None
