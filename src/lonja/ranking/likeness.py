"""How alike two texts are, or two sets of codes: by what they share, the rarer the better.

A `Field` holds one such view of every piece (its words, its letters, its codes, its buyer's name)
as the cosine of weighted counts: (1 + log of the count) × log of how rare it is among the pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import scipy.sparse as sp

from .growing import Column, Ragged

STALE = 1.1
"""Lengths are reckoned again when there are a tenth more pieces than when they were."""


class Field:
    def __init__(self) -> None:
        self.terms: dict[str, int] = {}
        self._rows = Ragged()
        self._pieces_with = Column(np.float32)
        self._lengths = Column(np.float32)
        self._centres = Column(np.float32)
        self._known = 0
        self._reckoned = 0
        self._rarity: np.ndarray | None = None
        self._names: list[str] = []

    def add(self, pieces: Sequence[Iterable[str]]) -> None:
        """The pieces of one more profile, each as its terms. `settle` when the last is in."""
        for piece in pieces:
            counts = Counter(piece)
            ids = [self.terms.setdefault(term, len(self.terms)) for term in counts]
            self._rows.append(ids, 1 + np.log(np.fromiter(counts.values(), np.float32, len(ids))))
            self._pieces_with.lengthen(len(self.terms))
            self._pieces_with.values[ids] += 1
        self._known += len(pieces)
        self._rarity = None

    def settle(self, starts: np.ndarray) -> None:
        """Measure the profiles that were added; `starts`: the first piece of each of them."""
        first = len(self._lengths)
        lengths, centres = self._measured(np.arange(first, len(self._rows)), starts - first)
        self._lengths.extend(lengths)
        self._centres.extend(centres)

    def forget(self, first: int, last: int) -> None:
        """The pieces of a profile no longer say what is rare."""
        np.subtract.at(self._pieces_with.values, self._rows.ids(first, last), 1)
        self._known -= last - first
        self._rarity = None

    def reckon(self, starts: np.ndarray) -> None:
        """Bring lengths up to date, when what is rare has changed. `starts`: of each profile."""
        if self._known <= self._reckoned * STALE:
            return
        lengths, centres = self._measured(np.arange(len(self._rows)), starts)
        self._lengths.values[:], self._centres.values[:] = lengths, centres
        self._reckoned = self._known

    def rarity(self) -> np.ndarray:
        """Of each term, the logarithm of one in how many pieces has it."""
        if self._rarity is None:
            with_it = np.maximum(self._pieces_with.values, 0) + 0.5
            self._rarity = np.log((self._known + 1.0) / with_it).clip(0.01)
        return self._rarity

    def asked(self, terms: Iterable[str]) -> np.ndarray:
        """What is wanted, as a weight for each term known here; of length one with the rest."""
        counts = Counter(terms)
        weights = np.zeros(len(self.terms), np.float32)
        if not counts:
            return weights
        number_of = self.terms.get
        numbers = np.array([number_of(term, -1) for term in counts])
        values = 1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))
        here = numbers >= 0
        rarity = self.rarity()[numbers[here]]
        known, unknown = values[here] * rarity, values[~here] * np.log(self._known + 2.0)
        length = float(np.sqrt(known @ known + unknown @ unknown))
        weights[numbers[here]] = known * rarity / max(length, 1e-6)
        return weights

    def cosines(self, asked: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
        """With each piece, or with those of these rows."""
        matrix = self._rows.matrix(len(self.terms))
        if rows is None:
            return (matrix @ asked) / self._lengths.values
        return (matrix[rows] @ asked) / self._lengths.values[rows]

    def named(self, number: int) -> str:
        """The term of a number."""
        if len(self._names) < len(self.terms):
            self._names = list(self.terms)
        return self._names[number]

    def deepest(
        self, terms: Iterable[str], rows: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """How rare is the rarest term shared with each piece; 1 where one of two letters is."""
        matrix = self._rows.matrix(len(self.terms))
        if rows is not None:
            matrix = matrix[rows]
        depth, short = np.zeros(len(self.terms) + 1), np.zeros(len(self.terms) + 1)
        rarity = self.rarity()
        for term in terms:
            if (number := self.terms.get(term)) is not None:
                depth[number] = rarity[number]
                short[number] = len(term) == 2
        found = np.zeros((2, matrix.shape[0]), np.float32)
        some = np.flatnonzero(np.diff(matrix.indptr))
        if len(some):
            firsts = matrix.indptr[some]
            found[0, some] = np.maximum.reduceat(depth[matrix.indices], firsts)
            found[1, some] = np.maximum.reduceat(short[matrix.indices], firsts)
        return found[0], found[1]

    def centres(self, slots: np.ndarray) -> np.ndarray:
        """How long is the sum of the pieces of each profile, each of length one."""
        return self._centres.values[slots]

    def centre_of(self, rows: np.ndarray) -> float:
        """The same of any pieces."""
        return float(self._measured(rows, np.array([0]))[1][0]) if len(rows) else 1.0

    def shared(self, asked: np.ndarray, row: int) -> list[tuple[int, float]]:
        """The terms that a piece shares with what is wanted, and what each adds to the cosine."""
        matrix = self._rows.matrix(len(self.terms))[row]
        parts = matrix.data * asked[matrix.indices] / self._lengths.values[row]
        return [(int(n), float(p)) for n, p in zip(matrix.indices, parts, strict=True) if p > 0]

    def _measured(self, rows: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Lengths of rows, and of the sums of those between `starts` (counted in `rows`)."""
        matrix = self._rows.matrix(len(self.terms))[rows]
        matrix.data = matrix.data * self.rarity()[matrix.indices]
        squares = np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()
        lengths = np.maximum(np.sqrt(squares), 1e-6)
        if not len(rows):
            return lengths, np.ones(len(starts))
        matrix.data = matrix.data / np.repeat(lengths, np.diff(matrix.indptr))
        # A row for each profile that adds its pieces.
        ends = np.append(starts, len(rows))
        adding = sp.csr_matrix(
            (np.ones(len(rows), np.float32), np.arange(len(rows)), ends),
            shape=(len(starts), len(rows)),
        )
        total = adding @ matrix
        centres = np.sqrt(np.asarray(total.multiply(total).sum(axis=1)).ravel())
        return lengths, np.maximum(centres, 1e-6)
