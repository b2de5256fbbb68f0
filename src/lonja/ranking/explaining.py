"""Why a supplier stands where it does, as facts that can be checked, and what it lacks.

A signal without a fact that a person could look up (how far one reaches, that a name sounds like
the matter) orders, and is in `Ranked.signals`; it is no reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from . import codes, profiles, trade
from .places import Place
from .profiles import DECLARED, Missing, Piece, Profile, Ranked, Reason
from .reading import Prepared
from .signals import SIGNALS, Measured

if TYPE_CHECKING:
    from .index import Index

TOLD_BY = {
    profiles.WORDS: ("letters", "letters_sum", "words", "words_sum", "own", "name"),
    profiles.MEANING: ("meaning", "meaning_sum"),
    profiles.CODES: ("code", "division", "codes", "codes_sum"),
    profiles.AREAS: ("areas",),
    profiles.BUYER: ("buyer", "buyers", "buyers_sum"),
    profiles.PLACE: ("region", "near", "near_mean"),
    profiles.HOME: ("home_region", "home_near"),
    profiles.WORKS_THERE: ("works_there",),
    profiles.SIZE: ("amount", "gap"),
}
"""The signals whose weight each reason has. The other reasons need a fact of their own."""
SUBJECT = frozenset({profiles.WORDS, profiles.MEANING, profiles.CODES, profiles.AREAS})
SHOWN = 3
"""Pieces named for each reason."""
QUOTED = 6
SAME_MATTER = 4
"""Digits that two codes share when they are of one matter."""
ALIKE = 0.35
"""From which cosine two texts are said to mean the same: one unrelated pair in a hundred has it."""
TELLING = 2.5
"""How rare a word must be to be a reason: in one piece of twelve."""
MANY = 100
COMPARABLE = 2.0
"""Times larger or smaller that an amount may be, to be of the same size."""
LEAST = 0.02


class Asked:
    """What is wanted, made ready once for all that are to be explained.

    `words`: their weights where they are rare enough to be told. `matters`: each code with the
    digits that another must share to be of its matter.
    """

    def __init__(self, index: Index, ready: Prepared) -> None:
        self.ready = ready
        field = index.fields["words"]
        # Among few pieces nothing is rare.
        least = TELLING if len(index.pieces) >= MANY else 0.0
        words = field.asked(ready.read.terms["words"])
        written = [
            field.terms.get(term, -1)
            for term, word in ready.read.written.items()
            if not trade.is_empty(word)
        ]
        told = np.zeros(len(words), bool)
        told[[number for number in written if number >= 0]] = True
        self.words = np.where(told & (field.rarity() >= least), words, 0)
        whole = {
            code: max(codes.prefixes([code]), key=len, default="") for code in ready.wanted.cpv
        }
        self.matters = {code: d[:SAME_MATTER] for code, d in whole.items() if len(d) >= 3}


def near(index: Index, asked: Asked, measured: Measured) -> np.ndarray:
    """Which candidates may have a reason about the matter."""
    rows, starts = measured.rows, measured.starts
    some = index.fields["words"].cosines(asked.words, rows) > 0
    some |= index.fields["codes"].deepest(asked.matters.values(), rows)[0] > 0
    some |= measured.by_piece["meaning"] >= ALIKE
    found = np.logical_or.reduceat(some & measured.kept, starts)
    return found | (measured.values[:, SIGNALS.index("areas")] > 0)


def explain(index: Index, asked: Asked, measured: Measured, number: int, score: float) -> Ranked:
    """`number`: which of the candidates that were measured."""
    profile = index.profiles[measured.slots[number]]
    parts = measured.values[number] * index.weights.vector(asked.ready.wanted.contract)
    adds = dict(zip(SIGNALS, map(float, parts), strict=True))
    first = measured.starts[number]
    last = first + len(index.pieces_of(profile))
    of = _One(index, asked, measured, np.arange(first, last)[measured.kept[first:last]])
    facts = [fact for fact in _facts(of, profile) if fact]
    speaks = {
        fact.kind: max(sum(adds[name] for name in TOLD_BY[fact.kind]), LEAST) for fact in facts
    }
    total = sum(speaks.values())
    reasons = [_shared_out(fact, speaks[fact.kind] / total) for fact in facts]
    reasons.sort(key=lambda reason: -reason.share)
    return Ranked(profile.key, score, tuple(reasons), tuple(_missing(of, profile)), adds)


def on_the_subject(one: Ranked) -> bool:
    """Whether there is a reason about the matter itself, and not only about place or buyer."""
    return any(reason.kind in SUBJECT for reason in one.reasons)


def _shared_out(fact: Reason, share: float) -> Reason:
    return Reason(
        fact.kind, share, fact.refs, fact.codes, fact.words, fact.places, fact.amount
    )  # fmt: skip


class _One:
    """A candidate with its pieces that may speak: places in the arrays of `Measured`."""

    def __init__(self, index: Index, asked: Asked, measured: Measured, at: np.ndarray) -> None:
        self.index, self.asked, self.measured, self.at = index, asked, measured, at
        self.ready = ready = asked.ready
        self.where = ready.wanted.place or ready.wanted.buyer_place

    @property
    def pieces(self) -> list[Piece]:
        return [self.index.pieces[row] for row in self.measured.rows[self.at]]

    def best(self, signal: str, least: float) -> list[int]:
        """Where a signal is at least so, the strongest first."""
        values = self.measured.by_piece[signal][self.at]
        order = np.argsort(-values, kind="stable")
        return [int(self.at[i]) for i in order if values[i] >= least]

    def refs(self, at: list[int]) -> tuple[object, ...]:
        return tuple(self.index.pieces[self.measured.rows[i]].ref for i in at[:SHOWN])

    def places(self, at: list[int]) -> tuple[Place, ...]:
        """Where those pieces were done: in the region of what is wanted, if not its province."""
        done = (self.index.pieces[self.measured.rows[i]].place for i in at[:SHOWN])
        return tuple(dict.fromkeys(done))


def _facts(of: _One, profile: Profile):
    wanted = of.ready.wanted
    yield _words(of)
    if alike := of.best("meaning", ALIKE):
        yield Reason(profiles.MEANING, 0, of.refs(alike))
    yield _codes(of)
    shared = wanted.about & set(profile.areas).union(*(p.areas for p in of.pieces))
    if shared:
        refs = [p.ref for p in of.pieces if shared & set(p.areas)]
        yield Reason(profiles.AREAS, 0, tuple(refs[:SHOWN]), tuple(sorted(shared)))
    if served := of.best("buyer", 1):
        yield Reason(profiles.BUYER, 0, of.refs(served))
    if of.where:
        if worked := of.best("region", 1):
            yield Reason(profiles.PLACE, 0, of.refs(worked), places=of.places(worked))
        if profile.home.region == of.where.region:
            yield Reason(profiles.HOME, 0, places=(profile.home,))
        if there := tuple(p for p in profile.works_in if p.region == of.where.region):
            yield Reason(profiles.WORKS_THERE, 0, places=there)
    if like := of.best("amount", -float(np.log(COMPARABLE))):
        largest = of.index.pieces[of.measured.rows[like[0]]].amount
        yield Reason(profiles.SIZE, 0, of.refs(like), amount=largest)


def _words(of: _One) -> Reason | None:
    field = of.index.fields["words"]
    asked = field.asked(of.ready.read.terms["words"])
    rarity = field.rarity()
    # Among few pieces nothing is rare.
    least = TELLING if len(of.index.pieces) >= MANY else 0.0
    written = of.ready.read.written
    told: dict[str, float] = {}
    telling = []
    for at in of.best("words", 1e-6)[:SHOWN]:
        shared = [
            (term, part)
            for number, part in field.shared(asked, of.measured.rows[at])
            if rarity[number] >= least
            and (term := field.named(number)) in written
            and not trade.is_empty(written[term])
        ]
        if shared:
            telling.append(at)
        for term, part in shared:
            told[term] = max(told.get(term, 0), part)
    if not told:
        return None
    best = sorted(told, key=lambda term: -told[term])
    words = list(dict.fromkeys(written[term] for term in best))
    # What anybody writes about anything is said only where there is nothing better.
    words = [word for word in words if trade.is_of_a_trade(word)] or words
    words = [word for word in words if not any(_within(word, other) for other in words)]
    text = f"{of.ready.wanted.text} {of.ready.wanted.context}"
    words = [trade.as_written(word, text) for word in words]
    return Reason(profiles.WORDS, 0, of.refs(telling), words=tuple(words)[:QUOTED])


def _within(word: str, other: str) -> bool:
    return word != other and set(word.split()) <= set(other.split())


def _codes(of: _One) -> Reason | None:
    wanted = of.ready.wanted.cpv
    near = {
        at: shared
        for at in of.best("codes", 1e-6)
        if (shared := _same_matter(wanted, of.index.pieces[of.measured.rows[at]].cpv))
    }
    if not near:
        return None
    shown = dict.fromkeys(code for shared in near.values() for code in shared)
    return Reason(profiles.CODES, 0, of.refs(list(near)), tuple(shown))


def _same_matter(wanted: tuple[str, ...], known: tuple[str, ...]) -> list[str]:
    """The wanted codes that share the first digits, or all that they say, with a known one."""
    theirs = codes.prefixes(known)
    found = []
    for code in wanted:
        digits = max(codes.prefixes([code]), key=len, default="")
        if digits and digits[: max(SAME_MATTER, 3)] in theirs and len(digits) >= 3:
            found.append(code)
    return found


def _missing(of: _One, profile: Profile):
    wanted, pieces = of.ready.wanted, of.pieces
    amounts = [piece.amount for piece in pieces if piece.amount]
    if wanted.amount and amounts and max(amounts) * COMPARABLE < wanted.amount:
        yield Missing(profiles.SMALL, amount=max(amounts))
    regions = {profile.home.region}.union(p.region for p in profile.works_in)
    regions |= {piece.place.region for piece in pieces}
    if of.where and of.where.region not in regions:
        yield Missing(profiles.ELSEWHERE)
    lacking = [name for name in wanted.certifications if name not in profile.certifications]
    if lacking:
        yield Missing(profiles.UNCERTIFIED, tuple(lacking))
    if all(piece.kind == DECLARED for piece in pieces):
        yield Missing(profiles.UNPROVEN)
    known = set(profile.areas).union(*(piece.areas for piece in pieces))
    every = tuple(code for piece in pieces for code in piece.cpv)
    if (wanted.cpv or wanted.areas) and not (
        known & set(wanted.areas) or _same_matter(wanted.cpv, every)
    ):
        yield Missing(profiles.OFF_SUBJECT)
