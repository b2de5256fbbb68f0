"""How fast a need becomes a meeting, and how many of the meetings called are held.

`encounter.days_to_meeting` is what the office is for: its median, with its 90th percentile beside.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from statistics import median

from django.db.models import QuerySet

from lonja.acts.enums import Mode, Part
from lonja.core.figures import Asked, Figure, Share, Unit, Year, count, once, register
from lonja.core.text import Text

from ..enums import MeetingStage
from ..queries import meetings

NONE = Text(
    "Ninguna necesidad tuvo su primera reunión en el año.",
    "No need had its first meeting in the year.",
)


def _days(year: Year) -> list[int]:
    every = once(year, "first meetings", lambda: list(meetings.every_first_held()))
    return meetings.days_to_meeting(one for one in every if year.start <= one.date <= year.end)


def _median(year: Year) -> Asked:
    def told() -> Decimal | None:
        days = _days(year)
        return Decimal(str(median(days))) if days else None

    return Asked((), told)


def _late(year: Year) -> list[Text]:
    days = _days(year)
    if not days:
        return [NONE]
    late = meetings.percentile(days, Decimal("0.9"))
    return [
        Text(
            f"Nueve de cada diez, en {late} días o menos. Necesidades: {len(days)}.",
            f"Nine out of ten, within {late} days. Needs: {len(days)}.",
        )
    ]


def _by_mode(rows: QuerySet) -> dict[str, int]:
    found = Counter(rows.order_by().values_list("mode", flat=True))
    return {str(mode.label): found[mode] for mode in Mode if found[mode]}


def _without_attendance(rows: QuerySet) -> QuerySet:
    return rows.exclude(participations__part=Part.ATTENDED)


register(
    Figure(
        key="encounter.days_to_meeting",
        line=8,
        name=Text("Días de la necesidad a la primera reunión", "Days from need to first meeting"),
        definition=Text(
            "Mediana de los días entre la llegada de una necesidad y su primera reunión celebrada, "
            "de las que se celebraron en el año.",
            "Median of the days between the arrival of a need and its first held meeting, of those "
            "held in the year.",
        ),
        unit=Unit.NUMBER,
        rows=meetings.first_held,
        asks=_median,
        notes=_late,
        weak=_without_attendance,
        more_is_better=False,
    ),
    Figure(
        key="encounter.meetings_held",
        line=8,
        name=Text(
            "Reuniones celebradas tras una presentación", "Meetings held after introductions"
        ),
        definition=Text(
            "Reuniones de un territorio y un asociado presentados por la oficina, celebradas en el "
            "año con alguien de cada parte.",
            "Meetings of a territory and a member introduced by the office, held in the year with "
            "somebody of each side.",
        ),
        unit=Unit.COUNT,
        rows=meetings.held,
        measure=count,
        breakdown=_by_mode,
        weak=_without_attendance,
    ),
    Figure(
        key="encounter.meetings_kept",
        line=8,
        name=Text("Reuniones que se celebran", "Meetings that are held"),
        definition=Text(
            "De las reuniones convocadas para el año de las que se sabe qué pasó, qué parte se "
            "celebró. Las anuladas antes de su hora no entran.",
            "Of the meetings called for the year of which it is known what happened, the share "
            "that was held. Those cancelled before their time are left out.",
        ),
        unit=Unit.PERCENT,
        rows=meetings.told,
        measure=Share(lambda rows: rows.filter(stage=MeetingStage.HELD)),
        needs_proof=False,
    ),
)
