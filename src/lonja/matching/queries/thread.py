"""The thread of an introduction: who said what and when, what was written, met and agreed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.acts.enums import State
from lonja.core import formatting
from lonja.core.figures import Unit
from lonja.core.naming import paired
from lonja.journal.queries import trail_of
from lonja.mail.models import Message
from lonja.workbench.registry import url_of

from ..enums import Answer, MeetingStage
from ..models import FollowUp, Introduction, Meeting, Outcome
from . import meetings, sides

RECENT = timedelta(days=30)
ICONS = {Answer.YES: "check", Answer.NOT_NOW: "clock", Answer.NO: "x"}
TONES = {Answer.YES: "good", Answer.NOT_NOW: "warn", Answer.NO: "bad"}
STAGES = {MeetingStage.HELD: "good", MeetingStage.NOT_HELD: "bad", MeetingStage.CANCELLED: "bad"}


@dataclass(frozen=True)
class Moment:
    """Something that happened. What is known by its day alone comes at the end of that day."""

    at: datetime
    title: str
    body: str = ""
    icon: str = "check"
    tone: str = ""
    href: str = ""

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)


def of(introduction: Introduction) -> list[Moment]:
    """From the first to the last."""
    told = _told_at(introduction)
    met = list(Meeting.objects.filter(follows=introduction).order_by("pk"))
    outcomes = Outcome.objects.filter(introduction=introduction)
    found = [
        Moment(introduction.created_at, _("Propuesta"), introduction.reason, "idea"),
        *_answers(introduction, told),
        *_letters(introduction, met),
        *(_meeting(one) for one in met),
        *_follow_ups(introduction),
        *(_outcome(one) for one in outcomes.select_related("organisation", "territory")),
    ]
    if introduction.state == State.DONE:
        found.append(
            Moment(
                _moment(introduction.date, told.get("state")),
                _("Presentados"),
                icon="handshake",
                tone="good",
            )
        )
    return sorted(found, key=lambda one: one.at)


def next_step(introduction: Introduction) -> str:
    """What the office has to do now: send, answer, withdraw, take-up, share, meet, or nothing."""
    if introduction.state == State.CANCELLED:
        return "" if introduction.need.is_closed else "take-up"
    if introduction.state == State.PLANNED:
        said = {sides.of(introduction, side, "answer") for side in sides.BOTH}
        if Answer.NO in said:
            return "withdraw"
        return "answer" if introduction.asked_at else "send"
    stage, came_of_it, shared = _afterwards(introduction)
    if stage is None and not came_of_it:
        recent = introduction.date >= timezone.localdate() - RECENT
        return "share" if recent and not shared else "meet"
    return "meet" if stage and stage != MeetingStage.HELD else ""


def _afterwards(introduction: Introduction) -> tuple[str | None, bool, bool]:
    """The stage of its last meeting, whether anything came of it, and whether both have been
    written who the other is."""
    last = meetings.in_order(introduction).reverse().values("stage")[:1]
    outcomes = Outcome.objects.filter(introduction=introduction)
    letters = Message.objects.filter(once=shared_once(introduction, sides.BOTH[0]))
    asked = (Subquery(last), Exists(outcomes), Exists(letters))
    return Introduction.everything.filter(pk=introduction.pk).values_list(*asked).get()


def shared_once(introduction: Introduction, side: str) -> str:
    return f"introduced:{introduction.pk}:{side}"


def _told_at(introduction: Introduction) -> dict[str, datetime]:
    """{field: when it got the value that it has}, as the trail tells."""
    return {
        field: entry.at
        for entry in trail_of(introduction).order_by("at", "pk")
        for field in entry.changes
    }


def _answers(introduction: Introduction, told: dict[str, datetime]) -> Iterator[Moment]:
    for side in sides.BOTH:
        said, on = (sides.of(introduction, side, name) for name in ("answer", "answered_on"))
        if said != Answer.PENDING and on:
            title = f"{sides.name(introduction, side)}: {Answer(said).label}"
            words = sides.of(introduction, side, "words")
            at = _moment(on, told.get(f"{side}_answer"))
            yield Moment(at, title, words, ICONS[said], TONES[said])


def _letters(introduction: Introduction, met: list[Meeting]) -> Iterator[Moment]:
    kinds = [ContentType.objects.get_for_model(model) for model in (Introduction, Meeting)]
    ours = Q(content_type=kinds[0], object_id=introduction.pk)
    theirs = Q(content_type=kinds[1], object_id__in=[one.pk for one in met])
    for one in Message.objects.filter(ours | theirs).order_by("created_at"):
        yield Moment(one.created_at, one.subject, paired(one.to, one.get_state_display()), "mail")


def _meeting(meeting: Meeting) -> Moment:
    stage = MeetingStage(meeting.stage)
    title = _("Reunión %s") % stage.label
    when = meeting.starts_at or meeting.created_at
    place = meeting.place or meeting.video_url
    body = " · ".join(part for part in (place, meeting.not_held_reason) if part)
    return Moment(when, title, body, "calendar", STAGES.get(stage, ""), url_of(meeting))


def _follow_ups(introduction: Introduction) -> Iterator[Moment]:
    for row in FollowUp.objects.filter(introduction=introduction).exclude(answered_at=None):
        who = sides.name(introduction, row.side)
        amount = formatting.printed(row.amount, Unit.EUROS) if row.amount is not None else ""
        said = [row.get_answer_display(), row.get_kind_display(), amount]
        title = f"{who}: {', '.join(str(part) for part in said if part)}"
        yield Moment(row.answered_at or timezone.now(), title, row.words, "speech")


def _outcome(outcome: Outcome) -> Moment:
    tone = "bad" if outcome.is_disputed else "good" if outcome.is_confirmed else "warn"
    said = _("Las partes dicen importes distintos") if outcome.is_disputed else ""
    at = _moment(outcome.date, outcome.created_at)
    return Moment(at, str(outcome), said, "euro", tone, url_of(outcome))


def _moment(day: date, told: datetime | None) -> datetime:
    """When it was told, if that was the day on which it happened; else the end of that day."""
    if told and timezone.localdate(told) == day:
        return told
    return timezone.make_aware(datetime.combine(day, time.max))
