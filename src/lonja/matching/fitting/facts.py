"""What the ranking says of a member, as plain data that can be kept for years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lonja.ranking import profiles
from lonja.ranking.profiles import Missing, Ranked, Reason

from .gathering import Member, Ref

Fact = dict[str, Any]
"""A reason, or something missing: {"kind": "areas", …}. The words for it are in `words`."""

MATTER = {profiles.WORDS, profiles.MEANING, profiles.CODES, profiles.AREAS, profiles.NAME}
"""The reasons that are about what is wanted, and not only about who or where."""
SHOWN = 3  # pieces named in a reason: as many as the ranking gives


@dataclass(frozen=True)
class Ordered:
    """A member before what is wanted: `score` only orders, and means nothing else."""

    key: int
    score: float
    reasons: list[Fact]
    missing: list[Fact]

    @property
    def is_about_it(self) -> bool:
        return any(fact["kind"] in MATTER for fact in self.reasons)


def order(ranked: Ranked, member: Member) -> Ordered:
    reasons = [_reason(one, member) for one in ranked.reasons]
    # Whoever does not say where it works, works anywhere.
    anywhere = not member.capable.works_in
    lacking = [o for o in ranked.missing if not (anywhere and o.kind == profiles.ELSEWHERE)]
    missing = [fact for one in lacking for fact in _missing(one)]
    if not member.told:
        missing.append({"kind": "profile"})
    return Ordered(int(ranked.key), ranked.score, reasons, missing)


def _reason(one: Reason, member: Member) -> Fact:
    refs = [ref for ref in dict.fromkeys(one.refs) if isinstance(ref, Ref)]
    work = [ref for ref in refs if ref.kind != "declared"]
    fact: Fact = {
        "kind": one.kind,
        "work": [_piece(ref) for ref in work[:SHOWN]],
        "awards": sum(ref.kind == "award" for ref in work),
        "references": sum(ref.kind == "reference" for ref in work),
        "declared": len(refs) > len(work),
    }
    if one.kind == profiles.AREAS:
        fact["areas"] = [[code, member.levels.get(code, "")] for code in one.codes]
    elif one.codes:
        fact["codes"] = list(one.codes)
    if one.words:
        fact["words"] = list(one.words)
    if one.places:
        fact["places"] = [[place.province, place.region] for place in one.places]
    if one.amount is not None:
        fact["amount"] = one.amount
    return fact


def _missing(one: Missing) -> Iterable[Fact]:
    if one.kind == profiles.UNCERTIFIED:
        return [{"kind": one.kind, "name": name} for name in one.names]
    return [{"kind": one.kind, "names": list(one.names), "amount": one.amount}]


def _piece(ref: Ref) -> Fact:
    return {"kind": ref.kind, "key": ref.key, "title": ref.title, "year": ref.year}
