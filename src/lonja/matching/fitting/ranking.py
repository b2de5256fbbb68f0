"""Who can solve a need: the index's order, with what the office has learnt and whose turn it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils import timezone

from lonja.directory.models import Organisation
from lonja.ranking.profiles import Wanted

from ..enums import CandidateState, DiscardReason
from ..models import Candidate, Need, Notice
from ..queries import candidates, ledger
from ..queries.candidates import Standing
from . import gathering
from .facts import Ordered, order
from .keeping import keeper
from .strength import STEPS, Strength, strength_of

TIE = 0.25
"""Scores nearer than this are a tie: whoever was chosen for fewer needs this year goes first."""
FOR, AGAINST = 0.3, 1.2
GOOD = (CandidateState.INTERESTED, CandidateState.INTRODUCED)


@dataclass(frozen=True)
class Fitted(Standing):
    """A member before a need, with all that is to be said of it."""

    strength: Strength = Strength.SOME

    @property
    def fits(self) -> bool:
        """Whether it is worth proposing: more than words in common."""
        return self.strength != Strength.SOME

    @property
    def in_peace(self) -> str:
        """Why it is not to be asked now, or ""."""
        return next((fact["why"] for fact in self.missing if fact["kind"] == "peace"), "")


def rank_need(need: Need) -> list[Fitted]:
    """Every member with something to do with a need, the best first."""
    ranked = [one for one in _ranked(gathering.wanted_by(need)) if one.key != need.organisation_id]
    keys = [one.key for one in ranked]
    told = _what_was_said(need, keys)
    ranked = [_learnt(one, told.get(one.key, ())) for one in ranked]
    peace = candidates.left_in_peace(keys, but=need)
    ranked = [_left_alone(one, peace.get(one.key, "")) for one in ranked]
    times = ledger.times_proposed(timezone.localdate().year, keys)
    return _with_members(in_turn(ranked, times, peace.keys()))


def rank_notice(notice: Notice) -> list[Fitted]:
    """The same for a public notice, without the office's own history."""
    return _with_members(sorted(_ranked(gathering.wanted_in(notice)), key=_rank))


def _ranked(wanted: Wanted) -> list[Ordered]:
    with keeper.kept() as kept:
        found = [order(one, kept.members[int(one.key)]) for one in kept.rank(wanted)]
    return [one for one in found if one.is_about_it]


def in_turn(
    ranked: list[Ordered], times: dict[int, int], last: Iterable[int] = ()
) -> list[Ordered]:
    """By how well they fit, in words, and then by score; among those of a tie, by how few times
    each was chosen this year, which is said as a reason. Those in `last` go behind all others."""
    behind, found = set(last), []
    ahead = sorted((one for one in ranked if one.key not in behind), key=_rank)
    while ahead:
        first = ahead[0]
        tie = [
            one
            for one in ahead
            if first.score - one.score < TIE and _strength(one) == _strength(first)
        ]
        ahead = [one for one in ahead if one not in tie]
        turns = sorted(tie, key=lambda one: times.get(one.key, 0))
        for place, one in enumerate(turns):
            chosen = times.get(one.key, 0)
            passed = [other for other in turns[place + 1 :] if other.score > one.score]
            if any(times.get(other.key, 0) > chosen for other in passed):
                turn = {"kind": "turn", "times": chosen}
                found.append(replace(one, reasons=[*one.reasons, turn]))
            else:
                found.append(one)
    return found + sorted((one for one in ranked if one.key in behind), key=_rank)


def _strength(one: Ordered) -> Strength:
    return strength_of(one.reasons, one.missing)


def _rank(one: Ordered) -> tuple[int, float]:
    return -STEPS.index(_strength(one)), -one.score


def _what_was_said(need: Need, keys: list[int]) -> dict[int, list[tuple[str, dict[str, Any]]]]:
    """{member: [(for, against or conflict; the fact)]} of its candidacies for needs like this."""
    codes, alike = [code[:5] for code in need.cpv.split()], Q(areas__in=need.areas.all())
    for code in codes:
        alike |= Q(cpv__startswith=code) | Q(cpv__contains=f" {code}")
    similar = Need.objects.filter(alike).exclude(pk=need.pk).order_by().values("pk")
    here = Need.objects.filter(territory=need.territory_id).exclude(pk=need.pk).values("pk")
    rows = Candidate.objects.filter(member__in=keys).select_related("need")
    found: dict[int, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for one in rows.filter(need__in=similar).order_by("-updated_at"):
        fact = {"need": one.need_id, "title": one.need.title[:160], "state": one.state}
        if one.state in GOOD:
            found[one.member_id].append(("for", {"kind": "before", **fact}))
        elif one.state == CandidateState.DECLINED or one.discard_reason == DiscardReason.FIELD:
            found[one.member_id].append(("against", {"kind": "not_theirs", **fact}))
    if need.territory_id:
        for one in rows.filter(need__in=here, discard_reason=DiscardReason.CONFLICT):
            fact = {"need": one.need_id, "title": one.need.title[:160]}
            found[one.member_id].append(("against", {"kind": "conflict", **fact}))
    return found


def _learnt(one: Ordered, said: Iterable[tuple[str, dict[str, Any]]]) -> Ordered:
    """With its best and its worst memory: one of each is enough to be told."""
    score, reasons, missing = one.score, list(one.reasons), list(one.missing)
    known: set[str] = set()
    for side, fact in said:
        if fact["kind"] in known:
            continue
        known.add(fact["kind"])
        if side == "for":
            score += FOR
            reasons.append(fact)
        else:
            score -= AGAINST
            missing.append(fact)
    return replace(one, score=score, reasons=reasons, missing=missing)


def _left_alone(one: Ordered, why: str) -> Ordered:
    return replace(one, missing=[*one.missing, {"kind": "peace", "why": why}]) if why else one


def _with_members(ranked: list[Ordered]) -> list[Fitted]:
    members = Organisation.objects.select_related("territory").in_bulk([one.key for one in ranked])
    return [
        Fitted(
            member=members[one.key],
            position=place,
            score=one.score,
            strength=_strength(one),
            reasons=one.reasons,
            missing=one.missing,
        )
        for place, one in enumerate((o for o in ranked if o.key in members), start=1)
    ]
