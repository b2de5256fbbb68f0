"""A member's home: what the cluster did for it, what fits it, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from lonja.acts.models import Act
from lonja.core import measures
from lonja.core.measures import HowMany, HowMuch
from lonja.directory.models import Membership, Organisation
from lonja.directory.queries import active_on
from lonja.matching.enums import MeetingStage
from lonja.matching.fitting import words
from lonja.matching.fitting.words import Said
from lonja.matching.models import Candidate, Fit, Introduction, Meeting, Notice, Outcome, Told
from lonja.matching.queries import meetings

from . import together
from .together import Span

MOST_FITS = 8


@dataclass(frozen=True)
class Numbers:
    """What can be counted of a member's year. Euros: confirmed by both sides. `since`: the year
    of the first act of all, 0 without any."""

    acts: int
    proposed: int
    introductions: int
    meetings: int
    told: int
    euros: Decimal
    since: int


def numbers(member: Organisation, acts: QuerySet[Act], span: Span) -> Numbers:
    asked = Candidate.objects.filter(member=member, asked_at__date__range=span)
    held = Meeting.objects.filter(follows__member=member, stage=MeetingStage.HELD, date__range=span)
    told = Told.objects.filter(subscription__member=member, at__date__range=span)
    confirmed = Outcome.objects.confirmed().filter(organisation=member, date__range=span)
    made = Introduction.objects.done().filter(member=member, date__range=span)
    found = measures.numbers(
        acts=HowMany(acts.filter(date__range=span).values("pk")),
        proposed=HowMany(asked.values("pk")),
        introductions=HowMany(made.values("pk")),
        meetings=HowMany(held.values("pk")),
        told=HowMany(told.values("notice").distinct()),
        euros=HowMuch(confirmed, "amount"),
        since=together.since(acts),
    )
    return Numbers(**found)


def fits(member: Organisation) -> QuerySet[Fit]:
    """Notices still open that fit it, the best first."""
    still = Notice.objects.open()
    rows = Fit.objects.filter(member=member, notice__in=still.values("pk"))
    return rows.select_related("notice", "notice__territory").order_by("-score", "pk")


def meetings_to_come(member: Organisation) -> QuerySet[Meeting]:
    rows = meetings.to_come(timezone.localdate()).filter(follows__member=member)
    return rows.select_related("follows__need")


def membership(member: Organisation) -> Membership | None:
    """By which it is a member today: who is not has no home."""
    return (
        active_on(timezone.localdate())
        .filter(organisation=member, organisation__is_us=False)
        .first()
    )


def of(member: Organisation, span: Span, joined: Membership | None) -> dict[str, Any]:
    """All that the page shows."""
    acts = together.acts_with(member)
    return {
        "numbers": numbers(member, acts, span),
        "parts": together.within(acts, span),
        "membership": joined,
        "coming": list(meetings_to_come(member)),
        "fits": _told(fits(member)[:MOST_FITS]),
    }


def _told(found: Iterable[Fit]) -> list[tuple[Fit, list[Said], list[Said]]]:
    """Each with why it fits and what it lacks, in words."""
    names = words.Names()
    return [
        (fit, words.said(fit.reasons, names), words.lacking(fit.missing, names)) for fit in found
    ]
