"""The desk: where the day begins."""

from __future__ import annotations

from datetime import date

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
from lonja.core.agenda import outlook, upcoming
from lonja.core.text import whole
from lonja.directory.queries import organisations_of
from lonja.journal.queries import mark
from lonja.workbench.registry import by_slug, url_of

from ... import attention, encounter, jobs, near, remembering, trail


@access.signed_in_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    today, user = timezone.localdate(), request.user
    context = {
        "today": today,
        "greeting": _greeting(timezone.localtime().hour),
        "name": (user.name or "").split(" ")[0],
    }
    if not user.reads_everything:
        context |= near.told(upcoming(user, today), today) | _theirs(user)
        context["shown"] = f":{near.SHOWN}"
        return render(request, "desk/guest.html", context)
    to_come = outlook(user, today)
    now = mark()
    year = _year(request, today)
    remembered = remembering.recall(year, today, mark=now)
    is_of_now, seen = remembered.is_of(today, now), remembered.glance
    if not is_of_now:
        jobs.ask_for_glance(year, mark=now)
    context |= {
        "glance": seen,
        "as_of": None if is_of_now else remembered.at,
        "lines": [(line, _line_url(line.number, user)) for line in seen.lines],
        "needs": attention.needs(seen, to_come, today, get_language() or "es"),
        "near": near.awaited(to_come),
        "encounter": encounter.seen(today, get_language() or "es"),
        "trail": trail.latest(6),
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
