"""The versions of what counts as work with a territory."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lonja.accounts.enums import STAFF
from lonja.acts.enums import Kind as ActKind
from lonja.territories.enums import Kind as TerritoryKind
from lonja.workbench.columns import Column
from lonja.workbench.registry import register
from lonja.workbench.resource import Resource

from ...models import CountingRule
from ..forms import RuleForm


class CountingRuleResource(Resource):
    """Versions are made, never changed nor deleted."""

    model = CountingRule
    slug = "reglas-de-recuento"
    line = 8
    icon = "balance"
    lede = _("Qué actos hacen que se haya trabajado con un territorio. Cada cambio es una versión.")
    columns = (
        Column("version", link=True),
        Column("kinds", value=lambda rule: _labels(ActKind, rule.kinds), sort=""),
        Column(
            "supramunicipal",
            value=lambda rule: _labels(TerritoryKind, rule.supramunicipal),
            sort="",
            wide=True,
        ),
        Column("note", wide=True),
    )
    form = RuleForm
    search = ("note",)
    facts = (
        "version",
        Column("kinds", value=lambda rule: _labels(ActKind, rule.kinds)),
        Column("supramunicipal", value=lambda rule: _labels(TerritoryKind, rule.supramunicipal)),
        "note",
    )
    writers = frozenset()

    def may_add(self, user) -> bool:
        return user.is_authenticated and user.is_active and user.role in STAFF


def _labels(kinds, values) -> str:
    return ", ".join(str(kinds(value).label) for value in values if value in kinds.values)


register(CountingRuleResource())
