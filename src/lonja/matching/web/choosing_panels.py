"""What the pages of needs, candidates and soundings show of who is before a need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from lonja.directory.models import Organisation

from .. import fitting
from ..domain import sounding
from ..enums import CandidateState, SoundingEvent
from ..fitting import Strength, words
from ..fitting.strength import STEPS, strength_of
from ..models import Candidate, Fit, Need, Notice, Sounding

SHOWN = 60
IN_THE_LIST = (CandidateState.SUGGESTED, CandidateState.DISCARDED)
ICONS = {
    SoundingEvent.OPENED: "megaphone",
    SoundingEvent.SENT: "mail",
    SoundingEvent.REMINDED: "bell",
    SoundingEvent.UNREACHED: "warning",
    SoundingEvent.LEFT_OUT: "minus",
    SoundingEvent.QUESTION: "question",
    SoundingEvent.REPLY: "reply",
    SoundingEvent.ANSWER: "comment",
    SoundingEvent.CLOSED: "check-circle",
}


BEST, FITTED = 3, 6
TONES = {Strength.STRONG: "good", Strength.FAIR: "info", Strength.SOME: "neutral"}


@dataclass(frozen=True)
class Best:
    """One of the first of the ranking, as the page of a need shows it."""

    member: Organisation
    strength: Strength
    reasons: list[words.Said]
    missing: list[words.Said]

    @property
    def tone(self) -> str:
        return TONES[self.strength]


def who(record: Need, user: Any) -> dict[str, Any] | None:
    return {"candidates": list(before(record, user).select_related("member"))}


def before(record: Need, user: Any) -> QuerySet[Candidate]:
    """Who is before the need, for those who may know it."""
    if not user.reads_everything:
        return Candidate.objects.none()
    return Candidate.objects.filter(need=record).exclude(state__in=IN_THE_LIST)


def best(record: Need, user: Any) -> dict[str, Any] | None:
    """The first who fit a need before which there is nobody yet."""
    ranking = fitting.ranking_of(record)
    found = _told([(one, one.strength) for one in ranking.fitted if one.fits][:BEST])
    may_say = user.is_staff_of_office
    return {"candidates": [], "best": found, "seems": ranking.seems, "may_say": may_say}


def fitted(record: Notice, user: Any) -> dict[str, Any] | None:
    """The first whom a notice fits, as it was found when it was last looked at."""
    found = [
        (one, strength_of(one.reasons, one.missing))
        for one in fits(record, user).select_related("member")
    ]
    found.sort(key=lambda pair: -STEPS.index(pair[1]))  # then by their score, as they come
    return {"best": _told(found[:FITTED]), "more": max(0, len(found) - FITTED)}


def fits(record: Notice, user: Any) -> QuerySet[Fit]:
    """Whom a notice fits while one can still take part in it, for those who may know it."""
    rows = record.fits.all()
    return rows if user.reads_everything and record.is_open else rows.none()


def _told(ranked: Iterable[tuple[fitting.Fitted | Fit, Strength]]) -> list[Best]:
    names = words.Names()
    return [
        Best(
            one.member, strength, words.said(one.reasons, names), words.lacking(one.missing, names)
        )
        for one, strength in ranked
    ]  # fmt: skip


def alone(record: Need, user: Any) -> QuerySet[Need]:
    """Itself, while it is open and there is nobody before it."""
    if not user.reads_everything or record.is_closed:
        return Need.objects.none()
    return Need.objects.filter(~Exists(before(record, user)), pk=record.pk)


def reasons(record: Candidate, user: Any) -> dict[str, Any] | None:
    """Why it was put forward, as it was said then."""
    if not user.reads_everything or not (record.reasons or record.missing):
        return None
    return {"reasons": words.said(record.reasons), "missing": words.lacking(record.missing)}


def steps(record: Candidate, user: Any) -> dict[str, Any] | None:
    found = record.steps.select_related("by")
    return {"steps": found} if user.reads_everything and found else None


def questions(record: Sounding, user: Any) -> dict[str, Any] | None:
    found = record.questions.all()
    may_reply = user.is_staff_of_office and record.is_open
    return {"questions": found, "may_reply": may_reply} if found else None


def answers(record: Sounding, user: Any) -> dict[str, Any] | None:
    found = sounding.told(record)
    return {"candidates": found} if user.reads_everything and found else None


def log(record: Sounding, user: Any) -> dict[str, Any] | None:
    if not user.reads_everything:
        return None
    entries = list(record.log.select_related("member")[: SHOWN + 1])
    for one in entries:
        one.icon = ICONS[one.what]
    return {"entries": entries[:SHOWN], "more": len(entries) > SHOWN}
