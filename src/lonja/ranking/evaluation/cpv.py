"""`lonja evaluate cpv`: divisions predicted from texts, against the true ones.

Files as those of Navas-Loro, Garijo and Corcho (2022): a CSV whose first column is the index, then
`descripcion`, then a column of 0 and 1 for each division. A file to be predicted may have no
columns of divisions: then it is predicted, and not measured.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.core.management.base import CommandError

from ..suggesting import divisions, keeping
from ..suggesting.knowledge import Phrase
from . import cells


@dataclass(frozen=True)
class Table:
    index: list[str]
    texts: list[str]
    divisions: list[list[str]] | None


def read(path: Path) -> Table:
    """A file of texts. CommandError says what is wrong with it."""
    try:
        with cells.of_any_length(), path.open(encoding="utf-8-sig", newline="") as file:
            return _table(csv.reader(file), path)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise CommandError(f"{path}: {problem}") from problem


def _table(lines: Iterator[list[str]], path: Path) -> Table:
    header = next(lines, [])
    if len(header) < 2 or header[1] != "descripcion":
        raise CommandError(f"{path}: the second column should be «descripcion»")
    named = [(at, name) for at, name in enumerate(header) if at > 1 and name.isdecimal()]
    table = Table([], [], [] if named else None)
    for number, line in enumerate(lines, start=2):
        if len(line) != len(header):
            raise CommandError(f"{path}: row {number} has {len(line)} cells, not {len(header)}")
        table.index.append(line[0])
        table.texts.append(line[1])
        if table.divisions is not None:
            table.divisions.append([name.zfill(2) for at, name in named if line[at] == "1"])
    return table


@dataclass(frozen=True)
class Measure:
    """Of texts × divisions: `said` and `truth` are 0 or 1, `ranked` the columns, best first."""

    micro_f1: float
    hit_1: float
    hit_3: float

    @classmethod
    def of(cls, said: np.ndarray, ranked: np.ndarray, truth: np.ndarray) -> Measure:
        hits = np.take_along_axis(truth, ranked, axis=1).astype(bool)
        return cls(
            micro_f1=float(2 * (said * truth).sum() / (said.sum() + truth.sum())),
            hit_1=float(hits[:, 0].mean()),
            hit_3=float(hits[:, :3].any(axis=1).mean()),
        )


def evaluate(train: Path, test: Path, out: Path, beforehand: Sequence[Phrase]) -> Iterator[str]:
    """Learn from one file, predict the other into `out`; the lines to print."""
    known, asked = read(train), read(test)
    if not known.divisions or not any(known.divisions):
        raise CommandError(f"{train}: no columns of divisions to learn from")
    began = time.monotonic()
    try:
        model = divisions.learn(known.texts, known.divisions, beforehand)
    except ValueError as problem:
        raise CommandError(f"{train}: {problem}") from problem
    taken = time.monotonic() - began
    began = time.monotonic()
    likely = model.probabilities(asked.texts)
    said = model.decide(likely)
    pace = len(asked.texts) / max(time.monotonic() - began, 1e-9)
    with out.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["index", "divisions"])
        lines.writerows([i, ";".join(some)] for i, some in zip(asked.index, said, strict=True))
    if asked.divisions and any(asked.divisions):
        found = measure(model.names, likely, said, asked.divisions)
        yield f"micro-F1         {found.micro_f1:.4f}"
        yield f"hit@1            {found.hit_1:.4f}"
        yield f"hit@3            {found.hit_3:.4f}"
    yield f"time to train    {taken:.1f} s"
    yield f"model on disk    {keeping.size(model) / 1e6:.1f} MB"
    yield f"texts a second   {pace:.0f}"


def measure(
    names: list[str], likely: np.ndarray, said: list[list[str]], true: list[list[str]]
) -> Measure:
    """Divisions that the model has never seen count as missed."""
    every = [*names, *sorted({name for some in true for name in some} - set(names))]
    ranked = np.argsort(-likely, axis=1)
    return Measure.of(_matrix(said, every), ranked, _matrix(true, every))


def _matrix(some: list[list[str]], names: list[str]) -> np.ndarray:
    column = {name: j for j, name in enumerate(names)}
    found = np.zeros((len(some), len(names)), np.int64)
    for row, mine in enumerate(some):
        found[row, [column[name] for name in mine]] = 1
    return found
