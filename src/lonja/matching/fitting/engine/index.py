"""Who fits what is wanted, by codes, areas, words and place. The score only orders."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lonja.directory import cpv
from lonja.search.analysis import says_something, stem, surfaces

from . import profiles
from .profiles import DECLARED, Missing, Piece, Profile, Ranked, Reason, Wanted

CLOSE, NEAR = 5, 4  # digits shared that make two codes the same matter, or a near one
LEAST_WORDS = 0.2  # share of what is wanted, by the weight of its words, that says something
HALF = 4  # years after which work says half
QUOTED = 4


@dataclass(frozen=True)
class _Known:
    profile: Profile
    stems: list[set[str]]  # of each piece
    all: set[str]


class Index:
    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._spread: Counter[str] = Counter()

    def add(self, found: Iterable[Profile]) -> None:
        for one in found:
            self.remove(one.key)
            each = [set(_stems(f"{piece.text}\n{piece.context}")) for piece in one.pieces]
            known = _Known(one, each, set().union(*each))
            self._known[one.key] = known
            self._spread.update(known.all)

    def remove(self, key: str) -> None:
        if known := self._known.pop(key, None):
            self._spread.subtract(known.all)

    def rank(self, wanted: Wanted, limit: int = 50) -> list[Ranked]:
        """Those with a reason about the matter, the best first; ties by name."""
        spelt: dict[str, str] = {}
        for word in surfaces(f"{wanted.text}\n{wanted.context}"):
            if says_something(word):
                spelt.setdefault(stem(word), word)
        total = len(self._known)
        asked = {
            one: math.log(1 + (total - self._spread[one] + 0.5) / (self._spread[one] + 0.5))
            for one in spelt
        }
        found = [self._judge(known, wanted, asked, spelt) for known in self._known.values()]
        ranked = [one for one in found if one]
        ranked.sort(key=lambda one: (-one.score, self._known[one.key].profile.name))
        return ranked[:limit]

    def _judge(
        self, known: _Known, wanted: Wanted, asked: dict[str, float], spelt: dict[str, str]
    ) -> Ranked | None:
        signals = [
            one
            for one in (
                _codes(known.profile, wanted),
                _areas(known.profile, wanted),
                _words(known, asked, spelt),
            )
            if one
        ]
        if not signals:
            return None
        signals += [
            one for one in (_buyer(known.profile, wanted), _place(known.profile, wanted)) if one
        ]
        score = sum(points for points, _reason in signals)
        reasons = tuple(
            Reason(share=points / score, **reason)
            for points, reason in sorted(signals, key=lambda pair: -pair[0])
        )
        return Ranked(known.profile.key, score, reasons, tuple(_missing(known.profile, wanted)))


def _codes(one: Profile, wanted: Wanted) -> tuple[float, dict] | None:
    near = [(digits, piece) for piece in one.pieces if (digits := _shared(piece, wanted)) >= NEAR]
    if not near:
        return None
    near.sort(key=lambda pair: (-pair[0], -(pair[1].date or date.min).toordinal()))
    best = max((1.0 if piece.kind == DECLARED else 2.0) * _recent(piece) for _n, piece in near)
    codes = [
        b for _n, piece in near for a in piece.cpv for b in wanted.cpv if _common(a, b) >= NEAR
    ]
    points = best * (1.2 if near[0][0] >= CLOSE else 0.8) + 0.5 * math.log(len(near))
    return points, {
        "kind": profiles.CODES,
        "refs": tuple(piece.ref for _n, piece in near),
        "codes": tuple(dict.fromkeys(codes)),
    }


def _areas(one: Profile, wanted: Wanted) -> tuple[float, dict] | None:
    shared = set(wanted.areas) & set(one.areas)
    work = [piece for piece in one.pieces if set(piece.areas) & set(wanted.areas)]
    if not shared and not work:
        return None
    codes = shared | {code for piece in work for code in piece.areas} & set(wanted.areas)
    points = 1.6 + 0.2 * len(codes) + 0.4 * len(work)
    return points, {
        "kind": profiles.AREAS,
        "refs": tuple(piece.ref for piece in work),
        "codes": tuple(sorted(codes)),
    }


def _words(
    known: _Known, asked: dict[str, float], spelt: dict[str, str]
) -> tuple[float, dict] | None:
    shared = sorted((one for one in asked if one in known.all), key=lambda one: -asked[one])
    share = sum(asked[one] for one in shared) / (sum(asked.values()) or 1)
    if share < LEAST_WORDS:
        return None
    pairs = zip(known.stems, known.profile.pieces, strict=True)
    counted = [(len(stems & asked.keys()), piece) for stems, piece in pairs]
    work = [piece for n, piece in sorted(counted, key=lambda pair: -pair[0]) if n > 1]
    return 3 * share, {
        "kind": profiles.WORDS,
        "refs": tuple(piece.ref for piece in work),
        "words": tuple(spelt[one] for one in shared[:QUOTED]),
    }


def _buyer(one: Profile, wanted: Wanted) -> tuple[float, dict] | None:
    work = [piece for piece in one.pieces if wanted.buyer and piece.buyer == wanted.buyer]
    return (0.5, {"kind": profiles.BUYER, "refs": tuple(p.ref for p in work)}) if work else None


def _place(one: Profile, wanted: Wanted) -> tuple[float, dict] | None:
    region = wanted.place.region
    if not region:
        return None
    work = [p for p in one.pieces if p.kind != DECLARED and p.place.region == region]
    if work:
        reason = {"kind": profiles.PLACE, "refs": tuple(p.ref for p in work)}
    elif any(place.region == region for place in one.works_in):
        reason = {"kind": profiles.WORKS_THERE}
    elif one.home.region == region:
        reason = {"kind": profiles.HOME}
    else:
        return None
    return 0.4, {**reason, "places": (wanted.place,)}


def _missing(one: Profile, wanted: Wanted) -> Iterable[Missing]:
    have = {name.casefold() for name in one.certifications}
    lacking = tuple(name for name in wanted.certifications if name.casefold() not in have)
    if lacking:
        yield Missing(profiles.UNCERTIFIED, names=lacking)
    if one.works_in and wanted.place and not _place(one, wanted):
        yield Missing(profiles.ELSEWHERE)
    if all(piece.kind == DECLARED for piece in one.pieces):
        yield Missing(profiles.UNPROVEN)
    largest = max((piece.amount for piece in one.pieces if piece.amount), default=None)
    if wanted.amount and largest and wanted.amount > 10 * largest:
        yield Missing(profiles.SMALL, amount=largest)


def _shared(piece: Piece, wanted: Wanted) -> int:
    return max((_common(a, b) for a in piece.cpv for b in wanted.cpv), default=0)


def _common(one: str, other: str) -> int:
    """How many digits two codes share that say something. One that contains the other is the same
    matter, unless it is too general."""
    first, second = cpv.prefix(one), cpv.prefix(other)
    shared = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        shared += 1
    return max(shared, CLOSE) if shared >= NEAR and shared in (len(first), len(second)) else shared


def _recent(piece: Piece) -> float:
    if piece.date is None:
        return 0.8
    return 0.6 + 0.4 * 0.5 ** (max(date.today().year - piece.date.year, 0) / HALF)


def _stems(text: str) -> list[str]:
    return [stem(word) for word in surfaces(text) if says_something(word)]
