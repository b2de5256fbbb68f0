"""Who is put before a need: members put forward, chosen, or discarded with a reason.

Every change of a candidate's state passes through `move`, which keeps the step: together they are
the ledger in which anybody may see who was proposed, introduced or passed over, and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lonja.directory.models import Organisation
from lonja.journal import writing

from ..enums import CANDIDATE_MOVES, CandidateState, DiscardReason, Origin, Side
from ..models import Candidate, CandidateStep, Need
from ..queries import candidates
from ..queries.candidates import Standing


@transaction.atomic
def put_forward(
    need: Need,
    member: Organisation,
    *,
    by: Any,
    origin: Origin = Origin.OFFICE,
    standing: Standing | None = None,
    note: str = "",
    side: Side = Side.OFFICE,
) -> Candidate:
    """Add a member to the list of a need, or give back the one already there.

    One in the bin comes back as it was. ValidationError when the need is closed, or when it is not
    a member today.
    """
    Need.everything.select_for_update().get(pk=need.pk)  # two at once make one candidate
    if need.is_closed:
        raise ValidationError(_("Esta necesidad está cerrada."), code="closed")
    if not candidates.is_member(member):
        raise ValidationError(_("%s no es asociado.") % member, code="not_member")
    known = Candidate.everything.filter(need=need, member=member).first()
    if known:
        if known.deleted_at:
            writing.restore(known, by=by)
        return known
    candidate = Candidate(need=need, member=member, origin=origin, note=note[:400])
    if standing:
        candidate.position, candidate.score = standing.position, standing.score
        candidate.reasons, candidate.missing = list(standing.reasons), list(standing.missing)
    writing.create(candidate, by=by)
    CandidateStep.objects.create(candidate=candidate, to_state=candidate.state, by=by, side=side)
    return candidate


@transaction.atomic
def keep_ranking(need: Need, ranking: Sequence[Standing], *, by: Any) -> int:
    """Keep who was at the top when the office began to choose, so that one can tell, later, who
    else could have been: how many are new. Nobody already in the list changes."""
    known = set(Candidate.everything.filter(need=need).values_list("member", flat=True))
    fresh = [one for one in ranking if one.member.pk not in known]
    for one in fresh:
        put_forward(need, one.member, by=by, origin=Origin.RANKING, standing=one)
    return len(fresh)


@transaction.atomic
def move(
    candidate: Candidate,
    to: CandidateState,
    *,
    by: Any,
    reason: str = "",
    side: Side = Side.OFFICE,
    **values: Any,
) -> Candidate:
    """Take a candidate to another state, when the table of moves allows it.

    `values` are other fields that change with it. ValidationError otherwise.
    """
    candidate = Candidate.objects.select_for_update().get(pk=candidate.pk)
    to = CandidateState(to)
    if to not in CANDIDATE_MOVES[CandidateState(candidate.state)]:
        raise ValidationError(
            _("%(member)s está como «%(now)s» y no puede pasar a «%(to)s».")
            % {
                "member": candidate.member,
                "now": candidate.get_state_display(),
                "to": to.label,
            },
            code="move",
        )
    CandidateStep.objects.create(
        candidate=candidate,
        from_state=candidate.state,
        to_state=to,
        by=by,
        side=side,
        reason=reason.strip()[:400],
    )
    return writing.change(candidate, by=by, reason=reason[:200], state=to, **values)


def choose(candidate: Candidate, *, by: Any) -> Candidate:
    """The office confirms that it fits. It is asked later, by `asking`."""
    return move(candidate, CandidateState.CHOSEN, by=by, discard_reason="")


def discard(candidate: Candidate, why: DiscardReason, *, by: Any, note: str = "") -> Candidate:
    """Out of the list, with the reason, which the ranking learns from."""
    if why == DiscardReason.OTHER and not note.strip():
        raise ValidationError(_("Diga por qué."), code="reason")
    said = note.strip() or str(DiscardReason(why).label)
    return move(candidate, CandidateState.DISCARDED, by=by, reason=said, discard_reason=why)


def take_back(candidate: Candidate, *, by: Any) -> Candidate:
    """As it was before being chosen or discarded."""
    return move(candidate, CandidateState.SUGGESTED, by=by, discard_reason="")
