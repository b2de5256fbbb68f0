"""Which divisions a text is about, learnt from texts whose divisions are known.

Two linear models read each text: a support vector machine its words and letters (`features`), and
a ridge regression its sentence vector, which knows words that nobody has taught us. A small
logistic regression weighs both into a probability; it is fitted on texts that neither had seen,
as is the threshold that decides how many divisions a text has.

A model is arrays and texts only: it is stored without pickle, and reading it runs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from ..vectors import sentences
from .features import VIEWS, Features
from .knowledge import Phrase

FEWEST = 100
"""Texts to learn from: with fewer, what is known beforehand says as much."""
STRENGTH = 1.0
"""Of the support vector machine: how much a mistake costs."""
SHRINKING = 1.0
FOLDS = 3
KINDS = 6
"""Of evidence: see `_evidence`."""


@dataclass(frozen=True)
class Divisions:
    """`words`: terms × divisions, 16-bit floats, `offsets` one a division. `vectors`: 512 (and a
    constant) × divisions. `blend`: one weight for each kind of `_evidence`, and a constant for each
    division."""

    names: list[str]
    features: Features
    words: np.ndarray
    offsets: np.ndarray
    middle: np.ndarray
    vectors: np.ndarray
    blend: np.ndarray
    threshold: float

    def probabilities(self, texts: list[str]) -> np.ndarray:
        """`len(texts) × len(names)`, 32-bit floats from 0 to 1; they need not add up to 1."""
        rows = self.features.rows(texts)
        return self.of(rows, _vectors(texts))

    def of(self, rows: sp.csr_matrix, vectors: np.ndarray) -> np.ndarray:
        read = rows @ self.words.astype(np.float32) + self.offsets
        meant = _centred(vectors, self.middle) @ self.vectors[:-1] + self.vectors[-1]
        weighed = _evidence(read, meant) @ self.blend[:KINDS] + self.blend[KINDS:]
        return 1 / (1 + np.exp(-weighed))

    def decide(self, probabilities: np.ndarray) -> list[list[str]]:
        """The divisions of each text, the likeliest first: one at least, and all above the
        threshold."""
        order = np.argsort(-probabilities, axis=1)
        return [
            [self.names[j] for n, j in enumerate(ranked) if n == 0 or row[j] > self.threshold]
            for row, ranked in zip(probabilities, order, strict=True)
        ]

    def because(self, text: str, name: str, most: int = 3) -> list[str]:
        """The stems of the text that speak most for a division."""
        row, spoken = self.features.rows([text]), VIEWS[0].name + ":"
        weights = row.data * self.words[row.indices, self.names.index(name)]
        found = [
            self.features.terms[row.indices[i]] for i in np.argsort(-weights) if weights[i] > 0
        ]
        stems = [term.removeprefix(spoken) for term in found if term.startswith(spoken)]
        return [stem for stem in stems if " " not in stem and stem.isalnum()][:most]

    def arrays(self) -> dict[str, np.ndarray]:
        """All of it, for `numpy.savez_compressed`."""
        text = "\n".join(self.features.terms).encode()
        return {
            "names": np.array(self.names),
            "terms": np.frombuffer(text, np.uint8),
            "rarity": self.features.rarity.astype(np.float16),
            "words": self.words,
            "offsets": self.offsets,
            "middle": self.middle,
            "vectors": self.vectors,
            "blend": self.blend,
            "threshold": np.array(self.threshold),
        }

    @classmethod
    def from_arrays(cls, kept) -> Divisions:
        """The inverse of `arrays`."""
        terms = kept["terms"].tobytes().decode().split("\n")
        return cls(
            names=[str(name) for name in kept["names"]],
            features=Features(terms, kept["rarity"].astype(np.float32)),
            words=kept["words"],
            offsets=kept["offsets"],
            middle=kept["middle"],
            vectors=kept["vectors"],
            blend=kept["blend"],
            threshold=float(kept["threshold"]),
        )


@dataclass(frozen=True)
class _Lesson:
    """Rows of texts with what they are about: `truth` is texts × divisions, 0 or 1; `weight` is
    one a text: less than one for what is no notice."""

    rows: sp.csr_matrix
    vectors: np.ndarray
    truth: np.ndarray
    weight: np.ndarray

    def only(self, which: np.ndarray) -> _Lesson:
        return _Lesson(self.rows[which], self.vectors[which], self.truth[which], self.weight[which])


def learn(
    texts: Sequence[str], divisions: Sequence[Sequence[str]], known: Sequence[Phrase]
) -> Divisions:
    """Learn from texts and the divisions of each ("45", "71"), and from what is known beforehand.

    Takes a minute or two for 7,000 texts. ValueError when there are fewer than `FEWEST`.
    """
    if len(texts) < FEWEST:
        raise ValueError(f"{len(texts)} texts to learn from: {FEWEST} at least")
    every = [*texts, *(phrase.text for phrase in known)]
    told = [*divisions, *([phrase.code[:2]] for phrase in known)]
    names = sorted({name for some in told for name in some})
    features = Features.of(every)
    lesson = _Lesson(
        features.rows(every),
        _vectors(every),
        _truth(told, names),
        np.array([1.0] * len(texts) + [phrase.weight for phrase in known]),
    )
    blend, threshold = _blended(lesson, len(texts))
    middle, words, offsets, vectors = _fitted(lesson)
    used = np.flatnonzero(np.abs(words).max(axis=1) > 1e-4)
    kept = Features([features.terms[i] for i in used], features.rarity[used])
    return Divisions(
        names, kept, words[used].astype(np.float16), offsets, middle, vectors, blend, threshold
    )


def _vectors(texts: Sequence[str]) -> np.ndarray:
    # Half of a pair of surrogates is no letter in any alphabet, and the model stumbles over it.
    return sentences().of([text.encode("utf-8", "ignore").decode() for text in texts])


def _truth(told: Sequence[Sequence[str]], names: list[str]) -> np.ndarray:
    column = {name: j for j, name in enumerate(names)}
    truth = np.zeros((len(told), len(names)), np.float32)
    for row, some in enumerate(told):
        truth[row, [column[name] for name in some]] = 1
    return truth


def _fitted(lesson: _Lesson) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(middle, words, offsets, vectors) as `Divisions` has them."""
    terms, many = lesson.rows.shape[1], lesson.truth.shape[1]
    words, offsets = np.zeros((terms, many), np.float32), np.full(many, -1, np.float32)
    for j in range(many):
        if lesson.truth[:, j].any():
            machine = LinearSVC(C=STRENGTH, tol=2e-3, random_state=0)
            machine.fit(lesson.rows, lesson.truth[:, j], sample_weight=lesson.weight)
            words[:, j], offsets[j] = machine.coef_[0], machine.intercept_[0]
    middle = np.average(lesson.vectors, axis=0, weights=lesson.weight).astype(np.float32)
    return middle, words, offsets, _ridge(_centred(lesson.vectors, middle), lesson)


def _ridge(vectors: np.ndarray, lesson: _Lesson) -> np.ndarray:
    weight = lesson.weight[:, None]
    usual = (lesson.truth * weight).sum(axis=0) / weight.sum()
    weighed = vectors * weight
    shrunk = weighed.T @ vectors + SHRINKING * np.eye(vectors.shape[1])
    solved = np.linalg.solve(shrunk, weighed.T @ (lesson.truth - usual))
    return np.vstack([solved, usual]).astype(np.float32)


def _centred(vectors: np.ndarray, middle: np.ndarray) -> np.ndarray:
    moved = vectors - middle
    return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)


def _evidence(read: np.ndarray, meant: np.ndarray) -> np.ndarray:
    """What each model says of each text and division: its score, the share that it takes of the
    text's scores, and how far it stands from the best one. texts × divisions × KINDS."""
    found = []
    for scores, sharpness in ((read, 4.0), (meant, 16.0)):
        gap = scores.max(axis=1, keepdims=True) - scores
        share = np.exp(-sharpness * gap)
        found += [scores, share / share.sum(axis=1, keepdims=True), gap]
    return np.stack(found, axis=-1)


def _blended(lesson: _Lesson, notices: int) -> tuple[np.ndarray, float]:
    """The weights of the evidence, and the threshold with the best micro-F1, found on notices
    (the first rows) that the two models had not seen. Always the same folds."""
    fold = np.random.default_rng(0).permutation(notices) % FOLDS
    evidence = np.empty((notices, lesson.truth.shape[1], KINDS), np.float32)
    for one in range(FOLDS):
        unseen = np.flatnonzero(fold == one)
        seen = np.setdiff1d(np.arange(lesson.rows.shape[0]), unseen)
        middle, words, offsets, vectors = _fitted(lesson.only(seen))
        read = lesson.rows[unseen] @ words + offsets
        meant = _centred(lesson.vectors[unseen], middle) @ vectors[:-1] + vectors[-1]
        evidence[unseen] = _evidence(read, meant)
    truth = lesson.truth[:notices]
    # Beside the evidence, each division has a constant of its own: some are named too often.
    own = sp.csr_matrix(np.tile(np.eye(truth.shape[1], dtype=np.float32), (notices, 1)))
    rows = sp.hstack([sp.csr_matrix(evidence.reshape(-1, KINDS)), own], format="csr")
    weigher = LogisticRegression(C=0.1, max_iter=1000).fit(rows, truth.ravel())
    blend = weigher.coef_[0].astype(np.float32)
    blend[KINDS:] += weigher.intercept_[0]
    weighed = evidence @ blend[:KINDS] + blend[KINDS:]
    return blend, _best_threshold(1 / (1 + np.exp(-weighed)), truth)


def _best_threshold(probabilities: np.ndarray, truth: np.ndarray) -> float:
    best = probabilities.max(axis=1, keepdims=True)

    def micro_f1(threshold: float) -> float:
        said = (probabilities > threshold) | (probabilities == best)
        return 2 * (said * truth).sum() / (said.sum() + truth.sum())

    return float(max(np.linspace(0.1, 0.9, 81), key=micro_f1))
