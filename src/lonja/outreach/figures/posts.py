"""Line 3 of the balance: what the cluster told."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from lonja.core.figures import Asked, Figure, Unit, Year, count, once, register
from lonja.core.text import Text
from lonja.events.queries import held_of_format

from .. import queries


def _of_months(choose) -> Callable[[Year], Asked]:
    """The month with fewest or most posts, among those that have come to their end."""

    def asked(year: Year) -> Asked:
        def chosen() -> int | None:
            found = once(year, "posts by month", queries.posts_of_every_month)
            over = [m for m in range(1, 13) if _last_day(year.number, m) <= year.end]
            return choose(found.get((year.number, month), 0) for month in over) if over else None

        return Asked((), chosen)

    return asked


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


register(
    Figure(
        key="outreach.posts_per_month_min",
        line=3,
        name=Text("Publicaciones en el mes con menos", "Posts in the month with fewest"),
        definition=Text(
            "El menor de los doce meses, contando contenidos distintos publicados en redes con su "
            "enlace. El mismo contenido en tres redes es uno.",
            "The lowest of the twelve months, counting distinct contents published with their "
            "link. The same content on three networks is one.",
        ),
        unit=Unit.COUNT,
        rows=queries.posts,
        asks=_of_months(min),
        breakdown=queries.posts_by_month,
        needs_proof=False,
    ),
    Figure(
        key="outreach.posts_per_month_max",
        line=3,
        name=Text("Publicaciones en el mes con más", "Posts in the month with most"),
        definition=Text(
            "El mayor de los doce meses, contado de la misma manera.",
            "The highest of the twelve months, counted in the same way.",
        ),
        unit=Unit.COUNT,
        rows=queries.posts,
        asks=_of_months(max),
        breakdown=queries.posts_by_month,
        needs_proof=False,
    ),
    Figure(
        key="outreach.posts",
        line=3,
        name=Text("Publicaciones en redes", "Posts"),
        definition=Text(
            "Contenidos distintos publicados en el año en las redes del clúster, con su enlace.",
            "Distinct contents published in the year on the cluster's networks, with their link.",
        ),
        unit=Unit.COUNT,
        rows=queries.posts,
        measure=count,
        breakdown=queries.posts_by_month,
        needs_proof=False,
    ),
    Figure(
        key="outreach.pulses",
        line=3,
        name=Text("PULSE celebrados", "PULSE sessions held"),
        definition=Text(
            "Microeventos del formato PULSE celebrados en el año, con su asistencia.",
            "Micro-events of the PULSE format held in the year, with their attendance.",
        ),
        unit=Unit.COUNT,
        rows=lambda year: held_of_format(year, "pulse"),
        measure=count,
    ),
    Figure(
        key="outreach.dossiers_to_date",
        line=3,
        name=Text("Dosieres publicados hasta la fecha", "Dossiers published to date"),
        definition=Text(
            "Dosieres temáticos publicados con su enlace hasta el último día del periodo, en este "
            "año o antes. Es un acumulado, y una nueva edición no suma.",
            "Themed dossiers published with their link up to the last day of the period, this year "
            "or before. It is cumulative, and a new edition adds nothing.",
        ),
        unit=Unit.COUNT,
        rows=lambda year: queries.dossiers_up_to(year.end),
        measure=count,
        needs_proof=False,
    ),
)
