"""Needs that nobody has moved, sources that cannot be read, and what came by the form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.core.agenda import MOST, WEEK, Matter, Upcoming, register

from . import encounter_agenda
from .choosing_agenda import interested, next_in_line, soundings
from .enums import NeedState
from .models import Feed, Intake, Need, Postscript

__all__ = ["encounter_agenda"]

SILENT = 3
"""Failures in a row after which somebody should look."""


def untouched(user, today: date) -> Iterator[Upcoming]:
    """Needs received more than a week ago that are as they came."""
    if not user.reads_everything:
        return
    rows = Need.objects.filter(state=NeedState.RECEIVED, received_on__lt=today - WEEK)
    for need in rows.select_related("territory").order_by("received_on")[:MOST]:
        note = str(need.territory) if need.territory else need.get_came_by_display()
        yield Upcoming(need.received_on, need.title, Matter.WAITING, 8, need, note=note)


def silent_feeds(user, today: date) -> Iterator[Upcoming]:
    """Sources of notices that cannot be read."""
    if not user.reads_everything:
        return
    for feed in Feed.objects.filter(is_active=True, failures__gte=SILENT)[:MOST]:
        day = timezone.localdate(feed.polled_at) if feed.polled_at else today
        yield Upcoming(day, feed.name, Matter.WAITING, 8, feed, note=feed.problem)


def come_in(user, today: date) -> Iterator[Upcoming]:
    """What came by the form and is still to be looked at, and what was added and is unread."""
    if not user.reads_everything:
        return
    rows = Intake.objects.filter(need__deleted_at__isnull=True, confirmed_at__isnull=False)
    rows = rows.select_related("need__territory")
    new = Q(need__state=NeedState.RECEIVED, need__received_on__gte=today - WEEK)
    for one in rows.filter(new).order_by("need__received_on")[:MOST]:
        need, note = one.need, str(one.need.territory or one.body)
        yield Upcoming(need.received_on, need.title, Matter.WAITING, 8, need, note=note)
    unread = Postscript.objects.filter(read_at__isnull=True, intake__in=rows)
    for added in unread.select_related("intake__need").order_by("at")[:MOST]:
        day, need = timezone.localtime(added.at).date(), added.intake.need
        note = _("han añadido algo, sin leer")
        yield Upcoming(day, need.title, Matter.WAITING, 8, need, note=note)


register(untouched, silent_feeds, come_in, interested, next_in_line, soundings)
