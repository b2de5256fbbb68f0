"""Texts whose codes are known, and which of them a new text resembles: the notices of an office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from .. import wording

NEAREST = 40
ALIKE = 0.12
"""Cosine under which two texts are not alike: they share a word that many have."""
WORDS_SHOWN = 3


@dataclass(frozen=True)
class Precedent:
    """That many known texts have this code and all these stems. `share`: of the likeness of the
    nearest texts, what those with this code take, from 0 to 1."""

    share: float
    times: int
    stems: tuple[str, ...]


class Precedents:
    """`codes`: one text's, separated by blanks. `rows`: texts × stems, each of length one."""

    def __init__(self, stems: list[str], rarity: np.ndarray, rows: sp.csr_matrix, codes: list[str]):
        self.stems, self.rarity, self.rows, self.codes = stems, rarity, rows, codes
        self._columns = {stem: column for column, stem in enumerate(stems)}
        self._by_stem = rows.tocsc()

    @classmethod
    def of(cls, texts: Sequence[str], codes: Sequence[Sequence[str]]) -> Precedents:
        read = [Counter(wording.read(text).stems) for text in texts]
        times = Counter(stem for counted in read for stem in counted)
        stems = [stem for stem, many in times.items() if many > 1]
        often = np.array([times[stem] for stem in stems], np.float32)
        rarity = np.log((1 + len(texts)) / (1 + often)).astype(np.float32) + 1
        known = cls(stems, rarity, sp.csr_matrix((0, len(stems)), dtype=np.float32), [])
        rows = sp.vstack([known._row(counted) for counted in read], format="csr")
        return cls(stems, rarity, rows, [" ".join(some) for some in codes])

    def _row(self, counted: Counter[str]) -> sp.csr_matrix:
        at = [column for stem in counted if (column := self._columns.get(stem)) is not None]
        weights = self.rarity[at] if at else np.empty(0, np.float32)
        length = np.linalg.norm(weights) or 1.0
        values = (weights / length, at, [0, len(at)])
        return sp.csr_matrix(values, (1, len(self.stems)), dtype=np.float32)

    def like(self, stems: Sequence[str]) -> dict[str, Precedent]:
        """The codes of the texts most alike to one with these stems, with how often they go
        together."""
        asked = self._row(Counter(stems))
        if not asked.nnz or not self.codes:
            return {}
        alike = (self.rows @ asked.T).toarray().ravel()
        nearest = np.argsort(-alike)[:NEAREST]
        nearest = nearest[alike[nearest] > ALIKE]
        votes: Counter[str] = Counter()
        words: dict[str, np.ndarray] = {}
        for row in nearest:
            shared = self.rows[row].multiply(asked).toarray().ravel()
            for code in self.codes[row].split():
                votes[code] += float(alike[row]) ** 2
                words[code] = words.get(code, 0) + shared
        total = sum(float(alike[row]) ** 2 for row in nearest)
        return {
            code: self._precedent(code, vote / total, words[code]) for code, vote in votes.items()
        }

    def _precedent(self, code: str, share: float, shared: np.ndarray) -> Precedent:
        best = [column for column in np.argsort(-shared)[:WORDS_SHOWN] if shared[column] > 0]
        times = 0
        while best and not (times := self._times(code, best)):
            best.pop()  # no single text has them all
        return Precedent(share, times, tuple(self.stems[column] for column in best))

    def _times(self, code: str, columns: list[int]) -> int:
        """How many texts have this code and all the stems of these columns."""
        having = set(self._texts_with(columns[0]))
        for column in columns[1:]:
            having &= set(self._texts_with(column))
        return sum(1 for row in having if code in self.codes[row].split())

    def _texts_with(self, column: int) -> list[int]:
        start, end = self._by_stem.indptr[column : column + 2]
        return self._by_stem.indices[start:end].tolist()

    def arrays(self) -> dict[str, np.ndarray]:
        return {
            "stems": np.frombuffer("\n".join(self.stems).encode(), np.uint8),
            "rarity": self.rarity,
            "values": self.rows.data.astype(np.float16),
            "columns": self.rows.indices.astype(np.int32),
            "ends": self.rows.indptr.astype(np.int32),
            "codes": np.frombuffer("\n".join(self.codes).encode(), np.uint8),
        }

    @classmethod
    def from_arrays(cls, kept) -> Precedents:
        stems = kept["stems"].tobytes().decode().split("\n")
        values = (kept["values"].astype(np.float32), kept["columns"], kept["ends"])
        rows = sp.csr_matrix(values, (len(kept["ends"]) - 1, len(stems)))
        return cls(stems, kept["rarity"], rows, kept["codes"].tobytes().decode().split("\n"))
