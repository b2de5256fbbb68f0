"""Who can solve a need: the index's order, with what the office has learnt and whose turn it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from lonja.core.keys import Among
from lonja.directory.models import Area, Organisation
from lonja.ranking.profiles import Wanted

from ..enums import CandidateState, DiscardReason
from ..models import Candidate, Need, Notice
from ..queries import candidates
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


@dataclass(frozen=True)
class Ranking:
    """The members before a need, the best first. `peace`: {key: why it is not to be asked now}, of
    these and of those asked about besides. `let`: the keys of these that a condition lets through;
    None without one. `seems`: the areas that were guessed from the text of a need without any;
    None when they or its codes were said."""

    fitted: list[Fitted]
    peace: dict[int, str]
    let: set[int] | None = None
    seems: list[Area] | None = None


def rank_need(need: Need) -> list[Fitted]:
    """Every member with something to do with a need, the best first."""
    return ranking_of(need).fitted


def ranking_of(need: Need, *, also: Iterable[int] = (), let: Q | None = None) -> Ranking:
    """The same, with what is to be said of the members `also`, whatever they fit; `let` is a
    condition on members."""
    areas, seems = gathering.areas_of(need)
    wanted = gathering.wanted_by(need, areas, seems)
    ranked = [one for one in _ranked(wanted) if one.key != need.organisation_id]
    keys = [one.key for one in ranked]
    rows = candidates.standing({*keys, *also}, but=need).select_related("profile", "territory")
    rows = rows.annotate(is_let=_told(let or Q(pk__isnull=False)))
    members = {one.pk: one for one in rows}
    told = _what_was_said(need, areas, keys)
    ranked = [_learnt(one, told.get(one.key, ())) for one in ranked]
    peace = {key: why for key, one in members.items() if (why := candidates.peace_of(one))}
    ranked = [_left_alone(one, peace.get(one.key, "")) for one in ranked]
    times = {key: one.times for key, one in members.items() if one.times}
    behind = [one.key for one in ranked if one.key in peace]
    return Ranking(
        _with_members(in_turn(ranked, times, behind), members),
        peace,
        None if let is None else {key for key, one in members.items() if one.is_let},
        seems,
    )


def _told(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, BooleanField())


def rank_notice(notice: Notice) -> list[Fitted]:
    """The same for a public notice, without the office's own history."""
    ranked = sorted(_ranked(gathering.wanted_in(notice)), key=_rank)
    rows = Organisation.objects.select_related("territory")
    return _with_members(ranked, rows.in_bulk([one.key for one in ranked]))


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


def _what_was_said(
    need: Need, areas: list[Area], keys: list[int]
) -> dict[int, list[tuple[str, dict[str, Any]]]]:
    """{member: [(for, against or conflict; the fact)]} of its candidacies for needs like this."""
    codes, alike = [code[:5] for code in need.cpv.split()], Q(areas__in=areas)
    for code in codes:
        alike |= Q(cpv__startswith=code) | Q(cpv__contains=f" {code}")
    similar = Need.objects.filter(alike).exclude(pk=need.pk).order_by().values("pk")
    here = Need.objects.filter(territory=need.territory_id).exclude(pk=need.pk).values("pk")
    asked = {"is_alike": Q(need__in=similar), "is_here": Q(pk=None)}
    if need.territory_id:
        asked["is_here"] = Q(need__in=here, discard_reason=DiscardReason.CONFLICT)
    rows = Candidate.objects.filter(asked["is_alike"] | asked["is_here"], member__in=Among(keys))
    rows = rows.select_related("need").annotate(**{name: _told(q) for name, q in asked.items()})
    remembered = list(rows.order_by("-updated_at"))
    found: dict[int, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for one in (one for one in remembered if one.is_alike):
        fact = {"need": one.need_id, "title": one.need.title[:160], "state": one.state}
        if one.state in GOOD:
            found[one.member_id].append(("for", {"kind": "before", **fact}))
        elif one.state == CandidateState.DECLINED or one.discard_reason == DiscardReason.FIELD:
            found[one.member_id].append(("against", {"kind": "not_theirs", **fact}))
    for one in (one for one in remembered if one.is_here):
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


def _with_members(ranked: list[Ordered], members: Mapping[int, Organisation]) -> list[Fitted]:
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
