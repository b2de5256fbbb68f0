from django.utils.translation import gettext_lazy as _

from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, ProofFilter, RelatedFilter, YearFilter
from lonja.workbench.panels import Related
from lonja.workbench.registry import register
from lonja.workbench.resource import Resource

from ..models import (
    Benchmark,
    Dossier,
    Issue,
    Peer,
    PeerReading,
    Placement,
    Post,
    Reading,
    SocialAccount,
)
from .forms import DossierForm, IssueForm, PostForm


class PostResource(Resource):
    model = Post
    slug = "publicaciones"
    public = True
    line = 3
    icon = "megaphone"
    lede = _("Lo que se cuenta en redes. Publicado es lo que tiene el enlace de al menos una red.")
    columns = (
        Column("date"),
        Column("title", link=True),
        Column("topic"),
        Column(
            "networks", _("redes"), kind="list",
            value=lambda post: [p.account.get_network_display() for p in post.placements.all()],
        ),
        Column("state"),
    )  # fmt: skip
    filters = (YearFilter("date"), ChoiceFilter("topic"), ChoiceFilter("state"))
    search = ("title", "text")
    form = PostForm
    facts = (
        "date",
        "state",
        "topic",
        "text",
        "about",
        "organisations",
        "territories",
        "responsible",
    )
    related = ("about", "responsible")
    prefetch = ("placements__account",)
    date_field = "date"
    groups = ("topic", "organisations", "territories")
    panels = (Related("apariciones", parent="post", title=_("Dónde se publicó")),)


class PlacementResource(Resource):
    model = Placement
    slug = "apariciones"
    public = True
    line = 3
    columns = (
        Column("account", link=True),
        Column("post"),
        Column("url", wide=True),
        Column("impressions"),
        Column("interactions"),
    )
    filters = (RelatedFilter("account"), YearFilter("post__date"))
    search = ("post__title", "url")
    fields = ("post", "account", "url", "impressions", "interactions", "measured_on")
    facts = fields
    related = ("post", "account")
    date_field = "post__date"
    sums = ("impressions", "interactions")
    groups = ("account", "account__network")


class DossierResource(Resource):
    model = Dossier
    slug = "dosieres"
    public = True
    line = 3
    lede = _("Una visión panorámica de cada especialización del clúster.")
    columns = (Column("number"), Column("title", link=True), Column("date"), Column("state"))
    filters = (YearFilter("date"), ChoiceFilter("state"))
    search = ("title", "summary")
    form = DossierForm
    facts = (
        "number",
        "state",
        "date",
        "url",
        "areas",
        "organisations",
        "edition_of",
        "downloads",
        "summary",
    )
    related = ("edition_of",)
    date_field = "date"
    sums = ("downloads",)
    proof = _("el dosier publicado")


class AccountResource(Resource):
    model = SocialAccount
    slug = "cuentas-en-redes"
    public = True
    line = 4
    columns = (
        Column("handle", link=True),
        Column("network"),
        Column("opened_on"),
        Column("closed_on"),
    )
    filters = (ChoiceFilter("network"),)
    search = ("handle",)
    fields = ("network", "handle", "url", "opened_on", "closed_on")
    facts = fields
    panels = (Related("lecturas", parent="account", title=_("Lecturas")),)


class ReadingResource(Resource):
    model = Reading
    slug = "lecturas"
    public = True
    line = 4
    icon = "growth"
    lede = _("Cuántos seguidores tenía cada cuenta cada día, y dónde se leyó.")
    columns = (Column("date", link=True), Column("account"), Column("followers"), Column("source"))
    filters = (RelatedFilter("account"), YearFilter("date"), ProofFilter())
    search = ("account__handle",)
    fields = ("account", "date", "followers", "source")
    facts = fields
    related = ("account",)
    date_field = "date"
    sums = ("followers",)
    groups = ("account", "account__network")
    proof = _("una captura de pantalla o la exportación")


class PeerResource(Resource):
    model = Peer
    slug = "clusteres-comparados"
    public = True
    line = 4
    columns = (Column("name", link=True), Column("organisation"), Column("url"))
    search = ("name",)
    fields = ("name", "organisation", "url")
    facts = fields
    related = ("organisation",)
    panels = (Related("lecturas-de-otros", parent="peer", title=_("Lecturas")),)


class PeerReadingResource(Resource):
    model = PeerReading
    slug = "lecturas-de-otros"
    public = True
    line = 4
    columns = (Column("date", link=True), Column("peer"), Column("followers"))
    filters = (RelatedFilter("peer"), YearFilter("date"), ProofFilter())
    search = ("peer__name",)
    fields = ("peer", "date", "followers")
    facts = fields
    related = ("peer",)
    date_field = "date"
    sums = ("followers",)
    groups = ("peer",)
    proof = _("una captura de pantalla")


class IssueResource(Resource):
    model = Issue
    slug = "boletines"
    public = True
    line = 4
    icon = "mail"
    lede = _("Cada número del boletín y lo que se sabe de su lectura.")
    columns = (
        Column("number"),
        Column("title", _("asunto"), link=True),
        Column("date"),
        Column("delivered"),
        Column("opened", wide=True),
        Column("state"),
    )
    filters = (YearFilter("date"), ChoiceFilter("state"))
    search = ("title", "summary")
    form = IssueForm
    facts = (
        "number", "date", "state", "url", "resend_of", "delivered", "measured", "opened",
        "opened_by_machines", "clicked", "unsubscribed", "summary",
    )  # fmt: skip
    related = ("resend_of",)
    date_field = "date"
    sums = ("delivered", "measured", "opened", "clicked", "unsubscribed")
    proof = _("el enlace al número enviado")


class BenchmarkResource(Resource):
    model = Benchmark
    slug = "medias-de-referencia"
    public = True
    line = 4
    columns = (
        Column("formula", link=True),
        Column("sector"),
        Column("value"),
        Column("source"),
        Column("year"),
    )
    filters = (ChoiceFilter("formula"),)
    search = ("sector", "source")
    fields = ("formula", "value", "sector", "year", "source", "url")
    facts = fields


for resource in (
    PostResource,
    PlacementResource,
    DossierResource,
    AccountResource,
    ReadingResource,
    PeerResource,
    PeerReadingResource,
    IssueResource,
    BenchmarkResource,
):
    register(resource())
