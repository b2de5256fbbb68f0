"""Outcomes: what came of introductions, as each side says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lonja.workbench.columns import Column
from lonja.workbench.filters import (
    ChoiceFilter,
    Filter,
    ProofFilter,
    RelatedFilter,
    YearFilter,
)
from lonja.workbench.panels import Action, Panel
from lonja.workbench.registry import register
from lonja.workbench.resource import Resource

from ...models import Outcome
from .. import panels
from ..forms import OutcomeForm
from .said import by_office

STANDING = {
    "confirmed": _("lo dicen las dos partes"),
    "disputed": _("dicen importes distintos"),
    "one-sided": _("falta que lo diga una parte"),
}


def standing(outcome: Outcome) -> str:
    """In which of these an outcome is, in words."""
    if outcome.is_disputed:
        return str(STANDING["disputed"])
    if not outcome.is_confirmed:
        return str(STANDING["one-sided"])
    said = (outcome.amount, outcome.member_amount, outcome.territory_amount)
    if said[0] is None and said != (None, None, None):
        return _now("falta el importe de una parte")
    return str(STANDING["confirmed"])


@dataclass(frozen=True)
class StandingFilter(Filter):
    """Whether both sides say the same."""

    path: str = "standing"
    label: str = _("en qué está")

    def choices(self, model, rows):
        return STANDING.items()

    def narrow(self, rows, value):
        if value == "disputed":
            return rows.disputed()
        if value == "one-sided":
            return rows.one_sided()
        return rows.confirmed().exclude(pk__in=rows.disputed()) if value == "confirmed" else rows


def _actions() -> Iterator[Action]:
    """Each side confirms; and, while they do not say the same, says another thing."""
    for side, confirms, corrects in (
        ("member", _("Confirma el asociado"), _("El asociado dice otro importe")),
        ("territory", _("Confirma el territorio"), _("El territorio dice otro importe")),
    ):
        yield Action(
            confirms,
            f"outcome-{side}",
            icon="check",
            post=False,
            when=lambda one, user, day=f"{side}_confirmed_on": (
                by_office(one, user) and getattr(one, day) is None
            ),
        )
        yield Action(
            corrects,
            f"outcome-{side}",
            icon="edit",
            post=False,
            when=lambda one, user, day=f"{side}_confirmed_on": (
                by_office(one, user) and getattr(one, day) is not None and not _is_settled(one)
            ),
        )


def _is_settled(outcome: Outcome) -> bool:
    said = (outcome.member_amount, outcome.territory_amount)
    return outcome.amount is not None or said == (None, None)


class OutcomeResource(Resource):
    model = Outcome
    slug = "resultados"
    line = 8
    icon = "euro"
    lede = _("Reuniones, pilotos y contratos. Cuenta lo que confirman las dos partes.")
    columns = (
        Column("date"),
        Column("kind", link=True),
        Column("organisation", sort="organisation__folded"),
        Column("territory", sort="territory__folded"),
        Column("amount", kind="euros"),
        Column("standing", _("en qué está"), value=standing, sort=""),
        Column("member_amount", _("según el asociado"), kind="euros", wide=True),
        Column("territory_amount", _("según el territorio"), kind="euros", wide=True),
    )
    filters = (
        YearFilter("date"),
        ChoiceFilter("kind"),
        StandingFilter(),
        RelatedFilter("organisation"),
        RelatedFilter("territory"),
        ProofFilter(),
    )
    search = ("description", "organisation__name", "territory__name")
    related = ("organisation", "territory", "need", "introduction")
    form = OutcomeForm
    facts = (
        "kind", "date", "territory", "organisation", "need", "introduction",
        Column("amount", kind="euros"), "description",
        Column("standing", _("en qué está"), value=standing),
        Column("member_amount", kind="euros"), "member_confirmed_on",
        Column("territory_amount", kind="euros"), "territory_confirmed_on",
    )  # fmt: skip
    panels = (
        Panel(_("Lo que dice cada parte"), "matching/panels/claims.html", panels.claims, order=10),
    )
    date_field = "date"
    sums = ("amount",)
    groups = ("kind", "territory", "organisation")
    actions = tuple(_actions())
    proof = _("la confirmación de las dos partes, el contrato o el anuncio de adjudicación")


register(OutcomeResource())
