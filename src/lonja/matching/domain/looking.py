"""The office looks for who can solve a need: the ranking kept, and what it decides over it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from lonja.directory.models import Organisation

from .. import fitting
from ..enums import DiscardReason, Origin
from ..models import Candidate, Need
from . import selecting

KEPT = 10
"""How many of the ranking are kept with a need when its office begins to choose."""


@transaction.atomic
def choose(need: Need, member: Organisation, *, by: Any, note: str = "") -> Candidate:
    """The office confirms a member, ranked or not. ValidationError when the need is closed, it is
    not a member, or it is past choosing."""
    return selecting.choose(_in_the_list(need, member, by=by, note=note), by=by)


@transaction.atomic
def discard(
    need: Need, member: Organisation, why: DiscardReason, *, by: Any, note: str = ""
) -> Candidate:
    return selecting.discard(_in_the_list(need, member, by=by), why, by=by, note=note)


@transaction.atomic
def begin(need: Need, *, by: Any) -> int:
    """Keep who was at the top, once: how many are new."""
    if Candidate.everything.filter(need=need, origin=Origin.RANKING).exists():
        return 0
    ranked = [one for one in fitting.rank_need(need) if one.fits]
    return selecting.keep_ranking(need, ranked[:KEPT], by=by)


def measure(need: Need) -> int:
    """How many members fit a need today, noted in it: without a line in the trail, because nobody
    did anything."""
    fits = sum(one.fits for one in fitting.rank_need(need))
    Need.everything.filter(pk=need.pk).update(fitting=fits, ranked_at=timezone.now())
    return fits


def _in_the_list(need: Need, member: Organisation, *, by: Any, note: str = "") -> Candidate:
    begin(need, by=by)
    return selecting.put_forward(need, member, by=by, note=note)
