"""How much each signal counts: for any contract, and what is otherwise for works, services and
supplies. Where a supplier is says more of a builder than of a maker of medicines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .signals import SIGNALS


@dataclass(frozen=True)
class Weights:
    """`of`: what is multiplied with each signal; one that is not named counts nothing. `more`: what
    is added to that for each sort of contract ("works"); nothing for a sort that is not named."""

    of: Mapping[str, float]
    more: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def vector(self, contract: str = "") -> np.ndarray:
        return self._vectors.get(contract, self._vectors[""])

    @cached_property
    def _vectors(self) -> dict[str, np.ndarray]:
        return {
            sort: np.array([self.of.get(n, 0.0) + more.get(n, 0.0) for n in SIGNALS], np.float32)
            for sort, more in {"": {}, **self.more}.items()
        }


DECLARED = {"areas": 2.0, "works_there": 0.7}
"""By hand: public awards know nothing of areas of the taxonomy, nor of where one would work."""

LEARNED = Weights(
    DECLARED
    | {
        "letters": 0.016,
        "letters_sum": 5.560,
        "words": 3.704,
        "words_sum": -5.021,
        "own": 2.265,
        "meaning": 0.110,
        "meaning_sum": 3.513,
        "code": 0.302,
        "division": 1.106,
        "codes": -0.352,
        "codes_sum": 0.938,
        "buyer": -0.148,
        "buyers": 2.334,
        "buyers_sum": -1.031,
        "region": 0.731,
        "near": -1.555,
        "near_mean": 2.702,
        "home_region": 0.478,
        "home_near": 1.374,
        "reach": 0.311,
        "amount": 0.232,
        "gap": -0.059,
        "contract": 0.431,
        "procedure": 0.361,
        "system": 0.768,
        "system_mean": 0.137,
        "name": 6.069,
        "experience": 0.251,
    },
    {
        "works": {
            "letters": -0.572, "letters_sum": -0.514, "words": 0.621, "words_sum": -0.202,
            "own": -3.018, "meaning": -1.550, "meaning_sum": -0.969, "code": -0.054,
            "division": 0.618, "codes": 0.114, "codes_sum": -0.569, "buyer": -0.349,
            "buyers": -0.037, "buyers_sum": 0.966, "region": 0.451, "near": 0.215,
            "near_mean": 0.425, "home_region": 0.148, "home_near": 0.375, "reach": 0.016,
            "amount": 0.087, "contract": 0.233, "procedure": 0.060, "system": 0.094,
            "system_mean": 0.243, "name": -2.491, "experience": -0.016,
        },
        "services": {
            "letters": -0.533, "letters_sum": -0.611, "words": 0.128, "words_sum": 0.697,
            "own": -0.095, "meaning": 0.688, "meaning_sum": 0.154, "code": -0.050,
            "division": -0.421, "codes": 0.338, "codes_sum": 0.398, "buyer": -0.455,
            "buyers": 0.027, "buyers_sum": -0.832, "region": -0.201, "near": -0.323,
            "near_mean": 0.145, "home_region": -0.120, "amount": 0.015, "gap": -0.013,
            "contract": -0.238, "procedure": -0.343, "system": 0.117, "system_mean": -0.243,
            "name": -2.366, "experience": 0.027,
        },
        "supplies": {
            "letters": 0.337, "letters_sum": 0.711, "words": -2.083, "words_sum": -1.991,
            "own": 0.323, "meaning": 0.122, "meaning_sum": 0.534, "code": 0.090,
            "division": -0.087, "codes": -0.338, "codes_sum": 0.407, "buyer": -0.138,
            "buyers": -0.050, "buyers_sum": -0.367, "region": -0.071, "near": 0.072,
            "near_mean": -0.441, "home_region": 0.113, "home_near": -0.193, "reach": -0.018,
            "amount": -0.104, "gap": 0.017, "procedure": 0.127, "system": -0.192,
            "system_mean": -0.012, "name": -1.760, "experience": -0.022,
        },
    },
)  # fmt: skip
"""By `learning`, from one week of awards of the Spanish procurement platform (the end of August
2021: 1,396 lots whose winner won another tender too). A weight may be negative where two signals
say nearly the same: together they count less than each alone."""
