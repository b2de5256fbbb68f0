from django.utils.translation import gettext_lazy as _

from lonja.acts.models import Act
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, ProofFilter, RelatedFilter, YearFilter
from lonja.workbench.panels import Related
from lonja.workbench.registry import add_panel, register
from lonja.workbench.resource import Resource

from .. import queries
from ..models import Mention, Outlet, Story, Valuation
from .forms import MentionForm


class MentionResource(Resource):
    model = Mention
    slug = "impactos"
    public = True
    line = 5
    icon = "newspaper"
    lede = _("Cada pieza que nombra al clúster: dónde, cuándo, y lo que otros dicen que valió.")
    columns = (
        Column("date"),
        Column("title", _("titular"), link=True),
        Column("outlet"),
        Column(
            "value", _("valor"), value=lambda mention: mention.value, sort="value", kind="euros"
        ),
        Column("state", wide=True),
    )
    filters = (
        YearFilter("date"),
        RelatedFilter("outlet"),
        ChoiceFilter("outlet__scope"),
        ChoiceFilter("outlet__support"),
        ChoiceFilter("state"),
        ProofFilter(),
    )
    search = ("title", "outlet__name", "author", "summary")
    ordering = ("-date", "-pk")
    form = MentionForm
    facts = (
        "outlet", "date", "state", "url", "author", "story", "caused_by", "tone", "prominence",
        "organisations", "territories", "duplicate_of", "summary",
    )  # fmt: skip
    related = ("outlet", "story", "caused_by", "duplicate_of")
    date_field = "date"
    sums = ("value",)
    groups = ("outlet", "outlet__scope", "outlet__support", "tone", "prominence", "caused_by")
    panels = (Related("valoraciones", parent="mention", title=_("Valoraciones")),)
    proof = _("el recorte o el enlace")

    def told(self, rows):
        return queries.with_value(rows)


class OutletResource(Resource):
    model = Outlet
    slug = "medios"
    public = True
    line = 5
    columns = (Column("name", link=True), Column("support"), Column("scope"), Column("territory"))
    filters = (ChoiceFilter("support"), ChoiceFilter("scope"))
    search = ("name",)
    fields = ("name", "support", "scope", "territory", "website")
    facts = fields
    related = ("territory",)
    groups = ("support", "scope")
    panels = (Related("impactos", parent="outlet", title=_("Impactos")),)


class StoryResource(Resource):
    model = Story
    slug = "noticias"
    public = True
    icon = "newspaper"
    line = 5
    lede = _("Lo que se contó una vez y publicaron uno o varios medios.")
    columns = (
        Column("title", link=True),
        Column("first_on", _("publicada el"), sort="first_on", kind="date"),
        Column("times", _("impactos"), sort="times", kind="number"),
    )
    search = ("title",)
    ordering = ("-pk",)
    fields = ("title",)
    panels = (Related("impactos", parent="story", title=_("Dónde se publicó")),)

    def told(self, rows):
        return queries.with_mentions(rows)


class ValuationResource(Resource):
    model = Valuation
    slug = "valoraciones"
    icon = "euro"
    line = 5
    columns = (
        Column("valued_on"),
        Column("mention", link=True),
        Column("amount", kind="euros"),
        Column("provider"),
        Column("method", wide=True),
    )
    filters = (YearFilter("valued_on"),)
    search = ("provider", "method", "mention__title")
    fields = ("mention", "amount", "provider", "method", "valued_on")
    facts = fields
    related = ("mention",)
    date_field = "valued_on"
    sums = ("amount",)
    groups = ("provider", "method")


for resource in (MentionResource, OutletResource, StoryResource, ValuationResource):
    register(resource())

add_panel(
    Act,
    Related(
        "impactos",
        title=_("Impactos en medios que causó"),
        rows=lambda act, user: Mention.objects.filter(caused_by=act.pk),
        parent="caused_by",
        order=60,
    ),
)
