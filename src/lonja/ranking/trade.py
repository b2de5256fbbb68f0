"""Which words are of some trade, and which anybody writes about anything.

What is bought with public money has a vocabulary: the labels of the procurement codes, the names
of the verticals, and the expressions of the field. «Sensor» and «residuos» are in it; «gente»,
«dentro» and «ayuntamiento» are not, and two texts that share them are not of the same matter for
that. Nor is what half the labels say («servicio», «instalación»).

And some words name nothing («sin», «quien», «nadie»: `empty.txt`): nobody is told that two texts
share them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

from lonja.core.text import fold
from lonja.directory import cpv
from lonja.directory.domain.taxonomy import SHIPPED

from . import wording

COMMON = 0.015
"""In more labels than this share of them, a word tells nothing."""
RARE = 5
"""In fewer labels than these, a word may be there by accident («instrumentos para tocar»)."""
BETWEEN = 2
"""Silent words that an expression may have inside: «calidad del aire»."""
WORD = re.compile(r"[^\W_]+")
EMPTY = Path(__file__).resolve().parent / "empty.txt"


@cache
def is_empty(words: str) -> bool:
    """Whether a word, or each of a few, names nothing."""
    return _empty().issuperset(words.split())


@cache
def _empty() -> frozenset[str]:
    lines = EMPTY.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def is_of_a_trade(words: str) -> bool:
    """Whether a word, or one of a few, belongs to that vocabulary."""
    stems = wording.read(words).stems
    return any(stem.startswith("=") for stem in stems) or not _vocabulary().isdisjoint(stems)


@cache
def _vocabulary() -> frozenset[str]:
    labels = [cpv.label(code, "es") for code in cpv.codes()]
    seen = Counter(stem for label in labels for stem in set(wording.read(label).stems))
    common = {stem for stem, times in seen.items() if times > COMMON * len(labels)}
    known = {stem for stem, times in seen.items() if times >= RARE}
    verticals = json.loads(SHIPPED.read_text(encoding="utf-8"))
    named = [one["es"] for vertical in verticals for one in (vertical, *vertical["areas"])]
    told = {stem for name in named for stem in wording.read(name).stems}
    return frozenset((known | told) - common)


def as_written(words: str, text: str) -> str:
    """Folded words as a text has them: "calidad aire" -> "calidad del aire"; else as they came.

    >>> as_written("instalacion", "La instalación de sensores")
    'instalación'
    """
    tokens = [(fold(found.group()), *found.span()) for found in WORD.finditer(text)]
    wanted = words.split()
    for start in range(len(tokens)):
        at, left = start, list(wanted)
        while left and at < len(tokens) and at <= start + (BETWEEN + 1) * len(wanted):
            if tokens[at][0] == left[0]:
                left.pop(0)
            elif at == start:
                break
            at += 1
        if not left:
            found = text[tokens[start][1] : tokens[at - 1][2]]
            return found if found.isupper() and not text.isupper() else found.lower()
    return words
