"""Who was asked and has not answered, meetings near or untold, and what sides do not say alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.acts.enums import State
from lonja.core import formatting, naming
from lonja.core.agenda import MOST, WEEK, Matter, Near, Upcoming, register
from lonja.core.figures import Unit

from ..enums import Afterwards, Answer, CalendarAnswer
from ..models import FollowUp, Introduction, Meeting, Outcome
from ..queries import meetings, sides

NOES = (Answer.NO, Answer.NOT_NOW)
HALF_AN_HOUR = timedelta(minutes=30)
"""What a meeting lasts, unless it says; the database is not asked to add up hours."""


def introductions(user, today: date) -> QuerySet[Introduction]:
    """Those that either side has yet to answer, those to which one said no, or not now, which only
    the office hears of, and `nowhere`: a side says that there is an agreement, and the need has no
    territory to put it in."""
    silent = Q(member_answer=Answer.PENDING) | Q(territory_answer=Answer.PENDING)
    refused = Q(member_answer__in=NOES) | Q(territory_answer__in=NOES)
    unanswered = Q(refused | silent & Q(date__lte=today), state=State.PLANNED)
    agreed = FollowUp.objects.filter(introduction=OuterRef("pk"), answer=Afterwards.AGREEMENT)
    told = Outcome.everything.filter(introduction=OuterRef("pk"))
    nowhere = Q(Exists(agreed), ~Exists(told), need__territory=None)
    rows = Introduction.objects.annotate(nowhere=ExpressionWrapper(nowhere, BooleanField()))
    return rows.filter(unanswered | Q(nowhere=True))


def unanswered(user, today: date) -> Iterator[Upcoming]:
    rows = introductions(user, today).select_related("member")
    for one in rows.order_by("date")[: 2 * MOST]:
        note = _nowhere() if one.nowhere else _refusal(one)
        if not note:
            who = (
                naming.called(one.member)
                if one.member_answer == Answer.PENDING
                else _("el territorio")
            )
            note = _("falta %s") % who
        yield Upcoming(one.date, one.title, Matter.WAITING, 8, one, note=note)


def _nowhere() -> str:
    return _("hay acuerdo: diga el territorio de la necesidad y anote el resultado")


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
    for one in meetings.to_be_told(timezone.now())[:MOST]:
        yield Upcoming(one.date, one.title, Matter.UNTOLD, 8, one, note=_("¿se celebró?"))


def disputed(user, today: date) -> Iterator[Upcoming]:
    """Outcomes of which each side says another amount."""
    rows = Outcome.objects.disputed().select_related("organisation", "territory")
    for one in rows.order_by("date")[:MOST]:
        note = _("el asociado dice %(member)s, el territorio %(territory)s") % {
            "member": formatting.printed(one.member_amount, Unit.EUROS),
            "territory": formatting.printed(one.territory_amount, Unit.EUROS),
        }
        yield Upcoming(one.date, str(one), Matter.WAITING, 8, one, note=note)


def _called(user, today: date) -> QuerySet[Meeting]:
    return meetings.ahead(today).filter(time__isnull=False, date__lte=today + WEEK)


def _with_somebody_absent(user, today: date) -> QuerySet[Meeting]:
    return meetings.ahead(today).filter(absent_since__isnull=False)


def _past(user, today: date) -> QuerySet[Meeting]:
    return meetings.begun(timezone.now() - HALF_AN_HOUR)


def _disputed(user, today: date) -> QuerySet[Outcome]:
    return Outcome.objects.disputed()


register(unanswered, Near(Matter.WAITING, introductions))
register(
    called,
    Near(Matter.ACT, _called),
    Near(Matter.WAITING, _with_somebody_absent, on="absent_since"),
)
register(untold_meetings, Near(Matter.UNTOLD, _past))
register(disputed, Near(Matter.WAITING, _disputed))
