"""What a text means, and for which divisions that speaks: in two ways, a ridge regression over its
sentence vector, and the divisions of the known notices that are nearest to it.

Vectors are compared without what all texts have in common (`middle`). Both ways know words that
nobody has taught us; the nearest notices also know what is bought together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..vectors import sentences

SHRINKING = 1.0
"""Of the ridge."""
NEAREST = 10
NEARER = 4
"""How much more the nearer of them say: the power of the cosine."""


def vectors_of(texts: Sequence[str]) -> np.ndarray:
    # Half of a pair of surrogates is no letter in any alphabet, and the model stumbles over it.
    return sentences().of([text.encode("utf-8", "ignore").decode() for text in texts])


@dataclass(frozen=True)
class Meaning:
    """`ridge`: 512 (and a constant) × divisions. `known`: notices × 512, each of length one without
    the middle; as precise as 16 bits, in which it is stored."""

    middle: np.ndarray
    ridge: np.ndarray
    known: np.ndarray

    @classmethod
    def learn(
        cls, vectors: np.ndarray, truth: np.ndarray, weight: np.ndarray, notices: np.ndarray
    ) -> Meaning:
        """From lessons × 512, × divisions (0 or 1), and how much each is worth. `notices`: the
        rows that are notices; the others teach the ridge alone."""
        middle = np.average(vectors, axis=0, weights=weight).astype(np.float32)
        moved = _moved(vectors, middle)
        weight = weight[:, None]
        usual = (truth * weight).sum(axis=0) / weight.sum()
        weighed = moved * weight
        shrunk = weighed.T @ moved + SHRINKING * np.eye(moved.shape[1])
        solved = np.linalg.solve(shrunk, weighed.T @ (truth - usual))
        ridge = np.vstack([solved, usual]).astype(np.float32)
        return cls(middle, ridge, _rounded(moved[notices]))

    def arrays(self) -> dict[str, np.ndarray]:
        kept = self.known.astype(np.float16)
        return {"middle": self.middle, "ridge": self.ridge, "known": kept}

    @classmethod
    def from_arrays(cls, middle: np.ndarray, ridge: np.ndarray, known: np.ndarray) -> Meaning:
        return cls(middle, ridge, known.astype(np.float32))

    def said(self, vectors: np.ndarray, told: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """By the ridge, and by the nearest: each texts × divisions. `told`: of the known notices,
        × divisions, 0 or 1."""
        moved = _moved(vectors, self.middle)
        return moved @ self.ridge[:-1] + self.ridge[-1], self._near(moved, told)

    def _near(self, moved: np.ndarray, told: np.ndarray) -> np.ndarray:
        alike = moved @ self.known.T
        many = min(NEAREST, alike.shape[1])
        nearest = np.argpartition(-alike, many - 1, axis=1)[:, :many]
        votes = np.maximum(np.take_along_axis(alike, nearest, axis=1), 0) ** NEARER
        shares = votes / (votes.sum(axis=1, keepdims=True) + 1e-9)
        return np.einsum("tn,tnd->td", shares, told[nearest].astype(np.float32))


def _rounded(vectors: np.ndarray) -> np.ndarray:
    return vectors.astype(np.float16).astype(np.float32)


def _moved(vectors: np.ndarray, middle: np.ndarray) -> np.ndarray:
    moved = vectors - middle
    return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
