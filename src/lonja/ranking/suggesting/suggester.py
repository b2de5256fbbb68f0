"""Codes for a text, each with reasons that a person can check.

    for one in suggester().suggest("Sensores de calidad del aire en la zona de bajas emisiones"):
        one.code, one.label, [str(reason) for reason in one.reasons]

Three things speak for a code: the text says its name; known texts like it have it; and its division
is likely, when enough texts were known to learn divisions from. With nothing learnt, names alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.directory import cpv
from lonja.search.analysis import forms

from .. import wording
from . import knowledge
from .divisions import Divisions
from .naming import Named, names
from .precedents import Precedents

LIMIT = 6
LONGEST = 20_000
"""Characters of a text that are read."""
HALF = 12.0
"""The weight of a name at which it speaks half as strongly as any can."""
LEAST = 0.2
"""How strongly a name has to speak, when nothing else does."""
PRECEDENT = 2.0
"""What the share of the nearest texts is worth beside a name."""
UNLIKELY = 0.02
SURE = 0.5
"""How likely a division has to be to be suggested by itself."""


@dataclass(frozen=True)
class Says:
    """The text says these words of the label of the code, in any language."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return _("su nombre coincide en %(words)s") % {"words": _quoted(self.words)}


@dataclass(frozen=True)
class Called:
    """The text says what offices call it: or, with `area`, what an area that points to it does."""

    name: str
    area: bool = False

    def __str__(self) -> str:
        said = _("es del área «%(name)s»") if self.area else _("así se le llama: «%(name)s»")
        return said % {"name": self.name}


@dataclass(frozen=True)
class Seen:
    """So many known notices have the code and these words."""

    times: int
    words: tuple[str, ...]

    def __str__(self) -> str:
        return ngettext(
            "como en %(times)d anuncio con %(words)s",
            "como en %(times)d anuncios con %(words)s",
            self.times,
        ) % {"times": self.times, "words": _quoted(self.words)}


@dataclass(frozen=True)
class Speaks:
    """These words are of notices of its division."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return _("los anuncios con %(words)s suelen ser de esta división") % {
            "words": _quoted(self.words)
        }


Reason = Says | Called | Seen | Speaks


@dataclass(frozen=True)
class Suggestion:
    code: str
    reasons: tuple[Reason, ...]

    @property
    def label(self) -> str:
        return cpv.label(self.code)


@dataclass(frozen=True)
class Suggester:
    """`divisions` and `precedents`: what was learnt, or None."""

    divisions: Divisions | None = None
    precedents: Precedents | None = None

    def suggest(
        self, text: str, limit: int = LIMIT, without: Sequence[str] = ()
    ) -> list[Suggestion]:
        """The likeliest codes first; none when nothing speaks for any. `without`: codes that are
        already there."""
        text = text[:LONGEST]
        read = wording.read(text)
        said = names().said(read.stems)
        seen = self.precedents.like(read.stems) if self.precedents else {}
        likely = self._likely(text) if read.stems else {}
        strong = {code: named.weight / (named.weight + HALF) for code, named in said.items()}
        said = {code: named for code, named in said.items() if strong[code] >= LEAST}
        seen = {code: one for code, one in seen.items() if one.times}
        scores = {
            code: (strong.get(code, 0.0) + PRECEDENT * (seen[code].share if code in seen else 0.0))
            * ((likely.get(code[:2], 0.0) + UNLIKELY) ** 0.5 if likely else 1.0)
            for code in said.keys() | seen.keys()
        }
        best = sorted(scores.keys() - set(without), key=lambda code: (-scores[code], code))[:limit]
        written = forms(text)
        found = []
        for code in best:
            reasons: list[Reason] = []
            if code in said:
                reasons.append(_named(code, said[code], read, written))
            if code in seen:
                reasons.append(Seen(seen[code].times, _written(seen[code].stems, read, written)))
            found.append(Suggestion(code, tuple(reasons)))
        if division := self._division(text, read, likely):
            known = {one.code[:2] for one in found} | {code[:2] for code in without}
            if division.code[:2] not in known:
                found.insert(0, division)
        return found[:limit]

    def _likely(self, text: str) -> dict[str, float]:
        if not self.divisions:
            return {}
        row = self.divisions.probabilities([text])[0]
        return dict(zip(self.divisions.names, map(float, row), strict=True))

    def _division(self, text: str, read: wording.Reading, likely: dict) -> Suggestion | None:
        """The likeliest division itself, when it is likely enough."""
        name = max(likely, key=likely.__getitem__, default="")
        if not self.divisions or likely.get(name, 0.0) < SURE:
            return None
        words = _written(self.divisions.because(text, name), read, forms(text))
        return Suggestion(name.ljust(8, "0"), (Speaks(words),)) if words else None


def _named(code: str, named: Named, read: wording.Reading, written: dict[str, str]) -> Reason:
    if named.name in (cpv.label(code, "es"), cpv.label(code, "en")):
        return Says(_written(named.stems, read, written))
    return Called(named.name, area=any(named.name == area.text for area in knowledge.areas()))


def _written(
    stems: Sequence[str], read: wording.Reading, written: dict[str, str]
) -> tuple[str, ...]:
    """The words of the text that have these stems, in its order and as it writes them. Marks of
    whole expressions ("=zbe") are left out: their words are there too."""
    words = [word for stem, word in read.written.items() if stem in stems and stem[0] != "="]
    return tuple(dict.fromkeys(written.get(word, word) for word in words))


def _quoted(words: Sequence[str]) -> str:
    *others, last = [f"«{word}»" for word in words]
    return _(" y ").join([", ".join(others), last]) if others else last
