"""Needs that nobody has moved or with a place left free, and sources that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.core.agenda import MOST, Matter, Near, Upcoming, as_it_comes, register
from lonja.core.naming import called

from ..enums import TAKES_A_PLACE, CandidateState, NeedState
from ..models import Candidate, Feed, Introduction, Need, Postscript, Sounding

FAILURES = 3
"""In a row, after which somebody should look at a source."""
SILENT = (CandidateState.EXPIRED, CandidateState.NOT_NOW, CandidateState.DECLINED)
IN_LINE = (CandidateState.CHOSEN, CandidateState.SUGGESTED)


def waiting(user, today: date) -> QuerySet[Need]:
    """Needs as they came, from their first day: nobody has said what they are. Those to which
    whoever sent them has added something that nobody has read, since `added`. And those in which
    somebody left a place `free`, with who is `next`, by name. `since`: the day of each."""
    mine = Candidate.objects.filter(need=OuterRef("pk"))
    unread = Postscript.objects.filter(intake__need=OuterRef("pk"), read_at__isnull=True)
    asking = Sounding.objects.filter(need=OuterRef("pk"), opened_at__isnull=False, closed_at=None)
    # In the order of its state: the chosen before the suggested.
    in_line = mine.filter(state__in=IN_LINE).order_by("state", "position", "pk")
    taken = mine.filter(state__in=TAKES_A_PLACE).order_by().values("need")
    rows = Need.objects.annotate(
        added=Subquery(unread.order_by("at").values("at")[:1]),
        next=Subquery(in_line.values("member__name")[:1]),
        taken=Coalesce(Subquery(taken.annotate(n=Count("pk")).values("n")), 0),
        free=ExpressionWrapper(
            Q(
                Exists(mine.filter(state__in=SILENT)),
                ~Exists(asking),
                state__in=(NeedState.OPENED, NeedState.ANSWERED),
                taken__lt=F("places"),
            ),
            BooleanField(),
        ),
    ).annotate(
        since=Case(
            When(added__isnull=False, then=TruncDate("added")),
            When(free=True, then=TruncDate("updated_at")),
            default=F("received_on"),
        )
    )
    introduced = Introduction.objects.filter(need=OuterRef("pk"))
    untouched = Q(~Exists(introduced), state=NeedState.RECEIVED)
    return rows.filter(untouched | Q(added__isnull=False) | Q(free=True))


def needs(user, today: date) -> Iterator[Upcoming]:
    for need in as_it_comes(waiting(user, today).select_related("territory"), "since", today):
        url = reverse("need-who", args=[need.pk]) if need.free and not need.added else ""
        yield Upcoming(need.since, need.title, Matter.WAITING, 8, need, url, _why(need))


def _why(need) -> str:
    if need.added:
        return _("han añadido algo, sin leer")
    if need.free:
        next_one = _("queda sitio; sigue %s") % called(need.next)
        return next_one if need.next else _("queda sitio, y nadie más en la lista")
    place = str(need.territory) if need.territory else need.get_came_by_display()
    return _("%(place)s, por calificar") % {"place": place}


def unreadable(user, today: date) -> QuerySet[Feed]:
    """Sources of notices that cannot be read."""
    rows = Feed.objects.filter(is_active=True, failures__gte=FAILURES)
    return rows.annotate(since=Coalesce("polled_at", "updated_at"))


def silent_feeds(user, today: date) -> Iterator[Upcoming]:
    for feed in unreadable(user, today).order_by("since")[:MOST]:
        on = timezone.localdate(feed.since)
        yield Upcoming(on, feed.name, Matter.WAITING, 8, feed, note=feed.problem)


register(needs, Near(Matter.WAITING, waiting, on="since"))
register(silent_feeds, Near(Matter.WAITING, unreadable, on="since"))
