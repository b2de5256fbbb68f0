"""Needs that nobody has moved, sources that cannot be read, and what came by the form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.core.agenda import MOST, WEEK, Matter, Upcoming, register

from ..enums import CameBy, NeedState
from ..models import Feed, Need, Postscript

SILENT = 3
"""Failures in a row after which somebody should look."""


def untouched(user, today: date) -> Iterator[Upcoming]:
    """Needs as they came: by the form, from the first day; the others, after a week. And those to
    which whoever sent them has added something that nobody has read."""
    if not user.reads_everything:
        return
    unread = Postscript.objects.filter(intake__need=OuterRef("pk"), read_at__isnull=True)
    rows = Need.objects.annotate(added=Subquery(unread.order_by("at").values("at")[:1]))
    waits = Q(came_by=CameBy.FORM) | Q(received_on__lt=today - WEEK)
    rows = rows.filter(Q(waits, state=NeedState.RECEIVED) | Q(added__isnull=False))
    for need in rows.select_related("territory").order_by("received_on")[:MOST]:
        day = timezone.localdate(need.added) if need.added else need.received_on
        note = str(need.territory) if need.territory else need.get_came_by_display()
        note = _("han añadido algo, sin leer") if need.added else note
        yield Upcoming(day, need.title, Matter.WAITING, 8, need, note=note)


def silent_feeds(user, today: date) -> Iterator[Upcoming]:
    """Sources of notices that cannot be read."""
    if not user.reads_everything:
        return
    for feed in Feed.objects.filter(is_active=True, failures__gte=SILENT)[:MOST]:
        day = timezone.localdate(feed.polled_at) if feed.polled_at else today
        yield Upcoming(day, feed.name, Matter.WAITING, 8, feed, note=feed.problem)


register(
    untouched,
    rows=lambda today: Need.objects.filter(
        Q(state=NeedState.RECEIVED)
        | Q(intake__postscripts__read_at__isnull=True, intake__postscripts__isnull=False)
    ),
)
register(silent_feeds, rows=lambda today: Feed.objects.filter(failures__gte=SILENT))
