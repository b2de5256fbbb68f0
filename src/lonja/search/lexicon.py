"""What the field calls by several names: `lexicon.json`.

`words`: single words of Catalan, Galician and English under the Spanish one. `concepts`:
expressions that mean the same in any of these languages ("ZBE", "zona de bajas emisiones").
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from .analysis import surfaces

FILE = Path(__file__).resolve().parent / "lexicon.json"

Ways = tuple[tuple[str, ...], ...]


@cache
def told() -> dict[str, dict[str, list[str]]]:
    return json.loads(FILE.read_text(encoding="utf-8"))


def other_ways(words: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """(from, to, words) for each other way of saying an expression that stands among these words,
    all folded."""
    for start, word in enumerate(words):
        for ways in _beginning().get(word, ()):
            said = [way for way in ways if tuple(words[start : start + len(way)]) == way]
            if said:
                end = start + max(map(len, said))
                yield from ((start, end, way) for way in ways if way not in said)


@cache
def _beginning() -> dict[str, list[Ways]]:
    """The ways of saying each concept, by the first word of any of them."""
    found: dict[str, list[Ways]] = {}
    for several in told()["concepts"].values():
        ways = tuple(dict.fromkeys(tuple(surfaces(one)) for one in several))
        for first in dict.fromkeys(way[0] for way in ways):
            found.setdefault(first, []).append(ways)
    return found
