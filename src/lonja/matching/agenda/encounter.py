"""Who was asked and has not answered, meetings near or untold, and what sides do not say alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.acts.enums import State
from lonja.core import formatting
from lonja.core.agenda import MOST, WEEK, Matter, Upcoming, register
from lonja.core.figures import Unit

from ..enums import Afterwards, Answer, CalendarAnswer, MeetingStage
from ..models import Introduction, Meeting, Outcome
from ..queries import meetings, sides

NOES = (Answer.NO, Answer.NOT_NOW)


def unanswered(user, today: date) -> Iterator[Upcoming]:
    """Introductions that either side has yet to answer, and those to which one said no, or not
    now: only the office hears of it."""
    if not user.reads_everything:
        return
    silent = Q(member_answer=Answer.PENDING) | Q(territory_answer=Answer.PENDING)
    refused = Q(member_answer__in=NOES) | Q(territory_answer__in=NOES)
    rows = Introduction.objects.filter(state=State.PLANNED).select_related("member")
    rows = rows.filter(refused | silent & Q(date__lte=today))
    for one in rows.order_by("date")[: 2 * MOST]:
        note = _refusal(one)
        if not note:
            who = str(one.member) if one.member_answer == Answer.PENDING else _("el territorio")
            note = _("falta %s") % who
        yield Upcoming(one.date, one.title, Matter.WAITING, 8, one, note=note)


def _refusal(one: Introduction) -> str:
    """Who said no, or not now, and with which words; empty when nobody did."""
    said = [
        _("%(who)s dice «%(what)s»") % {"who": side.label, "what": Answer(answer).label}
        + (f": {words}" if (words := sides.of(one, side, "words")) else "")
        for side in sides.BOTH
        if (answer := sides.of(one, side, "answer")) in NOES
    ]
    return "; ".join(said)


def called(user, today: date) -> Iterator[Upcoming]:
    """Meetings of the week that have their hour; and of those to come, the ones to which somebody
    answers in their calendar that they are not going."""
    if not user.reads_everything:
        return
    for one in meetings.ahead(today)[: 3 * MOST]:
        absent = f"{one.absent}: {CalendarAnswer.NO.label}" if one.absent else ""
        if one.ends_at and one.ends_at > timezone.now() and one.date <= today + WEEK:
            parts = (f"{one.time:%H:%M}", one.place, absent)
            note = " · ".join(part for part in parts if part)
            yield Upcoming(one.date, one.title, Matter.ACT, 8, one, note=note)
        if absent:
            note = f"{absent}: {one.absent_because}" if one.absent_because else absent
            on = timezone.localdate(one.absent_since)
            yield Upcoming(on, one.title, Matter.WAITING, 8, one, note=note)


def untold_meetings(user, today: date) -> Iterator[Upcoming]:
    """Meetings whose time has passed: were they held?"""
    if not user.reads_everything:
        return
    for one in meetings.to_be_told(timezone.now())[:MOST]:
        yield Upcoming(one.date, one.title, Matter.UNTOLD, 8, one, note=_("¿se celebró?"))


def disputed(user, today: date) -> Iterator[Upcoming]:
    """Outcomes of which each side says another amount."""
    if not user.reads_everything:
        return
    for one in Outcome.objects.disputed().select_related("organisation", "territory")[:MOST]:
        note = _("el asociado dice %(member)s, el territorio %(territory)s") % {
            "member": formatting.printed(one.member_amount, Unit.EUROS),
            "territory": formatting.printed(one.territory_amount, Unit.EUROS),
        }
        yield Upcoming(one.date, str(one), Matter.WAITING, 8, one, note=note)


def agreements_nowhere(user, today: date) -> Iterator[Upcoming]:
    """Sides that say there is an agreement, of a need without a territory to put it in."""
    if not user.reads_everything:
        return
    rows = Introduction.objects.filter(
        follow_ups__answer=Afterwards.AGREEMENT, outcomes=None, need__territory=None
    )
    for one in rows.distinct()[:MOST]:
        note = _("hay acuerdo: diga el territorio de la necesidad y anote el resultado")
        yield Upcoming(one.date, one.title, Matter.WAITING, 8, one, note=note)


register(unanswered, rows=lambda today: Introduction.objects.filter(state=State.PLANNED))
for provider in (called, untold_meetings):
    register(provider, rows=lambda today: Meeting.objects.filter(stage=MeetingStage.AGREED))
register(disputed, rows=lambda today: Outcome.objects.disputed())
register(
    agreements_nowhere,
    rows=lambda today: Introduction.objects.filter(follow_ups__answer=Afterwards.AGREEMENT),
)
