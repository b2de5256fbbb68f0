"""Weights from what happened: who won, among all who might have.

Each tender that is already known asks the index who should win it, without its own awards being
heard (`Piece.group`); the weights are those that make the winners likeliest, by a softmax over
the candidates (a conditional logit), pulled towards nothing by `PULL`. As many weights as signals
and some thousand questions: enough not to learn them by heart.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from . import signals
from .reading import Prepared
from .signals import SIGNALS
from .weights import DECLARED, Weights

if TYPE_CHECKING:
    from .index import Index

PULL = 2.0
ROUNDS = 200
LEAST_QUESTIONS = 50
HARD, EVERY = 40, 6
"""Of the losers, the HARD that look best, and one in EVERY of the others, counted that often."""


def learn(index: Index, asked: Sequence[tuple[Prepared, Set[str]]]) -> Weights | None:
    """Weights from (what was wanted, keys of who won); None when there are too few to learn."""
    kept, sizes, groups = [], [], []
    for ready, winners in asked:
        part = _question(index, ready, winners)
        if part is not None:
            kept.append(part)
            sizes.append(len(part[0]))
            groups.append(ready.wanted.group)
    if len(kept) < LEAST_QUESTIONS:
        return None
    values = np.concatenate([part[0] for part in kept])
    won = np.concatenate([part[1] for part in kept])
    often = np.concatenate([part[2] for part in kept])
    # The lots of one tender are alike: many of them say less than as many tenders.
    times = Counter(groups)
    weight = np.array([times[g] ** -0.5 if g else 1.0 for g in groups])
    spread = np.maximum(values.std(axis=0), 0.02)
    found = _fit(values / spread, won, np.log(often), np.array(sizes), weight / weight.mean())
    return Weights(DECLARED | dict(zip(SIGNALS, (found / spread).tolist(), strict=True)))


def _question(index: Index, ready: Prepared, winners: Set[str]) -> tuple | None:
    """Signals, who won, and how often each counts; None when no winner has other work."""
    slots = signals.candidates(index, ready, None)
    measured = signals.measure(index, ready, slots)
    known = np.add.reduceat(measured.kept, measured.starts) > 0
    won = np.array([index.profiles[slot].key in winners for slot in slots]) & known
    if not won.any():
        return None
    values = measured.values
    rough = values @ _ROUGH
    rough[~known] = -np.inf
    hard = np.zeros(len(slots), bool)
    hard[np.argsort(-rough)[:HARD]] = True
    seed = int.from_bytes(hashlib.sha256(ready.wanted.text.encode()).digest()[:4], "big")
    some = np.random.default_rng(seed).random(len(slots)) < 1 / EVERY
    chosen = known & (won | hard | some)
    return values[chosen], won[chosen], np.where(won | hard, 1.0, EVERY)[chosen]


_ROUGH = np.array(
    [
        {"letters_sum": 4.0, "words": 4.0, "meaning_sum": 3.0, "codes_sum": 2.0, "division": 1.0,
         "near_mean": 0.5}.get(name, 0.0)
        for name in SIGNALS
    ]
)  # fmt: skip


def _fit(values, won, often, sizes, weight) -> np.ndarray:
    starts = np.append(0, np.cumsum(sizes)[:-1])
    question = np.repeat(np.arange(len(sizes)), sizes)

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = values @ weights + often
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[question])
        total = np.add.reduceat(likely, starts)
        winning = np.where(won, likely, 0.0)
        of_winners = np.add.reduceat(winning, starts) + 1e-30
        lost = -(weight * np.log(of_winners / total)).sum() + PULL * (weights @ weights)
        wrong = (likely / total[question] - winning / of_winners[question]) * weight[question]
        return lost / len(sizes), (wrong @ values + 2 * PULL * weights) / len(sizes)

    start = np.zeros(values.shape[1])
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return found.x
