"""Line 9 of the balance: proposals, what they asked for, and what was granted."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from lonja.core.figures import (
    Asked,
    Exclusion,
    Figure,
    Unit,
    Year,
    count,
    most_first,
    once,
    register,
    total,
)
from lonja.core.text import Text

from . import queries
from .enums import Result
from .models import Call


def _budgets(rows: QuerySet) -> dict[str, Decimal]:
    """The total budget; what may be subsidised, the aid and our own part stand beside it."""
    sums = rows.aggregate(
        whole=Sum("budget"), may=Sum("eligible"), aid=Sum("grant"),
        own=Sum("budget", filter=Q(organisation__is_us=True)),
    )  # fmt: skip
    zero = Decimal(0)
    return {
        "presupuesto": sums["whole"] or zero,
        "subvencionable": sums["may"] or zero,
        "subvención solicitada": sums["aid"] or zero,
        "parte propia": sums["own"] or zero,
    }


def _basis(year: Year) -> list[Text]:
    return [
        Text(
            "Presupuesto total de los proyectos completos, con la parte de todos los socios.",
            "Total budget of the whole projects, with the part of every partner.",
        )
    ]


def _by_result(rows):
    """Label -> proposals, by what stands of each; those without a resolution are awaiting it."""
    found: dict[str, int] = {}
    for result in queries.with_result(rows).order_by().values_list("result", flat=True):
        label = str(Result(result).label) if result else "pendiente de resolución"
        found[label] = found.get(label, 0) + 1
    return most_first(found)


def _ordinary(number: int) -> QuerySet:
    return queries.compared_calls(number).filter(extraordinary=False)


def _change(year: Year) -> Asked:
    """Budget of this year's ordinary calls against last year's; extraordinary ones told apart."""
    budget = total("budget", unknown=True)
    return Asked(
        (*budget.parts(_ordinary(year.number)), *budget.parts(_ordinary(year.number - 1))),
        lambda now, before: now / before - 1 if before and now is not None else None,
    )


def _calls(year: Year) -> list[Call]:
    """Those compared, of this year and the one before."""
    numbers = (year.number - 1, year.number)
    return once(year, f"calls {numbers}", lambda: list(queries.compared_calls(*numbers)))


def _extraordinary(year: Year) -> list[Text]:
    notes = [
        Text(
            f"Extraordinaria, fuera de la comparación: {call} ({call.year}).",
            f"Extraordinary, left out of the comparison: {call} ({call.year}).",
        )
        for call in sorted(_calls(year), key=lambda call: call.year)
        if call.extraordinary
    ]
    if not _budgets_of_both(year):
        notes.append(
            Text("Falta el presupuesto de alguno de los dos años.", "A year's budget is missing.")
        )
    return notes


def _budgets_of_both(year: Year) -> dict[str, Decimal]:
    """Year -> budget of its ordinary calls, of this and the one before; none unless both are
    known."""
    sums = {year.number - 1: Decimal(0), year.number: Decimal(0)}
    known = [
        (call.year, call.budget)
        for call in _calls(year)
        if not call.extraordinary and call.budget is not None
    ]
    for number, budget in known:
        sums[number] += budget
    if not sums[year.number - 1] or year.number not in dict(known):
        return {}
    return {str(number): budget for number, budget in sums.items()}


def _not_counted(year):
    for proposal in queries.advised(year):
        yield Exclusion(
            proposal,
            Text("Solo asesoramos: es un proyecto de otros.", "We only advised: it is others'."),
        )


def _renounced(year):
    for proposal in queries.with_result(queries.submitted(year)).filter(result=Result.RENOUNCED):
        yield Exclusion(proposal, Text("Se renunció a la ayuda.", "The grant was renounced."))


register(
    Figure(
        key="grants.submitted",
        line=9,
        name=Text("Proyectos presentados", "Proposals submitted"),
        definition=Text(
            "Proyectos distintos presentados en el año con su número de registro, como "
            "solicitantes o como clúster participante. Los retirados o excluidos después también "
            "se presentaron.",
            "Different proposals submitted in the year with their registration number, as "
            "applicant or partner cluster. Those withdrawn or excluded later were submitted too.",
        ),
        unit=Unit.COUNT,
        rows=queries.submitted,
        measure=count,
        breakdown=_by_result,
        excluded=_not_counted,
    ),
    Figure(
        key="grants.submitted_eur",
        line=9,
        name=Text("Valor de los proyectos presentados", "Value of the proposals submitted"),
        definition=Text(
            "Suma del presupuesto total de los proyectos presentados en el año, completos, con la "
            "parte de todos los socios. Lo subvencionable, la ayuda y la parte propia van aparte.",
            "Sum of the total budget of the proposals submitted in the year, whole, with every "
            "partner's part. The eligible part, the aid and our own part are given apart.",
        ),
        unit=Unit.EUROS,
        rows=queries.partners,
        adds="budget",
        measure=total("budget"),
        notes=_basis,
        breakdown=_budgets,
        counts="participation",
        needs_proof=False,
    ),
    Figure(
        key="grants.funded_solo",
        line=9,
        name=Text("Proyectos financiados en solitario", "Proposals funded, on our own"),
        definition=Text(
            "De los presentados en el año, los concedidos en los que solo participa un clúster.",
            "Of those submitted in the year, those granted with only one cluster in them.",
        ),
        unit=Unit.COUNT,
        rows=queries.funded_solo,
        measure=count,
        excluded=_renounced,
    ),
    Figure(
        key="grants.funded_intercluster",
        line=9,
        name=Text("Proyectos financiados intercluster", "Proposals funded, intercluster"),
        definition=Text(
            "De los presentados en el año, los concedidos en los que participan dos o más "
            "clústeres. Se deduce de los participantes, no se marca.",
            "Of those submitted in the year, those granted with two or more clusters in them. It "
            "is derived from the participants, not ticked.",
        ),
        unit=Unit.COUNT,
        rows=queries.funded_intercluster,
        measure=count,
        excluded=_renounced,
    ),
    Figure(
        key="grants.call_budget_change",
        line=9,
        name=Text("Cambio del presupuesto de la convocatoria", "Change in the call's budget"),
        definition=Text(
            "Presupuesto de las convocatorias ordinarias del año dividido entre el del anterior, "
            "menos uno, en los programas que el balance compara. Las extraordinarias, aparte.",
            "Budget of the year's ordinary calls divided by that of the year before, less one, in "
            "the schemes that the balance compares. Extraordinary calls are told apart.",
        ),
        unit=Unit.PERCENT,
        rows=lambda year: queries.compared_calls(year.number),
        tells_change=True,
        asks=_change,
        notes=_extraordinary,
        shares=_budgets_of_both,
        parts_unit=Unit.EUROS,
    ),
)
