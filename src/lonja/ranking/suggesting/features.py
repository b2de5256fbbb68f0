"""A text as a sparse row: four views of it, each of length one, joined with fixed weights.

    words            stems, alone and in pairs; "^" stands before the first
    opening          the first stems that say what is bought: neither "contrato" nor "suministro"
    letters          runs of two to five letters within the folded words
    opening letters  the same, of the opening only

What is bought stands at the beginning of a notice's title, and what follows ("para el
Ayuntamiento de…") misleads: the opening is worth 1.5 points of F1 on its own. Letters find what the
stemmer of Spanish does not: other languages, compounds, slips.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

import numpy as np
import scipy.sparse as sp

from lonja.search.analysis import stem, surfaces

from .. import wording

GENERAL = frozenset(
    map(
        stem,
        surfaces(
            "Contrato mixto, contratación, servicio, suministro, obra, ejecución, proyecto, lote, "
            "adquisición, prestación, objeto, acuerdo marco, administrativo, presente, tiene, "
            "realización, expediente, mediante procedimiento abierto simplificado"
        ),
    )
)
"""Words with which any title may begin, whatever is bought."""
OPENING = 3
OPENING_WORDS = 4
OPENING_READ = 6
"""Words of the opening that are read for what they mean."""


def _pairs(stems: list[str]) -> Iterator[str]:
    yield from stems
    yield from map(" ".join, pairwise(stems))


@lru_cache(maxsize=100_000)
def _runs(word: str, shortest: int) -> tuple[str, ...]:
    """The runs of letters of a word between blanks, and a short word whole."""
    bounded = f" {word} "
    sizes = range(shortest, min(5, len(bounded)) + 1)
    found = tuple(bounded[i : i + n] for n in sizes for i in range(len(bounded) - n + 1))
    return found or (bounded,)


@dataclass(frozen=True)
class Reading:
    """A text, read once for all views: its words, brought to Spanish, and their stems."""

    words: list[str]
    stems: list[str]

    @classmethod
    def of(cls, text: str) -> Reading:
        read = wording.read(text)
        return cls(read.surfaces, read.stems)

    def opening(self, words: int = OPENING_WORDS) -> list[str]:
        kept = (w for w in self.words if not w.isdecimal() and stem(w) not in GENERAL)
        return list(islice(kept, words))


def opening(text: str) -> str:
    """How a text begins, to be read for what it means; all of it, when it says nothing else."""
    return " ".join(Reading.of(text).opening(OPENING_READ)) or text


@dataclass(frozen=True)
class View:
    """`terms` of a reading; those of fewer than `least` texts are left out."""

    name: str
    weight: float
    least: int
    terms: Callable[[Reading], Iterable[str]]


VIEWS = (
    View("w", 0.3, 2, lambda r: _pairs(["^", *r.stems])),
    View("o", 0.2, 2, lambda r: _pairs([stem(word) for word in r.opening(OPENING)])),
    View("l", 0.3, 3, lambda r: (run for word in r.words for run in _runs(word, 2))),
    View("p", 0.2, 3, lambda r: (run for word in r.opening() for run in _runs(word, 3))),
)


@dataclass
class Features:
    """Terms known, in the order of their columns, each with the weight of its rarity.

    A term is written with its view before it: "w:alumbr public". `rarity`: 32-bit floats.
    """

    terms: list[str]
    rarity: np.ndarray

    def __post_init__(self) -> None:
        self._columns = {term: column for column, term in enumerate(self.terms)}

    @classmethod
    def of(cls, texts: list[str]) -> Features:
        """Those of a collection of texts."""
        found: Counter[str] = Counter()
        readings = [Reading.of(text) for text in texts]
        for view in VIEWS:
            seen: Counter[str] = Counter()
            for reading in readings:
                seen.update(set(view.terms(reading)))
            found.update({f"{view.name}:{t}": n for t, n in seen.items() if n >= view.least})
        often = np.fromiter(found.values(), np.float32, len(found))
        return cls(list(found), np.log((1 + len(texts)) / (1 + often)).astype(np.float32) + 1)

    def rows(self, texts: list[str]) -> sp.csr_matrix:
        """`len(texts) × len(terms)`, 32-bit floats."""
        values: list[np.ndarray] = []
        columns: list[np.ndarray] = []
        ends = [0]
        for text in texts:
            reading = Reading.of(text)
            length = 0
            for view in VIEWS:
                at, weights = self._view(view, reading)
                columns.append(at)
                values.append(weights)
                length += len(at)
            ends.append(ends[-1] + length)
        joined = (np.concatenate(values), np.concatenate(columns)) if values else ([], [])
        return sp.csr_matrix((*joined, ends), (len(texts), len(self.terms)), dtype=np.float32)

    def _view(self, view: View, reading: Reading) -> tuple[np.ndarray, np.ndarray]:
        counted = Counter(
            column
            for term in view.terms(reading)
            if (column := self._columns.get(f"{view.name}:{term}")) is not None
        )
        at = np.fromiter(counted, np.int32, len(counted))
        times = np.fromiter(counted.values(), np.float32, len(counted))
        weights = (1 + np.log(times)) * self.rarity[at]
        length = np.linalg.norm(weights)
        return at, (weights * (np.sqrt(view.weight) / length) if length else weights)
