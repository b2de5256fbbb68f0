"""Texts as they are compared: words brought to Spanish, their stems, and the letters in them.

    read("Neteja de la zona de baixes emissions")
      .stems     ["limpi", "zon", "baj", "emision", "=zbe"]
      .surfaces  ["limpieza", "zona", "bajas", "emisiones"]

What the field calls by several names is in `search.lexicon`: words of Catalan, Galician and English
become the Spanish one, and expressions leave a mark of their own ("=zbe") beside their words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from lonja.core.text import fold
from lonja.search import lexicon
from lonja.search.analysis import says_something, stem, surfaces

LONGEST = 400
"""Words that are read of a text: fifty pages say no more about what they are than their start."""
SIZES = (3, 4, 5)
SILENT = frozenset(
    {
        *("das", "dos", "dels", "les", "uns", "unes", "unha", "pel", "pels", "pola", "polo", "ao"),
        *("os", "na", "no", "nas", "nos", "do", "da", "amb", "als", "on", "at", "by", "or", "with"),
    }
)
"""Of Catalan, Galician and English, beside those that `search.analysis` knows in Spanish."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`stems` and `surfaces` in the order of the text, repeated as often as they come.

    `written`: for each stem, the word as the text has it. `spanish`: the text to be understood by
    what knows no Catalan or Galician; empty when no word had to be changed.
    """

    stems: list[str]
    surfaces: list[str]
    written: dict[str, str]
    spanish: str


def read(text: str) -> Reading:
    known = _lexicon()
    found = surfaces(text[: LONGEST * 20])[:LONGEST]
    spanish = [known.words.get(word, word) for word in found]
    stems, kept, written = [], [], {}
    for word, own in zip(found, spanish, strict=True):
        if not says_something(own) or word in SILENT:
            continue
        for part in own.split():
            short = stem(part)
            stems.append(short)
            kept.append(part)
            written.setdefault(short, word)
    for mark, words in _concepts(spanish):
        stems.append(mark)
        written.setdefault(mark, words)
    changed = spanish != found
    return Reading(stems, kept, written, " ".join(spanish) if changed else "")


@lru_cache(maxsize=100_000)
def letters(word: str) -> tuple[str, ...]:
    """The runs of three to five letters of a word between blanks: " lim", "limp", "impi"…"""
    bounded = f" {word} "
    return tuple(
        bounded[i : i + size] for size in SIZES for i in range(max(0, len(bounded) - size + 1))
    )


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """`phrases`: by their first stem, the rest of it and the mark that it leaves."""

    words: dict[str, str]
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def _lexicon() -> _Lexicon:
    told = lexicon.told()
    words = {
        fold(foreign): fold(spanish) for spanish, several in told["words"].items()
        for foreign in several
    }  # fmt: skip
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for mark, several in told["concepts"].items():
        for phrase in several:
            spanish = [words.get(word, word) for word in surfaces(phrase)]
            first, *rest = _saying(" ".join(spanish).split())
            phrases.setdefault(first[1], []).append((tuple(s for _w, s in rest), f"={mark}"))
    return _Lexicon(words, phrases)


def _saying(words: list[str]) -> list[tuple[str, str]]:
    """Each word that says something, with its stem."""
    return [
        (word, stem(word)) for word in words if says_something(word) and word not in SILENT
    ]  # fmt: skip


def _concepts(spanish: list[str]) -> list[tuple[str, str]]:
    """(mark, words) of each expression of the field in a text, once each."""
    phrases = _lexicon().phrases
    said = _saying(" ".join(spanish).split())
    found = {}
    for i, (_word, first) in enumerate(said):
        for rest, mark in phrases.get(first, ()):
            if tuple(s for _w, s in said[i + 1 : i + 1 + len(rest)]) == rest:
                found.setdefault(mark, " ".join(w for w, _s in said[i : i + 1 + len(rest)]))
    return list(found.items())
