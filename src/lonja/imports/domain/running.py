"""Going through a file: what each row would do, or does; the same for preview and writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from lonja.core.imports import CellProblem, ImportProblem

from ..enums import Outcome
from ..kinds import ImportKind
from .ledger import Ledger
from .rows import Row, Rows

BATCH = 500
MOST_PROBLEMS = 1000
SAMPLE, WRONG = 50, 100


@dataclass
class Result:
    """What a file does. `sample` are its first rows and its first wrong ones, as shown back."""

    outcomes: Counter[str] = field(default_factory=Counter)
    problems: list[ImportProblem] = field(default_factory=list)
    problem_count: int = 0
    sample: list[dict[str, Any]] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        return self.outcomes[Outcome.REJECTED]


class Passage:
    """One reading of a file from top to bottom, in batches.

    `done(ledger, count)` is called after each batch, to write it or to forget it.
    """

    def __init__(self, kind: ImportKind, rows: Rows, done: Callable[[Ledger, int], None]):
        self.kind = kind
        self.rows = rows
        self.done = done
        self.ledger = Ledger()
        self.result = Result()
        # Keys already met: the line that had them, and the record if rows may repeat it.
        self._met: dict[Hashable, tuple[int, models.Model | None]] = {}

    def go(self) -> Result:
        rows, count = iter(self.rows), 0
        while batch := list(islice(rows, BATCH)):
            self._pass(batch)
            count += len(batch)
            self.done(self.ledger, count)
        return self.result

    def _pass(self, batch: list[Row]) -> None:
        right = [row for row in batch if not row.problems]
        keys = {id(row): self.kind.keys(row.values) for row in right}
        found = self.kind.find({key for row in right for key in keys[id(row)]})
        if self.kind.gather:
            self.kind.gather(self.ledger, [row.values for row in right])
        same: dict[tuple[type, int], models.Model] = {}
        known = {
            key: [same.setdefault((type(one), one.pk), one) for one in records]
            for key, records in found.items()
        }
        for row in batch:
            outcome = Outcome.REJECTED
            if not row.problems:
                outcome = self._row(row, keys[id(row)], known)
            self._tell(row, outcome)

    def _row(self, row: Row, keys: list[Hashable], known: dict[Hashable, list]) -> Outcome:
        self.ledger.line = row.line
        try:
            record = self._record(keys, known)
            written = self.kind.write(self.ledger, row.values, record)
        except CellProblem as problem:
            self.ledger.drop_row()
            key = getattr(problem, "key", "")
            row.problems.append(self.rows.problem(row, key, problem))
            return Outcome.REJECTED
        for key in keys:
            self._met.setdefault(key, (row.line, written if self.kind.repeats else None))
        did = self.ledger.take_row()
        if record is None:
            return Outcome.CREATED
        return Outcome.UPDATED if did else Outcome.UNCHANGED

    def _record(self, keys: list[Hashable], known: dict[Hashable, list]) -> models.Model | None:
        """The record that a row is about, by the surest of its keys."""
        for key in keys:
            if key in self._met:
                line, record = self._met[key]
                if record is None:
                    raise CellProblem(
                        _("Está repetida: la línea %d ya trae lo mismo.") % line,
                        _("Deje una sola."),
                    )
                return record
            if len(records := known.get(key, [])) == 1:
                return records[0]
            if records:
                which = "; ".join(f"{one} (n.º {one.pk})" for one in records[:4])
                raise CellProblem(
                    _("Hay %(number)d que podrían ser: %(which)s.")
                    % {"number": len(records), "which": which},
                    _("Únalas antes, si son la misma, o añada a la fila un dato que las distinga."),
                )
        return None

    def _tell(self, row: Row, outcome: Outcome) -> None:
        self.result.outcomes[outcome] += 1
        self.result.problem_count += len(row.problems)
        room = MOST_PROBLEMS - len(self.result.problems)
        self.result.problems += row.problems[: max(0, room)]
        wrong = sum(1 for one in self.result.sample if one["problems"])
        shown = len(self.result.sample) - wrong
        if (row.problems and wrong < WRONG) or (not row.problems and shown < SAMPLE):
            self.result.sample.append(self._shown(row, outcome))

    def _shown(self, row: Row, outcome: Outcome) -> dict[str, Any]:
        wrong = {problem.column for problem in row.problems}
        cells = [
            row.written.get(feed.column.key, "")
            if feed.header in wrong
            else feed.column.shown(row.values[feed.column.key])
            for feed in self.rows.feeds
        ]
        return {
            "line": row.line,
            "outcome": outcome.value,
            "cells": [cell[:120] for cell in cells],
            "problems": [problem.as_dict() for problem in row.problems],
        }


def rehearse(kind: ImportKind, rows: Rows, seen: Callable[[int], None] = lambda n: None) -> Result:
    """What a file would do, without doing it."""

    def done(ledger: Ledger, count: int) -> None:
        ledger.forget()
        seen(count)

    return Passage(kind, rows, done).go()
