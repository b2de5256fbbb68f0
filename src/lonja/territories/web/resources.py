from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext_lazy as _

from lonja.accounts.enums import Role
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, Filter, RelatedFilter
from lonja.workbench.registry import register
from lonja.workbench.resource import Resource

from .. import queries
from ..enums import Band
from ..models import Territory
from . import panels
from .forms import TerritoryForm

FOUND = 200  # of a search; beyond it, one types more


@dataclass(frozen=True)
class BandFilter(Filter):
    """The size of the municipality."""

    path: str = "population"
    label: str = _("habitantes")

    def choices(self, model, rows):
        return Band.choices

    def narrow(self, rows, value):
        return queries.in_band(rows, Band(value)) if value in Band.values else rows


class TerritoryResource(Resource):
    """Public knowledge: whoever signs in may read it, whatever their role."""

    model = Territory
    slug = "territorios"
    public = True
    line = 8
    icon = "map-pin"
    lede = _("Municipios y entidades supramunicipales, con sus códigos oficiales.")
    columns = (
        Column("name", link=True, sort="folded"),
        Column("kind"),
        Column("province", sort="province__folded"),
        Column("region", sort="region__folded", wide=True),
        Column("population", kind="number"),
        Column("code", wide=True),
    )
    filters = (
        ChoiceFilter("kind"),
        RelatedFilter("region"),
        RelatedFilter("province"),
        BandFilter(),
    )
    search = ("name", "other_name", "code")
    related = ("province", "region", "successor")
    form = TerritoryForm
    facts = (
        "kind",
        "other_name",
        "province",
        "region",
        Column("inhabitants", _("población"), value=panels.inhabitants),
        Column("band", _("tamaño"), value=panels.band),
        Column("own_code", _("código oficial"), value=panels.own_code),
        "dir3",
        "successor",
    )
    groups = ("kind", "region", "province")
    sums = ("population",)
    readers = frozenset(Role)
    panels = panels.ALL
    questions = 1  # the people of what is formed by others

    def narrowed(self, rows: QuerySet, params) -> QuerySet:
        """As any list, but searched by the names of places, and without what was merged."""
        for chosen in self.filters:
            rows = chosen.apply(rows, params)
        text = params.get("q", "").strip()
        if not text:
            return rows.filter(successor=None)
        found = queries.search(text, rows, limit=FOUND)
        place = Case(*(When(pk=one.pk, then=order) for order, one in enumerate(found)), default=0)
        return rows.filter(pk__in=[one.pk for one in found]).order_by(place)

    def suggest(self, text: str, rows: QuerySet) -> list[Territory]:
        return queries.search(text, rows)

    def named(self, text: str, among: QuerySet) -> list[Territory]:
        return queries.named(text, among)[:6]


register(TerritoryResource())
