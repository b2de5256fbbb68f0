"""Acts as an iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import STATUS, Event

from lonja.acts.enums import State
from lonja.acts.models import Act
from lonja.acts.queries import acts_visible_to
from lonja.core.ical import calendar, plain
from lonja.workbench.registry import url_of

BEFORE = timedelta(days=90)
MOST = 2000
AN_HOUR = timedelta(hours=1)
SAID = {
    State.PLANNED: STATUS.TENTATIVE,
    State.DONE: STATUS.CONFIRMED,
    State.CANCELLED: STATUS.CANCELLED,
}


def calendar_of(user, *, address: Callable[[str], str]) -> str:
    """The acts that a person may see, from three months ago on. `address` makes a whole URL."""
    acts = acts_visible_to(user).filter(date__gte=timezone.localdate() - BEFORE)
    acts = acts.order_by("date", "pk").prefetch_related("organisations")[:MOST]
    made = calendar(name=_("Actos de la oficina"), refresh=AN_HOUR)
    for act in acts:
        made.add_component(_event(act, address))
    return made.to_ical().decode()


def _event(act: Act, address: Callable[[str], str]) -> Event:
    start, end = _when(act)
    page = url_of(act)
    return Event.new(
        uid=f"act-{act.pk}@{address('/').split('/')[2]}",
        stamp=act.updated_at.astimezone(UTC),
        start=start,
        end=end,
        summary=plain(act.title),
        status=SAID[State(act.state)],
        categories=[plain(act.get_kind_display())],
        location=plain(act.place) or None,
        description=plain(", ".join(str(one) for one in act.organisations.all())) or None,
        url=address(page) if page else None,
    )


def _when(act: Act) -> tuple[date, date]:
    """Moments in universal time, or days; the end of a whole day is the day after."""
    last = act.end_date or act.date
    if not act.time:
        return act.date, last + timedelta(days=1)
    start = timezone.make_aware(datetime.combine(act.date, act.time))
    end = timezone.make_aware(datetime.combine(last, act.time)) + AN_HOUR
    return start.astimezone(UTC), end.astimezone(UTC)
