"""A territory's passport: what it needs, who works there, and what came of it.

What is above municipalities (a province's government, a mancomunidad) shows its own and that of its
municipalities, where an act with two of them is one act, and a euro is one euro.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from lonja.acts.enums import State
from lonja.acts.models import Act
from lonja.core import measures
from lonja.core.measures import HowMany, HowMuch
from lonja.directory.models import Organisation, Seat
from lonja.directory.queries import governments_of, seats_on
from lonja.matching.enums import NEED_CLOSED, MeetingStage, NeedState
from lonja.matching.models import Introduction, Meeting, Need, Outcome
from lonja.matching.queries import meetings
from lonja.territories.models import Territory
from lonja.territories.queries import rolled_up

from . import together
from .together import Span


@dataclass(frozen=True)
class Numbers:
    """Of a year, each thing once. Euros: confirmed by both sides. `since`: the year of the
    first act of all, 0 without any."""

    acts: int
    needs: int
    introductions: int
    meetings: int
    members: int
    euros: Decimal
    since: int


def numbers(inside: QuerySet[Territory], acts: QuerySet[Act], span: Span) -> Numbers:
    held = Meeting.objects.filter(
        follows__need__territory__in=inside, stage=MeetingStage.HELD, date__range=span
    )
    made = Introduction.objects.done().filter(need__territory__in=inside, date__range=span)
    confirmed = Outcome.objects.confirmed().filter(territory__in=inside, date__range=span)
    received = Need.objects.filter(territory__in=inside, received_on__range=span)
    found = measures.numbers(
        acts=HowMany(acts.filter(date__range=span).values("pk")),
        needs=HowMany(received.values("pk")),
        introductions=HowMany(made.values("pk")),
        meetings=HowMany(held.values("pk")),
        members=HowMany(made.values("member").distinct()),
        euros=HowMuch(confirmed, "amount"),
        since=together.since(acts),
    )
    return Numbers(**found)


def needs(inside: QuerySet[Territory]) -> QuerySet[Need]:
    """What it has asked for, the open ones first, each with the day and hour of its next meeting:
    `meets_on`, `meets_at`. What was withdrawn is not told."""
    coming = meetings.to_come(timezone.localdate()).filter(follows__need=OuterRef("pk"))
    rows = Need.objects.filter(territory__in=inside).exclude(state=NeedState.WITHDRAWN)
    return (
        rows.annotate(
            introduced=Count("introductions", filter=Q(introductions__state="done")),
            is_over=Q(state__in=NEED_CLOSED),
            meets_on=Subquery(coming.values("date")[:1]),
            meets_at=Subquery(coming.values("time")[:1]),
        )
        .select_related("territory")
        .order_by("is_over", "-received_on", "-pk")
    )


def members_there(inside: QuerySet[Territory]) -> QuerySet[Organisation]:
    """The members introduced there or with confirmed work there, and how often."""
    introduced = Q(introductions__need__territory__in=inside, introductions__state="done")
    return (
        Organisation.objects.filter(introduced)
        .annotate(times=Count("introductions", filter=introduced, distinct=True))
        .order_by("-times", "folded")
    )


def people(inside: QuerySet[Territory], day) -> QuerySet[Seat]:
    """Who represents it, by their offices. Neither addresses nor telephones."""
    return (
        seats_on(day)
        .filter(
            organisation__in=governments_of(inside),
            person__erased_at=None,
            person__deleted_at=None,
        )
        .select_related("person", "organisation")
        .order_by("organisation__folded", "-is_main", "person__folded")
    )


def of(territory: Territory, span: Span, today) -> dict[str, Any]:
    """All that the page shows."""
    places = _places(territory, span)
    # By their keys: the database would work out what lies inside in each of the questions below.
    inside = Territory.everything.filter(pk__in=[key for key, *_rest in places])
    acts = together.acts_in(inside)
    return {
        "numbers": numbers(inside, acts, span),
        "parts": together.within(acts, span),
        "needs": needs(inside)[:30],
        "members": members_there(inside)[:30],
        "people": people(inside, today)[:30],
        "towns": _towns(territory, places) if territory.is_supramunicipal else [],
    }


Place = tuple[int, str, str, int]


def _places(territory: Territory, span: Span) -> list[Place]:
    """What it is and what lies in it: (key, name, folded, how many acts in the year)."""
    then = Q(acts__state=State.DONE, acts__date__range=span, acts__deleted_at__isnull=True)
    rows = (
        rolled_up([territory]).order_by().annotate(then=Count("acts", filter=then, distinct=True))
    )
    return list(rows.values_list("pk", "name", "folded", "then"))


def _towns(territory: Territory, places: list[Place]) -> list[dict[str, Any]]:
    """Of what is made of others: each of them with any act in the year, and how many."""
    worked = sorted(places, key=lambda place: (-place[3], place[2]))
    return [
        {"name": name, "acts": acts}
        for key, name, _folded, acts in worked
        if acts and key != territory.pk
    ]
