"""The encounter at a glance: how fast a need becomes a meeting, and which still wait."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from lonja.core.charts import sparkline
from lonja.core.figures import Unit
from lonja.core.formatting import printed
from lonja.matching.queries import waiting

from .attention import figure_url


def seen(today: date, language: str) -> dict[str, Any]:
    """What the desk shows. Values as they are printed; `worse`: the last quarter took longer than
    the one before."""
    pace = waiting.pace(today)
    course = [value for value in pace.course if value is not None]
    return {
        "number": pace.number,
        "median": printed(pace.median, Unit.NUMBER, language) if pace.median is not None else "",
        "late": pace.late,
        "spark": sparkline(pace.course) if len(course) > 1 else "",
        "trend": "" if len(course) < 2 else "worse" if course[-1] > course[-2] else "better",
        "ages": [
            (name, count, f"{reverse('necesidades-list')}?waiting={key}")
            for key, name, count in waiting.by_age(today)
        ],
        "url": figure_url(today.year, "encounter.days_to_meeting"),
    }
