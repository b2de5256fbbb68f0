"""How much each signal counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .signals import SIGNALS


@dataclass(frozen=True)
class Weights:
    """What is multiplied with each signal; a signal that is not named counts nothing."""

    of: Mapping[str, float]

    @cached_property
    def vector(self) -> np.ndarray:
        return np.array([self.of.get(name, 0.0) for name in SIGNALS], np.float32)


DECLARED = {"areas": 2.0, "works_there": 0.7}
"""By hand: public awards know nothing of areas of the taxonomy, nor of where one would work."""

LEARNED = Weights(
    DECLARED
    | {
        "letters": -0.411,
        "letters_sum": 5.538,
        "words": 2.618,
        "words_sum": -5.318,
        "own": 2.220,
        "code": 0.286,
        "division": 1.216,
        "codes": -0.189,
        "codes_sum": 1.031,
        "buyer": -0.516,
        "buyers": 2.240,
        "buyers_sum": -1.038,
        "region": 0.675,
        "near": -1.625,
        "near_mean": 2.803,
        "home_region": 0.519,
        "home_near": 1.490,
        "reach": 0.316,
        "amount": 0.198,
        "gap": -0.053,
        "contract": 0.401,
        "procedure": 0.322,
        "system": 0.773,
        "system_mean": 0.089,
        "name": 4.195,
        "experience": 0.276,
        "meaning": -0.423,
        "meaning_sum": 3.932,
    }
)
"""By `learning`, from one week of awards of the Spanish procurement platform (the end of August
2021: 1,396 lots whose winner won another tender too). A weight may be negative where two signals
say nearly the same: together they count less than each alone."""
