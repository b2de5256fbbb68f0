"""What the product itself knows of what codes mean, before any office has taught it anything.

The labels of the vocabulary; the areas of the taxonomy with the codes that they point to; and
`phrases.txt`, how offices call what the vocabulary calls otherwise ("zona azul", "punto limpio").
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lonja.directory import cpv
from lonja.directory.domain.taxonomy import SHIPPED

PHRASES = Path(__file__).resolve().parents[1] / "phrases.txt"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a code is called. `weight`: what it is worth to a learner, where a notice is worth 1."""

    text: str
    code: str
    weight: float


@cache
def everything() -> tuple[Phrase, ...]:
    return labels() + phrases() + areas()


@cache
def labels() -> tuple[Phrase, ...]:
    """The name of each code in Spanish."""
    return tuple(Phrase(cpv.label(code, "es"), code, 0.25) for code in cpv.codes())


@cache
def phrases() -> tuple[Phrase, ...]:
    found = []
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, _colon, said = line.partition(": ")
            found += [Phrase(text.strip(), code, 0.8) for text in said.split(";")]
    return tuple(found)


@cache
def areas() -> tuple[Phrase, ...]:
    """The name of each area, for each code to which it points: hints, worth little."""
    return tuple(
        Phrase(area["es"], code, 0.25)
        for vertical in json.loads(SHIPPED.read_text(encoding="utf-8"))
        for area in vertical["areas"]
        for prefix in area["cpv"]
        if cpv.exists(code := prefix.ljust(8, "0"))
    )
