"""What waits for the office while needs look for who can solve them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.core.agenda import MOST, Matter, Upcoming, register

from ..enums import TAKES_A_PLACE, CandidateState, NeedState
from ..models import Candidate, Introduction, Need, Sounding

SILENT = (CandidateState.EXPIRED, CandidateState.NOT_NOW, CandidateState.DECLINED)
IN_LINE = (CandidateState.CHOSEN, CandidateState.SUGGESTED)


def interested(user, today: date) -> Iterator[Upcoming]:
    """Members that said yes, whom nobody has introduced yet nor passed over."""
    if not user.reads_everything:
        return
    planned = Introduction.objects.filter(need=OuterRef("need"), member=OuterRef("member"))
    rows = Candidate.objects.filter(state=CandidateState.INTERESTED, need__closed_on=None)
    rows = rows.exclude(Exists(planned)).select_related("need", "member")
    for one in rows.order_by("answered_at")[:MOST]:
        day = timezone.localdate(one.answered_at) if one.answered_at else today
        note = _("a %s le interesa") % one.member
        yield Upcoming(day, one.need.title, Matter.WAITING, 8, url=_who(one.need_id), note=note)


def next_in_line(user, today: date) -> Iterator[Upcoming]:
    """Needs in which somebody left a place free, and who is next."""
    if not user.reads_everything:
        return
    needs = Need.objects.filter(state__in=(NeedState.OPENED, NeedState.ANSWERED))
    needs = needs.filter(candidates__state__in=SILENT).exclude(
        sounding__opened_at__isnull=False, sounding__closed_at=None
    )
    taken = Count("candidates", filter=Q(candidates__state__in=TAKES_A_PLACE), distinct=True)
    waiting = [one for one in needs.annotate(taken=taken)[:MOST] if one.taken < one.places]
    line: dict[int, list[Candidate]] = defaultdict(list)
    rows = Candidate.objects.filter(need__in=waiting, state__in=IN_LINE).select_related("member")
    for one in rows.order_by("state", "position", "pk"):  # the chosen before the suggested
        line[one.need_id].append(one)
    for need in waiting:
        if others := line[need.pk]:
            note = _("queda sitio; sigue %s") % others[0].member
        else:
            note = _("queda sitio, y nadie más en la lista")
        on = timezone.localdate(need.updated_at)
        yield Upcoming(on, need.title, Matter.WAITING, 8, url=_who(need.pk), note=note)


def soundings(user, today: date) -> Iterator[Upcoming]:
    """Soundings with questions to be answered, or whose deadline has come."""
    if not user.reads_everything:
        return
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


def _who(need: int) -> str:
    return reverse("need-who", args=[need])


register(interested, rows=lambda today: Candidate.objects.filter(state=CandidateState.INTERESTED))
register(
    next_in_line,
    rows=lambda today: Need.objects.filter(state__in=(NeedState.OPENED, NeedState.ANSWERED)),
)
register(
    soundings,
    rows=lambda today: Sounding.objects.filter(opened_at__isnull=False, closed_at=None),
)
