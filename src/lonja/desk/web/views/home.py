"""The desk: where the day begins."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lonja.accounts import access
from lonja.acts.queries import acts_visible_to
from lonja.core import navigation
from lonja.core.agenda import Matter, Upcoming, upcoming
from lonja.core.text import whole
from lonja.directory.queries import organisations_of
from lonja.workbench.registry import by_slug, url_of

from ... import attention, encounter, remembering, trail
from ...attention import url_of_one

FALLS = (Matter.ACT, Matter.DEADLINE, Matter.EXPIRES)
"""What happens on its day; the rest waits since then."""


@access.signed_in_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    today, user = timezone.localdate(), request.user
    agenda = upcoming(user, today)
    context = {
        "today": today,
        "greeting": _greeting(timezone.localtime().hour),
        "name": (user.name or "").split(" ")[0],
        "days": _days(agenda, today),
        "week": [(one, url_of_one(one)) for one in agenda if one.matter == Matter.ACT],
        "parts": _parts(agenda),
    }
    if not user.reads_everything:
        return render(request, "desk/guest.html", context | _theirs(user))
    latest = trail.latest(6)
    last = latest[0].entry.pk if latest else 0
    remembered = remembering.recall(_year(request, today), today, last=last)
    seen = remembered.glance
    context |= {
        "glance": seen,
        "as_of": None if remembered.is_of(today, last) else remembered.at,
        "lines": [(line, _line_url(line.number, user)) for line in seen.lines],
        "needs": attention.needs(seen, agenda, today, get_language() or "es"),
        "encounter": encounter.seen(today, get_language() or "es"),
        "trail": latest,
        "this_year": today.year,
    }
    return render(request, "desk/home.html", context)


def _theirs(user) -> dict[str, list]:
    """What the cluster and somebody from outside have between them: who they are, what was done."""
    acts = by_slug("actos")
    latest = acts_visible_to(user).order_by("-date", "-pk")[:12]
    return {
        "organisations": [(one, url_of(one)) for one in organisations_of(user)],
        "acts": [(act, acts.url("detail", act)) for act in latest],
    }


def _year(request: HttpRequest, today: date) -> int | None:
    """The year asked for, when there can be one; else None."""
    asked = whole(request.GET.get("year"), most=today.year)
    return asked if asked and asked >= 1990 else None


def _greeting(hour: int) -> str:
    if hour < 6 or hour >= 21:
        return _("Buenas noches")
    return _("Buenos días") if hour < 14 else _("Buenas tardes")


def _line_url(number: int, user) -> str:
    """Where a line begins: its first page in the rail."""
    for entry in navigation.all_entries():
        if entry.section == str(number) and entry.allowed(user):
            return reverse(entry.url_name, args=entry.args)
    return ""


def _days(agenda: list[Upcoming], today: date) -> list[tuple[date, int]]:
    """The seven days from today, with how many things fall on each."""
    falls = Counter(one.date for one in agenda if one.matter in FALLS)
    week = [today + timedelta(days=after) for after in range(7)]
    return [(day, falls[day]) for day in week]


def _parts(agenda: list[Upcoming]) -> list[dict]:
    """What is near besides the acts of these days, in parts, those that have something."""
    parts = [
        (_("Falta contar qué pasó"), "question", [Matter.UNTOLD]),
        (_("Por completar"), "edit", [Matter.CAPTURE]),
        (_("Plazos y vencimientos"), "clock", [Matter.DEADLINE, Matter.EXPIRES]),
        (_("Sin respuesta"), "reply", [Matter.WAITING]),
    ]
    found = [
        {
            "title": title,
            "icon": icon,
            "entries": [(one, url_of_one(one)) for one in agenda if one.matter in matters],
        }
        for title, icon, matters in parts
    ]
    return [part for part in found if part["entries"]]
