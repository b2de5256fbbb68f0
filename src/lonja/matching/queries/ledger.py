"""The fairness ledger: who was put before the needs of a year, what came of it, and why.

Read from the steps of the candidates, which are never changed. What is counted are candidacies,
each once in a column whatever the times it went through that state within the year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from lonja.directory.models import Organisation, Vertical
from lonja.directory.queries import members_on

from ..enums import CandidateState as State
from ..models import CandidateStep

STATES: dict[str, tuple[State, ...]] = {
    "proposed": (),  # however it came to the list
    "chosen": (State.CHOSEN,),
    "asked": (State.ASKED,),
    "answered": (State.INTERESTED, State.NOT_NOW, State.DECLINED),
    "introduced": (State.INTRODUCED,),
    "passed_over": (State.PASSED_OVER,),
    "discarded": (State.DISCARDED,),
    "expired": (State.EXPIRED,),
}
"""What each column counts: the states that a candidacy reached within the year."""


@dataclass
class Line:
    """What a member was in a year. `share` of all the introductions of the year, from 0 to 1, or
    None when there was none."""

    member: Organisation
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATES, 0))
    share: float | None = None


def years() -> list[int]:
    """Those with steps, and this one; the last first."""
    found = CandidateStep.objects.dates("at", "year")
    return sorted({day.year for day in found} | {timezone.localdate().year}, reverse=True)


def steps(year: int, *, vertical: Vertical | None = None) -> QuerySet[CandidateStep]:
    """Every step of a year about needs of a vertical, the first of the year first."""
    rows = CandidateStep.objects.filter(at__year=year, candidate__deleted_at__isnull=True)
    if vertical:
        rows = rows.filter(candidate__need__areas__vertical=vertical).distinct()
    return rows.select_related("candidate__member", "candidate__need", "by")


def by_member(year: int, *, vertical: Vertical | None = None) -> list[Line]:
    """A line for each member of the year, those who were never put before a need too."""
    lines = {one.pk: Line(one) for one in _members(year)}
    reached = {
        column: Count(
            "candidate",
            filter=Q(to_state__in=states) if states else Q(from_state=""),
            distinct=True,
        )
        for column, states in STATES.items()
    }
    counted = steps(year, vertical=vertical).order_by().values("candidate__member")
    for row in counted.annotate(**reached):
        told: dict = dict(row)
        if line := lines.get(row["candidate__member"]):
            line.counts.update({column: told[column] for column in STATES})
    introduced = sum(line.counts["introduced"] for line in lines.values())
    for line in lines.values():
        line.share = line.counts["introduced"] / introduced if introduced else None
    return list(lines.values())


def ordered(lines: Iterable[Line], key: str) -> list[Line]:
    """By a column's name, with "-" before it for the most first; ties and all else by name."""
    by_name = sorted(lines, key=lambda line: line.member.folded)
    name = key.removeprefix("-")
    if name == "member":
        return by_name[::-1] if key.startswith("-") else by_name
    if name not in (*STATES, "share"):
        name, key = "proposed", "-proposed"

    def amount(line: Line) -> float:
        return (line.share or 0) if name == "share" else line.counts[name]

    return sorted(by_name, key=amount, reverse=key.startswith("-"))


def choices(year: int) -> QuerySet[CandidateStep]:
    """The steps of the year by which a member was chosen, or asked: to how many needs says whose
    turn it is when two fit alike."""
    return CandidateStep.objects.filter(at__year=year, to_state__in=(State.CHOSEN, State.ASKED))


def _members(year: int) -> list[Organisation]:
    """Members at the end of the year, or today within it, and whoever was before a need."""
    day = min(date(year, 12, 31), timezone.localdate())
    before = CandidateStep.objects.filter(at__year=year).values("candidate__member")
    return list(
        Organisation.everything.filter(
            Q(pk__in=members_on(day).order_by().values("pk")) | Q(pk__in=before.order_by())
        )
    )
