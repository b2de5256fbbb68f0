"""Weights from what happened: who won, among all who might have.

Each tender that is already known asks the index who should win it, without its own awards being
heard (`Piece.group`); the weights are those that make the winners likeliest, by a softmax over
the candidates (a conditional logit), pulled towards nothing by `PULL`. As many weights as signals
and some thousand questions: enough not to learn them by heart. Each sort of contract has its own,
pulled hard towards those of all.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

import numpy as np

from . import signals
from .reading import Prepared
from .signals import SIGNALS
from .weights import DECLARED, Weights

if TYPE_CHECKING:
    from .index import Index

PULL, PULL_OF_SORTS = 2.0, 40.0
SORTS = ("works", "services", "supplies")
ROUNDS = 200
LEAST_QUESTIONS = 50
HARD, EVERY = 40, 6
"""Of the losers, the HARD that look best, and one in EVERY of the others, counted that often."""


def learn(index: Index, asked: Sequence[tuple[Prepared, Set[str]]]) -> Weights | None:
    """Weights from (what was wanted, keys of who won); None when there are too few to learn."""
    kept, sizes, groups, sorts = [], [], [], []
    # Those of one sort one after another.
    for ready, winners in sorted(asked, key=lambda one: one[0].wanted.contract):
        part = _question(index, ready, winners)
        if part is not None:
            kept.append(part)
            sizes.append(len(part[0]))
            groups.append(ready.wanted.group)
            sorts.append(ready.wanted.contract)
    if len(kept) < LEAST_QUESTIONS:
        return None
    values = np.concatenate([part[0] for part in kept])
    won = np.concatenate([part[1] for part in kept])
    often = np.concatenate([part[2] for part in kept])
    # The lots of one tender are alike: many of them say less than as many tenders.
    times = Counter(groups)
    weight = np.array([times[g] ** -0.5 if g else 1.0 for g in groups])
    spread = np.maximum(values.std(axis=0), 0.02)
    values /= spread
    ends = np.cumsum([0, *sizes])
    firsts = {sort: sorts.index(sort) for sort in SORTS if sort in sorts}
    rows = [slice(ends[n], ends[n + sorts.count(sort)]) for sort, n in firsts.items()]
    found = _fit(values, won, np.log(often), np.array(sizes), weight / weight.mean(), rows)
    of, *more = (dict(zip(SIGNALS, one.tolist(), strict=True)) for one in found / spread)
    return Weights(DECLARED | of, dict(zip(firsts, more, strict=True)))


def _question(index: Index, ready: Prepared, winners: Set[str]) -> tuple | None:
    """Signals, who won, and how often each counts; None when no winner has other work."""
    group = ready.wanted.group
    theirs = [index.profiles[index.slots[key]] for key in winners if key in index.slots]
    if not any(piece.group != group or not group for one in theirs for piece in one.pieces):
        return None
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


def _fit(values, won, often, sizes, weight, of_sort: list[slice]) -> np.ndarray:
    """One row of weights for all; then, for each sort, what is added. `of_sort`: its rows."""
    from scipy.optimize import minimize  # loads in a quarter of a second, which most starts spare

    starts = np.append(0, np.cumsum(sizes)[:-1])
    question = np.repeat(np.arange(len(sizes)), sizes)
    shape = (1 + len(of_sort), values.shape[1])
    pull = np.array([PULL] + [PULL_OF_SORTS] * len(of_sort))[:, None]

    def cost(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(shape).astype(np.float32)
        scores = values @ weights[0] + often
        for rows, more in zip(of_sort, weights[1:], strict=True):
            scores[rows] += values[rows] @ more
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[question])
        total = np.add.reduceat(likely, starts)
        winning = np.where(won, likely, 0.0)
        of_winners = np.add.reduceat(winning, starts) + 1e-30
        lost = (
            -(weight * np.log(of_winners / total)).sum() + (pull * flat.reshape(shape) ** 2).sum()
        )
        wrong = (likely / total[question] - winning / of_winners[question]) * weight[question]
        slope = np.array([wrong @ values, *(wrong[rows] @ values[rows] for rows in of_sort)])
        return lost / len(sizes), ((slope + 2 * pull * weights) / len(sizes)).ravel()

    start = np.zeros(shape).ravel()
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return found.x.reshape(shape)
