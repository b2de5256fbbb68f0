"""Line 9 of the balance: proposals, what they asked for, and what was granted."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Count, Sum

from lonja.core.figures import Exclusion, Figure, Reading, Unit, count, register
from lonja.core.text import Text

from . import queries
from .enums import Result


def _asked(year) -> Reading:
    """Total budget of the whole projects; what may be subsidised and the aid stand beside it."""
    rows = queries.partners(year)
    sums = rows.aggregate(budget=Sum("budget"), eligible=Sum("eligible"), grant=Sum("grant"))
    own = rows.filter(organisation__is_us=True).aggregate(budget=Sum("budget"))["budget"]
    total, zero = sums["budget"] or Decimal(0), Decimal(0)
    return Reading(
        total,
        [Text("Presupuesto total de los proyectos completos, con la parte de todos los socios.",
              "Total budget of the whole projects, with the part of every partner.")],
        {
            "presupuesto": total,
            "subvencionable": sums["eligible"] or zero,
            "subvención solicitada": sums["grant"] or zero,
            "parte propia": own or zero,
        },
    )  # fmt: skip


def _by_result(rows):
    """Label -> proposals, by what stands of each; those without a resolution are awaiting it."""
    found: dict[str, int] = {}
    for result in queries.with_result(rows).order_by().values_list("result", flat=True):
        label = str(Result(result).label) if result else "pendiente de resolución"
        found[label] = found.get(label, 0) + 1
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def _change(year) -> Reading:
    """Budget of this year's ordinary calls against last year's; extraordinary ones told apart."""
    now, before = queries.compared_calls(year.number), queries.compared_calls(year.number - 1)
    notes = [
        Text(
            f"Extraordinaria, fuera de la comparación: {call} ({call.year}).",
            f"Extraordinary, left out of the comparison: {call} ({call.year}).",
        )
        for call in [*before.filter(extraordinary=True), *now.filter(extraordinary=True)]
    ]
    sums = [
        calls.filter(extraordinary=False).aggregate(sum=Sum("budget"), n=Count("budget"))
        for calls in (before, now)
    ]
    if not sums[0]["sum"] or not sums[1]["n"]:
        notes.append(
            Text("Falta el presupuesto de alguno de los dos años.", "A year's budget is missing.")
        )
        return Reading(None, notes)
    table = {str(year.number - 1): sums[0]["sum"], str(year.number): sums[1]["sum"]}
    return Reading(sums[1]["sum"] / sums[0]["sum"] - 1, notes, table)


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
        derive=_asked,
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
        derive=_change,
    ),
)
