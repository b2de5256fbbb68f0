"""What is near, beside the rest of the desk: in two batches, each by a request of its own.

The first page tells what matters most and how much of the rest there is; the rest keeps its place
on it and arrives straight after.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from lonja.core.agenda import Matter, Outlook, Upcoming
from lonja.workbench.parts import Awaited, Batch

from .attention import url_of_one

SHOWN = 8
"""Lines of each part."""
FALLS = (Matter.ACT, Matter.DEADLINE, Matter.EXPIRES)
"""What happens on its day; the rest waits since then."""
WAITING = (Matter.WAITING,)
OF_THESE_DAYS = tuple(matter for matter in Matter if matter not in WAITING)


def told(agenda: list[Upcoming], today: date) -> dict[str, Any]:
    """These days one by one with what is in them, and the rest in parts."""
    return {
        "days": _days(agenda, today),
        "week": [(one, url_of_one(one)) for one in agenda if one.matter == Matter.ACT],
        "parts": parts(agenda),
    }


def parts(agenda: list[Upcoming]) -> list[dict[str, Any]]:
    """What is near besides the acts of these days, in parts, those that have something."""
    found = [
        {
            "title": title,
            "icon": icon,
            "entries": [(one, url_of_one(one)) for one in agenda if one.matter in matters],
        }
        for title, icon, matters in _parts()
    ]
    return [part for part in found if part["entries"]]


def awaited(seen: Outlook) -> dict[str, Batch | None]:
    """The place that each batch keeps; None when there is nothing in it."""
    # The days themselves take as much as two lines.
    days = [Awaited(_("Estos días"), 2 + min(seen.number(Matter.ACT), SHOWN), tabled=False)]
    waiting = []
    for title, _icon, matters in _parts():
        if lines := min(seen.number(*matters), SHOWN):
            batch = waiting if matters == WAITING else days
            batch.append(Awaited(title, lines, tabled=False))
    return {"days": Batch(1, days), "waiting": Batch(2, waiting) if waiting else None}


def _parts() -> list[tuple[str, str, tuple[Matter, ...]]]:
    return [
        (_("Falta contar qué pasó"), "question", (Matter.UNTOLD,)),
        (_("Por completar"), "edit", (Matter.CAPTURE,)),
        (_("Plazos y vencimientos"), "clock", (Matter.DEADLINE, Matter.EXPIRES)),
        (_("Sin respuesta"), "reply", WAITING),
    ]


def _days(agenda: list[Upcoming], today: date) -> list[tuple[date, int]]:
    """The seven days from today, with how many things fall on each."""
    falls = Counter(one.date for one in agenda if one.matter in FALLS)
    week = [today + timedelta(days=after) for after in range(7)]
    return [(day, falls[day]) for day in week]
