"""What territories asked for, whom they were put before, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import QuerySet, Sum

from lonja.core.figures import (
    Exclusion,
    Figure,
    Unit,
    Year,
    count,
    count_distinct,
    register,
    total,
)
from lonja.core.formatting import printed
from lonja.core.measures import ask
from lonja.core.text import Text

from ..enums import CameBy, OutcomeKind
from ..models import Outcome
from ..queries import encounter as queries


def _apart(year: Year) -> list[Text]:
    """What is said and not confirmed, and what each side says otherwise."""
    claimed, disputed = queries.claimed(year), queries.disputed(year)
    parts = (count.parts(claimed), total("said").parts(claimed), count.parts(disputed))
    number, amount, others = ask([part for one in parts for part in one])
    return [
        *([_unconfirmed(number, amount)] if number else []),
        *([_disputed(others)] if others else []),
    ]


def _unconfirmed(number: int, amount: Decimal) -> Text:
    return Text(
        f"Aparte hay {number} con importe ({printed(amount, Unit.EUROS, 'es')}) que falta que "
        "confirme alguna de las partes: no se suman.",
        f"Apart there are {number} with an amount ({printed(amount, Unit.EUROS, 'en')}) that one "
        "of the sides has yet to confirm: they are not added.",
    )


def _disputed(number: int) -> Text:
    return Text(
        f"En {number} las partes dicen importes distintos: no se suman.",
        f"In {number} the sides say different amounts: they are not added.",
    )


def _euros_by_kind(rows: QuerySet) -> dict[str, Decimal]:
    sums = dict(rows.order_by().values_list("kind").annotate(total=Sum("amount")))
    return {str(kind.label): sums[kind] for kind in OutcomeKind if kind in sums}


def _not_business(year: Year) -> Iterator[Exclusion]:
    missing = Text("Falta que una parte lo diga.", "One side has yet to say so.")
    for row in queries.claimed(year):
        yield Exclusion(row, missing)
    for row in queries.disputed(year):
        yield Exclusion(row, Text(*(_each_says(row, language) for language in ("es", "en"))))


def _each_says(row: Outcome, language: str) -> str:
    words = {
        "es": "El asociado dice {} y el territorio {}.",
        "en": "The member says {} and the territory {}.",
    }
    amounts = (row.member_amount, row.territory_amount)
    return words[language].format(*(printed(one, Unit.EUROS, language) for one in amounts))


def _outcomes_by_kind(rows: QuerySet) -> dict[str, int]:
    found = Counter(rows.order_by().values_list("kind", flat=True))
    return {str(kind.label): found[kind] for kind in OutcomeKind if found[kind]}


def _by_way(rows: QuerySet) -> dict[str, int]:
    found = Counter(rows.order_by().values_list("came_by", flat=True))
    return {str(way.label): found[way] for way in CameBy if found[way]}


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
        breakdown=_by_way,
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
    ),
    Figure(
        key="territories.members_introduced",
        line=8,
        name=Text("Asociados presentados", "Members introduced"),
        definition=Text(
            "Asociados distintos presentados en el año a alguna necesidad de un territorio.",
            "Different members introduced in the year to some need of a territory.",
        ),
        unit=Unit.COUNT,
        rows=queries.introductions,
        measure=count_distinct("member"),
        counts="member",
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
        measure=total("amount"),
        notes=_apart,
        breakdown=_euros_by_kind,
        excluded=_not_business,
    ),
)
