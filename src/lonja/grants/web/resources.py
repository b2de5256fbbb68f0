from django.utils.translation import gettext_lazy as _

from lonja.directory.models import Organisation
from lonja.workbench.columns import Column
from lonja.workbench.filters import (
    ChoiceFilter,
    FlagFilter,
    ProofFilter,
    RelatedFilter,
    ValueFilter,
    YearFilter,
)
from lonja.workbench.panels import Related
from lonja.workbench.registry import add_panel, register
from lonja.workbench.resource import Resource

from .. import queries
from ..enums import Result
from ..models import Call, Participation, Proposal, Resolution, Scheme
from .forms import ProposalForm


class ProposalResource(Resource):
    model = Proposal
    slug = "proyectos"
    line = 9
    icon = "folder"
    lede = _("Proyectos preparados y presentados, con sus socios, sus importes y su resultado.")
    columns = (
        Column("date"),
        Column("title", link=True),
        Column("call", wide=True),
        Column("budget", _("presupuesto"), value=lambda p: p.budget, sort="budget", kind="euros"),
        Column(
            "result", _("resultado"), kind="badge", sort="result",
            value=lambda p: Result(p.result).label if p.result else "",
        ),
        Column("state"),
    )  # fmt: skip
    filters = (
        YearFilter("date"),
        RelatedFilter("call"),
        ChoiceFilter("our_role"),
        ChoiceFilter("state"),
        ProofFilter(),
    )
    search = ("title", "acronym", "summary", "registration", "call__title")
    ordering = ("-date", "-pk")
    form = ProposalForm
    facts = (
        "acronym",
        "call",
        "line",
        "our_role",
        "state",
        "date",
        "registration",
        "summary",
        "next_step",
        "responsible",
    )
    related = ("call", "responsible")
    date_field = "date"
    sums = ("budget",)
    groups = ("call", "call__scheme", "our_role")
    panels = (
        Related(
            "participantes-en-proyectos", parent="proposal", title=_("Participantes"), limit=40
        ),
        Related("resoluciones", parent="proposal", title=_("Resoluciones")),
    )
    proof = _("el justificante de registro")

    def told(self, rows):
        return queries.with_result(rows)


class CallResource(Resource):
    model = Call
    slug = "convocatorias"
    public = True
    line = 9
    lede = _("Qué ayudas hay, hasta cuándo y con cuánto presupuesto.")
    columns = (
        Column("title", link=True),
        Column("scheme", wide=True),
        Column("year"),
        Column("budget", kind="euros"),
        Column("closes_on"),
    )
    filters = (RelatedFilter("scheme"), ValueFilter("year"), FlagFilter("extraordinary"))
    search = ("title", "bdns", "scheme__name")
    fields = (
        "scheme",
        "title",
        "year",
        "budget",
        "extraordinary",
        "bdns",
        "opens_on",
        "closes_on",
        "url",
        "notes",
    )
    facts = fields
    related = ("scheme",)
    date_field = "closes_on"
    sums = ("budget",)
    groups = ("scheme", "year", "extraordinary")
    panels = (Related("proyectos", parent="call", title=_("Nuestros proyectos")),)
    proof = _("el extracto publicado")


class SchemeResource(Resource):
    model = Scheme
    slug = "programas-de-ayudas"
    public = True
    line = 9
    columns = (Column("name", link=True), Column("body"), Column("in_balance"))
    search = ("name", "body")
    fields = ("name", "body", "in_balance")
    facts = fields
    panels = (Related("convocatorias", parent="scheme", title=_("Convocatorias")),)


class ParticipationResource(Resource):
    model = Participation
    slug = "participantes-en-proyectos"
    line = 9
    columns = (
        Column("organisation", link=True),
        Column("proposal"),
        Column("is_cluster"),
        Column("budget", kind="euros"),
        Column("eligible", kind="euros", wide=True),
        Column("grant", kind="euros"),
    )
    # Of one proposal, its page lists them, and the search finds them.
    filters = (FlagFilter("is_cluster"), YearFilter("proposal__date"))
    search = ("organisation__name", "proposal__title", "proposal__acronym")
    fields = (
        "proposal",
        "organisation",
        "is_cluster",
        "size",
        "budget",
        "eligible",
        "grant",
        "withdrew_on",
    )
    facts = fields
    related = ("organisation", "proposal")
    date_field = "proposal__date"
    sums = ("budget", "eligible", "grant")
    groups = ("organisation", "proposal", "size", "is_cluster")


class ResolutionResource(Resource):
    model = Resolution
    slug = "resoluciones"
    line = 9
    columns = (
        Column("date"),
        Column("proposal", link=True),
        Column("result"),
        Column("amount", kind="euros"),
        Column("score", wide=True),
    )
    filters = (ChoiceFilter("result"), YearFilter("date"), ProofFilter())
    search = ("proposal__title", "reasons")
    ordering = ("-date", "-pk")
    fields = ("proposal", "result", "date", "amount", "score", "reasons")
    facts = fields
    related = ("proposal",)
    date_field = "date"
    sums = ("amount",)
    groups = ("result", "proposal__call")
    proof = _("la resolución publicada")


for resource in (
    ProposalResource,
    CallResource,
    SchemeResource,
    ParticipationResource,
    ResolutionResource,
):
    register(resource())

add_panel(
    Organisation,
    Related("participantes-en-proyectos", parent="organisation", title=_("Proyectos"), order=47),
)
