"""How alike two texts are in what they mean: the cosine of their vectors, once what all texts
here have in common is taken away. Without a model, everything is alike by 0."""

from __future__ import annotations

import numpy as np

from .growing import Column
from .likeness import STALE


class Meanings:
    """The same verbs as `likeness.Field`, on vectors."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._vectors = Column(np.float32, max(width, 1))
        self._lengths = Column(np.float32)
        self._centres = Column(np.float32)
        self._middle = np.zeros(max(width, 1), np.float32)
        self._reckoned = 0

    def add(self, vectors: np.ndarray) -> None:
        """The pieces of one more profile; `vectors`: pieces × width."""
        self._vectors.extend(vectors)

    def settle(self, starts: np.ndarray) -> None:
        first = len(self._lengths)
        lengths, centres = self._measured(np.arange(first, len(self._vectors)), starts - first)
        self._lengths.extend(lengths)
        self._centres.extend(centres)

    def reckon(self, starts: np.ndarray) -> None:
        if not self.width or len(self._vectors) <= self._reckoned * STALE:
            return
        self._middle = self._vectors.values.mean(axis=0)
        every = np.arange(len(self._vectors))
        self._lengths.values[:], self._centres.values[:] = self._measured(every, starts)
        self._reckoned = len(every)

    def asked(self, vector: np.ndarray) -> np.ndarray:
        bare = vector - self._middle
        return bare / max(float(np.linalg.norm(bare)), 1e-6)

    def cosines(self, asked: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
        if rows is None:
            vectors, lengths = self._vectors.values, self._lengths.values
        else:
            vectors, lengths = self._vectors.values[rows], self._lengths.values[rows]
        if not self.width:
            return np.zeros(len(lengths), np.float32)
        return (vectors @ asked - self._middle @ asked) / lengths

    def centres(self, slots: np.ndarray) -> np.ndarray:
        return self._centres.values[slots]

    def centre_of(self, rows: np.ndarray) -> float:
        return float(self._measured(rows, np.array([0]))[1][0]) if len(rows) else 1.0

    def _measured(self, rows: np.ndarray, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How long each is without the middle, and the sum of those of each profile."""
        centres = np.ones(len(starts), np.float32)
        if not self.width:
            return np.ones(len(rows), np.float32), centres
        # |v - m|² without a copy of all of them
        kept = (
            self._vectors.values if len(rows) == len(self._vectors) else self._vectors.values[rows]
        )
        squares = np.einsum("ij,ij->i", kept, kept) - 2 * kept @ self._middle
        lengths = np.sqrt(np.maximum(squares + self._middle @ self._middle, 1e-12))
        ends = np.append(starts, len(rows))
        for number in np.flatnonzero(np.diff(ends) > 1):
            mine = slice(ends[number], ends[number + 1])
            total = ((kept[mine] - self._middle) / lengths[mine, None]).sum(axis=0)
            centres[number] = max(float(np.linalg.norm(total)), 1e-6)
        return lengths, centres
