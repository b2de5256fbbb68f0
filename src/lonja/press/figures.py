"""Line 5 of the balance: the media."""

from django.db.models import Count

from lonja.core.figures import Figure, Unit, count, count_distinct, register, total
from lonja.core.text import Text

from . import queries
from .enums import Scope, Support


def _by(path, choices):
    """Label -> mentions, the most first; those of which it is not known are called so."""

    def measure(rows):
        found = rows.order_by().values_list(path).annotate(n=Count("pk")).order_by("-n", path)
        return {str(choices(k).label) if k else "sin clasificar": n for k, n in found}

    return measure


def _valuations(year) -> list[Text]:
    """What the sum of the valuations leaves out, and who valued."""
    told = queries.valued_of_both(year)
    without = told.get((year.number, None, None), 0)
    notes = []
    if without:
        notes.append(
            Text(
                f"{without} impactos no tienen valoración: no suman, y tampoco valen cero.",
                f"{without} mentions have no valuation: they add nothing, nor are zero.",
            )
        )
    methods, before = (
        {(by, how) for number, by, how in told if number == one and by is not None}
        for one in (year.number, year.number - 1)
    )
    for provider, method in sorted(methods):
        notes.append(
            Text(
                f"Valor publicitario equivalente según {provider} ({method}). Estima un coste "
                "publicitario, no valor ni impacto; véanse los Principios de Barcelona.",
                f"Advertising value equivalent by {provider} ({method}). It estimates a cost of "
                "advertising, neither value nor impact; see the Barcelona Principles.",
            )
        )
    if before and before != methods:
        notes.append(
            Text(
                "El método cambió respecto al año anterior: las dos cifras no se pueden comparar.",
                "The method changed from the year before: the two figures cannot be compared.",
            )
        )
    return notes


register(
    Figure(
        key="press.mentions",
        line=5,
        name=Text("Impactos en medios", "Media mentions"),
        definition=Text(
            "Piezas confirmadas, publicadas en el año, que nombran al clúster: una por medio. Las "
            "reproducciones en otros medios cuentan; las repetidas en el mismo medio, no.",
            "Confirmed pieces published in the year that name the cluster: one for each outlet. "
            "Copies in other outlets count; repeats in the same outlet do not.",
        ),
        unit=Unit.COUNT,
        rows=queries.mentions,
        measure=count,
        breakdown=queries.mentions_by_month,
    ),
    Figure(
        key="press.stories",
        line=5,
        name=Text("Noticias distintas", "Distinct stories"),
        definition=Text(
            "Noticias distintas detrás de los impactos del año: lo que contó una agencia y "
            "reprodujeron otros es una.",
            "Distinct stories behind the year's mentions: what one agency told and others copied "
            "is one.",
        ),
        unit=Unit.COUNT,
        rows=queries.stories,
        measure=count_distinct("told_as"),
        counts="story",
    ),
    Figure(
        key="press.value_eur",
        line=5,
        name=Text("Valor económico de los impactos", "Economic value of the mentions"),
        definition=Text(
            "Suma de la valoración en vigor de cada impacto del año, en euros, tal como la dio "
            "quien la hizo. Lonja no la calcula.",
            "Sum of the valuation in force of each of the year's mentions, in euros, as given by "
            "whoever made it. Lonja does not compute it.",
        ),
        unit=Unit.EUROS,
        rows=queries.valued,
        adds="value",
        measure=total("value", unknown=True),
        notes=_valuations,
        weak=lambda rows: rows.filter(value__isnull=True),
    ),
    Figure(
        key="press.by_scope",
        line=5,
        name=Text("Impactos por ámbito", "Mentions by scope"),
        definition=Text(
            "Impactos del año según el ámbito del medio: nacional, regional, local…",
            "The year's mentions by the scope of the outlet: national, regional, local…",
        ),
        unit=Unit.TABLE,
        rows=queries.mentions,
        measure=_by("outlet__scope", Scope),
        weak=lambda rows: rows.filter(outlet__scope=""),
    ),
    Figure(
        key="press.by_medium",
        line=5,
        name=Text("Impactos por soporte", "Mentions by medium"),
        definition=Text(
            "Impactos del año según el soporte del medio: digital, prensa escrita, radio…",
            "The year's mentions by the support of the outlet: digital, print, radio…",
        ),
        unit=Unit.TABLE,
        rows=queries.mentions,
        measure=_by("outlet__support", Support),
        weak=lambda rows: rows.filter(outlet__support=""),
    ),
)
