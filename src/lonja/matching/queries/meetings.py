"""Named reads of the meetings that follow introductions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil
from typing import Protocol

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from lonja.directory.models import Person

from ..enums import CalendarAnswer, MeetingStage
from ..models import CalendarReply, Introduction, Meeting
from ..models.meeting import later
from . import sides

OPEN = (MeetingStage.PROPOSED, MeetingStage.AGREED)
ASKED_FOR = timedelta(days=14)
STANDING = sides.standing("follows__")


def in_order(introduction: Introduction) -> QuerySet[Meeting]:
    """Those that follow it; the last is the one being arranged or called, or else the last there
    was."""
    rows = Meeting.objects.filter(follows=introduction).annotate(is_open=Q(stage__in=OPEN))
    return rows.order_by("is_open", "pk")


def last_of(introduction: Introduction) -> Meeting | None:
    return in_order(introduction).last()


def to_be_reminded(day: date) -> QuerySet[Meeting]:
    """The called meetings of a day."""
    rows = Meeting.objects.filter(STANDING, stage=MeetingStage.AGREED, date=day)
    return rows.select_related("follows__need", "follows__member")


def replies_to(meeting: Meeting) -> QuerySet[CalendarReply]:
    """What was answered to its last invitation: an earlier one asked about another time."""
    return CalendarReply.objects.filter(meeting=meeting, sequence=meeting.sequence)


def to_come(today: date) -> QuerySet[Meeting]:
    """The called meetings from a day on, as their sides are told of them, the next first."""
    rows = Meeting.objects.filter(STANDING, stage=MeetingStage.AGREED, date__gte=today)
    return rows.order_by("date", "time", "pk")


def ahead(today: date) -> QuerySet[Meeting]:
    """Called meetings from a day on, with who was the first to answer its last invitation that they
    are not going: `absent` (name, or address), `absent_because` and `absent_since`."""
    said = CalendarReply.objects.filter(
        meeting=OuterRef("pk"), sequence=OuterRef("sequence"), answer=CalendarAnswer.NO
    ).annotate(who=Coalesce("person__name", "email", output_field=CharField()))[:1]
    rows = Meeting.objects.filter(stage=MeetingStage.AGREED, date__gte=today).annotate(
        absent=Subquery(said.values("who")),
        absent_because=Subquery(said.values("comment")),
        absent_since=Subquery(said.values("sent_at")),
    )
    return rows.order_by("date", "time")


def begun(before: datetime) -> QuerySet[Meeting]:
    """Called meetings whose hour came before a moment."""
    moment = timezone.localtime(before)
    came = Q(date__lt=moment.date()) | Q(date=moment.date(), time__lte=moment.time())
    return Meeting.objects.filter(came, stage=MeetingStage.AGREED, time__isnull=False)


def to_be_told(now: datetime) -> list[Meeting]:
    """Those whose time has passed and of which nobody has said whether they were held."""
    return _over(Meeting.objects.all(), now)


def to_be_asked(now: datetime) -> list[Meeting]:
    """Of these, those of the last two weeks: what is older the office alone is asked."""
    since = timezone.localdate(now) - ASKED_FOR
    return _over(Meeting.objects.filter(STANDING, date__gte=since), now)


def _over(rows: QuerySet[Meeting], now: datetime) -> list[Meeting]:
    rows = rows.filter(stage=MeetingStage.AGREED, date__lte=timezone.localdate(now))
    rows = rows.select_related("follows__need", "follows__member").order_by("date", "time")
    return [one for one in rows if one.ends_at and one.ends_at <= now]


def overlapping(
    times: Iterable[datetime], minutes: int, people: Iterable[Person | None], *, but: Meeting | None
) -> dict[datetime, list[Meeting]]:
    """{a time: the called meetings of any of these people that would be going on then}."""
    asked = list(times)
    if not asked:
        return {}
    keys = [person.pk for person in people if person]
    days = [timezone.localdate(one) for one in asked]
    near = (min(days) - timedelta(days=1), max(days) + timedelta(days=1))
    rows = Meeting.objects.filter(stage=MeetingStage.AGREED, date__range=near).filter(
        Q(follows__member_contact__in=keys) | Q(follows__territory_contact__in=keys)
    )
    called = list((rows.exclude(pk=but.pk) if but else rows).order_by("date", "time"))
    return {
        one: [
            other for other in called
            if other.starts_at and other.ends_at
            and other.starts_at < later(one, minutes) and one < other.ends_at
        ]
        for one in asked
    }  # fmt: skip


# -- of a year -----------------------------------------------------------------------------------


class Spell(Protocol):
    """Some days on end: a year of the figures, or others that somebody asks about."""

    @property
    def span(self) -> tuple[date, date]: ...


def held(year: Spell) -> QuerySet[Meeting]:
    return Meeting.objects.filter(stage=MeetingStage.HELD, date__range=year.span)


def told(year: Spell) -> QuerySet[Meeting]:
    """Those of the year of which somebody said whether they were held."""
    stages = (MeetingStage.HELD, MeetingStage.NOT_HELD)
    return Meeting.objects.filter(stage__in=stages, date__range=year.span)


def first_held(year: Spell) -> QuerySet[Meeting]:
    """The first held meeting of each need, when it was in the year."""
    return every_first_held().filter(date__range=year.span)


def every_first_held() -> QuerySet[Meeting]:
    """The first held meeting of each need, in any year."""
    of_need = Meeting.objects.filter(
        stage=MeetingStage.HELD, follows__need=OuterRef("follows__need")
    )
    first = of_need.order_by("date", "pk").values("pk")[:1]
    rows = Meeting.objects.filter(stage=MeetingStage.HELD, pk=Subquery(first))
    return rows.select_related("follows__need")


def days_to_meeting(rows: Iterable[Meeting]) -> list[int]:
    """Days from each need to its first meeting, the shortest first. One noted later than it was
    solved counts none."""
    return sorted(max((one.date - one.follows.need.received_on).days, 0) for one in rows)


def percentile(days: list[int], share: Decimal) -> int:
    """The least number of days within which that share of them is (nearest rank)."""
    return days[max(ceil(share * len(days)), 1) - 1]
