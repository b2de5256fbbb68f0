"""Which divisions a text is about, learnt from texts whose divisions are known.

Three models read each text: a support vector machine its words and letters (`features`); a ridge
regression and the nearest notices what it means, whole and by how it begins (`meanings`). A small
logistic regression weighs them into a probability; it is fitted on texts that none had seen, as is
the threshold that decides how many divisions a text has.

A model is arrays and texts only: it is stored without pickle, and reading it runs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from . import meanings
from .features import VIEWS, Features, opening
from .knowledge import Phrase
from .meanings import Meaning

FEWEST = 100
"""Texts to learn from: with fewer, what is known beforehand says as much."""
STRENGTH = 1.0
"""Of the support vector machine: how much a mistake costs."""
FOLDS = 3
SHARPNESS = (4.0, 16.0, 8.0, 16.0, 8.0)
"""Of the shares of each model's scores: the machine; the ridge and the nearest, of the whole text;
the same two, of how it begins."""
KINDS = 3 * len(SHARPNESS)
"""Of evidence: see `_evidence`."""
NEARLY = 0.001
"""Of F1: thresholds that do so much worse than the best are as good."""


@dataclass(frozen=True)
class Divisions:
    """`words`: terms × divisions, 16-bit floats, `offsets` one a division. `meanings`: of whole
    texts, and of how they begin. `told`: the divisions of the notices that those know, 0 or 1.
    `blend`: one weight for each kind of `_evidence`, and a constant for each division."""

    names: list[str]
    features: Features
    words: np.ndarray
    offsets: np.ndarray
    meanings: tuple[Meaning, ...]
    told: np.ndarray
    blend: np.ndarray
    threshold: float

    def probabilities(self, texts: list[str]) -> np.ndarray:
        """`len(texts) × len(names)`, 32-bit floats from 0 to 1; they need not add up to 1."""
        read = self.features.rows(texts) @ self.words.astype(np.float32) + self.offsets
        evidence = _evidence(read, _vectors(texts), self.meanings, self.told)
        return 1 / (1 + np.exp(-(evidence @ self.blend[:KINDS] + self.blend[KINDS:])))

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
            "told": self.told,
            "blend": self.blend,
            "threshold": np.array(self.threshold),
        } | {
            f"{name}_{number}": array
            for number, meaning in enumerate(self.meanings)
            for name, array in meaning.arrays().items()
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
            meanings=tuple(
                Meaning.from_arrays(
                    **{name: kept[f"{name}_{number}"] for name in ("middle", "ridge", "known")}
                )
                for number in range(2)
            ),
            told=kept["told"],
            blend=kept["blend"],
            threshold=float(kept["threshold"]),
        )


@dataclass(frozen=True)
class _Lesson:
    """Rows of texts with what they are about: `vectors`, two of each; `truth` is texts × divisions,
    0 or 1; `weight` is one a text: less than one for what is no notice. Notices come first."""

    rows: sp.csr_matrix
    vectors: tuple[np.ndarray, ...]
    truth: np.ndarray
    weight: np.ndarray
    notices: int

    def only(self, which: np.ndarray) -> _Lesson:
        """Those of these places, in their order."""
        return _Lesson(
            self.rows[which],
            tuple(vectors[which] for vectors in self.vectors),
            self.truth[which],
            self.weight[which],
            int((which < self.notices).sum()),
        )


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
        len(texts),
    )
    blend, threshold = _blended(lesson)
    words, offsets, meant = _fitted(lesson)
    used = np.flatnonzero(np.abs(words).max(axis=1) > 1e-4)
    kept = Features([features.terms[i] for i in used], features.rarity[used])
    of_notices = lesson.truth[: len(texts)].astype(np.uint8)
    words = words[used].astype(np.float16)
    return Divisions(names, kept, words, offsets, meant, of_notices, blend, threshold)


def _vectors(texts: Sequence[str]) -> tuple[np.ndarray, ...]:
    """Of the whole texts, and of how they begin."""
    return meanings.vectors_of(texts), meanings.vectors_of([opening(text) for text in texts])


def _truth(told: Sequence[Sequence[str]], names: list[str]) -> np.ndarray:
    column = {name: j for j, name in enumerate(names)}
    truth = np.zeros((len(told), len(names)), np.float32)
    for row, some in enumerate(told):
        truth[row, [column[name] for name in some]] = 1
    return truth


def _fitted(lesson: _Lesson) -> tuple[np.ndarray, np.ndarray, tuple[Meaning, ...]]:
    """(words, offsets, meanings) as `Divisions` has them."""
    # Loaded by whoever learns alone: half a second, and memory, which the rest spare.
    from sklearn.svm import LinearSVC

    terms, many = lesson.rows.shape[1], lesson.truth.shape[1]
    words, offsets = np.zeros((terms, many), np.float32), np.full(many, -1, np.float32)
    for j in range(many):
        if lesson.truth[:, j].any():
            machine = LinearSVC(C=STRENGTH, tol=2e-3, random_state=0)
            machine.fit(lesson.rows, lesson.truth[:, j], sample_weight=lesson.weight)
            words[:, j], offsets[j] = machine.coef_[0], machine.intercept_[0]
    notices = np.arange(lesson.notices)
    meant = (Meaning.learn(v, lesson.truth, lesson.weight, notices) for v in lesson.vectors)
    return words, offsets, tuple(meant)


def _evidence(
    read: np.ndarray,
    vectors: tuple[np.ndarray, ...],
    known: tuple[Meaning, ...],
    told: np.ndarray,
) -> np.ndarray:
    """What each model says of each text and division: its score, the share that it takes of the
    text's scores, and how far it stands from the best one. texts × divisions × KINDS."""
    said = [read]
    for some, meaning in zip(vectors, known, strict=True):
        said += meaning.said(some, told)
    found = []
    for scores, sharpness in zip(said, SHARPNESS, strict=True):
        gap = scores.max(axis=1, keepdims=True) - scores
        share = np.exp(-sharpness * gap)
        found += [scores, share / share.sum(axis=1, keepdims=True), gap]
    return np.stack(found, axis=-1)


def _blended(lesson: _Lesson) -> tuple[np.ndarray, float]:
    """The weights of the evidence, and the threshold with the best micro-F1, found on notices
    that no model had seen. Always the same folds."""
    from sklearn.linear_model import LogisticRegression  # here for the same reason

    notices, many = lesson.notices, lesson.truth.shape[1]
    fold = np.random.default_rng(0).permutation(notices) % FOLDS
    evidence = np.empty((notices, many, KINDS), np.float32)
    for one in range(FOLDS):
        unseen = np.flatnonzero(fold == one)
        seen = lesson.only(np.setdiff1d(np.arange(lesson.rows.shape[0]), unseen))
        words, offsets, meant = _fitted(seen)
        asked = lesson.only(unseen)
        evidence[unseen] = _evidence(
            asked.rows @ words + offsets, asked.vectors, meant, seen.truth[: seen.notices]
        )
    truth = lesson.truth[:notices]
    # Beside the evidence, each division has a constant of its own: some are named too often.
    own = sp.csr_matrix(np.tile(np.eye(many, dtype=np.float32), (notices, 1)))
    rows = sp.hstack([sp.csr_matrix(evidence.reshape(-1, KINDS)), own], format="csr")
    weigher = LogisticRegression(C=0.1, max_iter=1000).fit(rows, truth.ravel())
    blend = weigher.coef_[0].astype(np.float32)
    blend[KINDS:] += weigher.intercept_[0]
    weighed = evidence @ blend[:KINDS] + blend[KINDS:]
    return blend, _best_threshold(1 / (1 + np.exp(-weighed)), truth)


def _best_threshold(probabilities: np.ndarray, truth: np.ndarray) -> float:
    """The middle of those with which micro-F1 is the best, or nearly."""
    best = probabilities.max(axis=1, keepdims=True)

    def micro_f1(threshold: float) -> float:
        said = (probabilities > threshold) | (probabilities == best)
        return 2 * (said * truth).sum() / (said.sum() + truth.sum())

    tried = np.linspace(0.1, 0.9, 81)
    found = np.array([micro_f1(threshold) for threshold in tried])
    return float(tried[found >= found.max() - NEARLY].mean())
