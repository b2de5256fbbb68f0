"""What territories asked for, whom they were put before, and what came of it."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from lonja.core.figures import (
    Exclusion,
    Figure,
    Reading,
    Unit,
    Year,
    count,
    count_distinct,
    register,
)
from lonja.core.text import Text

from . import queries
from .enums import OutcomeKind


def _business(year: Year) -> Reading:
    rows = queries.business(year)
    claimed = queries.claimed(year).aggregate(total=Sum("amount"), number=Count("pk"))
    notes = []
    if claimed["number"]:
        notes.append(
            Text(
                f"Además hay {claimed['number']} resultados con importe que falta que confirme "
                "alguna de las partes: no se suman.",
                f"There are {claimed['number']} more outcomes with an amount that one of the sides "
                "has yet to confirm: they are not added.",
            )
        )
    return Reading(
        rows.aggregate(total=Sum("amount"))["total"] or Decimal(0),
        notes=notes,
        breakdown={
            "confirmed": rows.count(),
            "unconfirmed": claimed["number"],
            "unconfirmed_eur": claimed["total"] or Decimal(0),
        },
    )


def _outcomes_by_kind(rows: QuerySet) -> dict[str, int]:
    found = Counter(rows.order_by().values_list("kind", flat=True))
    return {str(kind.label): found[kind] for kind in OutcomeKind if found[kind]}


def _members_introduced(rows: QuerySet) -> dict[str, object]:
    return {"members": rows.order_by().values("member").distinct().count()}


register(
    Figure(
        key="territories.needs_received",
        line=8,
        name=Text("Necesidades recibidas", "Needs received"),
        definition=Text(
            "Necesidades que llegaron a la oficina en el año, por formulario, de palabra, en un "
            "grupo o a partir de un anuncio público.",
            "Needs that reached the office in the year, by form, by word, in a group or from a "
            "public notice.",
        ),
        unit=Unit.COUNT,
        rows=queries.needs_received,
        measure=count,
        breakdown=lambda rows: {"territories": count_distinct("territory")(rows)},
        needs_proof=False,
    ),
    Figure(
        key="territories.introductions",
        line=8,
        name=Text("Presentaciones hechas", "Introductions made"),
        definition=Text(
            "Presentaciones entre un territorio y un asociado hechas en el año con el sí de ambos.",
            "Introductions of a territory and a member made in the year, with the yes of both.",
        ),
        unit=Unit.COUNT,
        rows=queries.introductions,
        measure=count,
        breakdown=_members_introduced,
    ),
    Figure(
        key="territories.needs_unanswered",
        line=8,
        name=Text("Necesidades sin respuesta", "Needs without an answer"),
        definition=Text(
            "Necesidades recibidas en el año y no retiradas para las que, al acabar, no se había "
            "hecho ninguna presentación.",
            "Needs received in the year and not withdrawn for which, at its end, no introduction "
            "had been made.",
        ),
        unit=Unit.COUNT,
        rows=queries.needs_unanswered,
        measure=count,
        needs_proof=False,
        more_is_better=False,
    ),
    Figure(
        key="territories.outcomes",
        line=8,
        name=Text("Resultados", "Outcomes"),
        definition=Text(
            "Reuniones, pilotos y contratos del año confirmados por ambas partes.",
            "Meetings, pilots and contracts of the year confirmed by both sides.",
        ),
        unit=Unit.COUNT,
        rows=lambda year: queries.outcomes(year).confirmed().exclude(kind=OutcomeKind.NOTHING),
        measure=count,
        breakdown=_outcomes_by_kind,
    ),
    Figure(
        key="territories.business_eur",
        line=8,
        name=Text("Negocio generado", "Business generated"),
        definition=Text(
            "Suma de los importes sin impuestos de los resultados fechados en el año que han "
            "confirmado el asociado y el territorio. Lo que solo dice una parte va aparte.",
            "Sum of the amounts without tax of the outcomes dated in the year that both the member "
            "and the territory have confirmed. What only one side says is given apart.",
        ),
        unit=Unit.EUROS,
        rows=queries.business,
        adds="amount",
        derive=_business,
        excluded=lambda year: (
            Exclusion(
                row,
                Text("Falta la confirmación de una parte.", "One side has yet to confirm it."),
            )
            for row in queries.claimed(year)
        ),
    ),
)
