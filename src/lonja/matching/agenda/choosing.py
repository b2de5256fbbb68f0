"""What waits for the office while needs look for who can solve them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.core.agenda import MOST, Matter, Near, Upcoming, as_it_comes, register
from lonja.core.naming import called

from ..enums import CandidateState
from ..models import Candidate, Introduction, Question, Sounding


def _interested(user, today: date) -> QuerySet[Candidate]:
    planned = Introduction.objects.filter(need=OuterRef("need"), member=OuterRef("member"))
    rows = Candidate.objects.filter(state=CandidateState.INTERESTED, need__closed_on=None)
    return rows.exclude(Exists(planned)).annotate(
        since=TruncDate(Coalesce("answered_at", "updated_at"))
    )


def interested(user, today: date) -> Iterator[Upcoming]:
    """Members that said yes, whom nobody has introduced yet nor passed over."""
    rows = _interested(user, today).select_related("need", "member")
    for one in as_it_comes(rows, "since", today):
        note = _("interesa %(to_member)s") % {"to_member": called(one.member, "a")}
        url = reverse("need-who", args=[one.need_id])
        yield Upcoming(one.since, one.need.title, Matter.WAITING, 8, url=url, note=note)


def _open(user, today: date) -> QuerySet[Sounding]:
    questions = Question.objects.filter(sounding=OuterRef("pk"), answered_at=None)
    rows = Sounding.objects.filter(opened_at__isnull=False, closed_at=None)
    return rows.annotate(is_asked=Exists(questions))


def _asked(user, today: date) -> QuerySet[Sounding]:
    return _open(user, today).filter(is_asked=True)


def _ending(user, today: date) -> QuerySet[Sounding]:
    return _open(user, today).filter(is_asked=False)


def soundings(user, today: date) -> Iterator[Upcoming]:
    """Soundings with questions to be answered, or whose deadline has come."""
    asked = Count("questions", filter=Q(questions__answered_at=None), distinct=True)
    silent = Q(need__candidates__state=CandidateState.ASKED)
    rows = Sounding.objects.filter(opened_at__isnull=False, closed_at=None).annotate(
        asked=asked, silent=Count("need__candidates", filter=silent, distinct=True)
    )
    for one in rows.select_related("need").order_by("closes_on")[:MOST]:
        if one.asked:
            note = ngettext(
                "%(n)s pregunta sin contestar", "%(n)s preguntas sin contestar", one.asked
            )
            yield Upcoming(
                one.closes_on, str(one), Matter.WAITING, 8, one, note=note % {"n": one.asked}
            )
        else:
            note = _ends(one, today)
            yield Upcoming(one.closes_on, str(one), Matter.DEADLINE, 8, one, note=note)


def _ends(one: Any, today: date) -> str:
    """That it ends, or has, and how many have not answered."""
    said = _("la consulta a todos termina") if one.closes_on >= today else _("toca cerrarla")
    if not one.silent:
        return said
    missing = ngettext(
        "falta %(n)s asociado por contestar", "faltan %(n)s asociados por contestar", one.silent
    )
    return f"{said}; {missing % {'n': one.silent}}"


register(interested, Near(Matter.WAITING, _interested, on="since"))
register(
    soundings,
    Near(Matter.WAITING, _asked, on="closes_on"),
    Near(Matter.DEADLINE, _ending, on="closes_on"),
)
