from django.utils.translation import gettext_lazy as _

from lonja.accounts.enums import Role
from lonja.directory.models import Organisation
from lonja.directory.queries import organisations_of
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, ProofFilter, RelatedFilter, YearFilter
from lonja.workbench.panels import Related
from lonja.workbench.registry import add_panel, register
from lonja.workbench.resource import Resource

from ..models import Agreement, CollaborationLine, InstitutionalMeeting, OfficeMet
from .forms import InstitutionalMeetingForm


class AgreementResource(Resource):
    model = Agreement
    slug = "convenios"
    line = 2
    icon = "handshake"
    lede = _("Lo firmado con redes, ministerios y otros clústeres, y lo que se hace con ello.")
    columns = (
        Column("title", link=True),
        Column("partner"),
        Column("state"),
        Column("signed_on", wide=True),
        Column("valid_until"),
    )
    filters = (ChoiceFilter("state"), RelatedFilter("partner"))
    search = ("title", "scope", "partner__name")
    fields = ("title", "partner", "state", "scope", "signed_on", "valid_until", "renews")
    facts = ("partner", "state", "scope", "signed_on", "valid_until", "renews")
    related = ("partner",)
    date_field = "signed_on"
    groups = ("state", "partner")
    panels = (
        Related("lineas-de-colaboracion", parent="agreement", title=_("Líneas de colaboración")),
    )
    proof = _("el convenio firmado")

    def shared_with(self, user):
        """An ally sees the agreements with its own organisation."""
        if user.is_authenticated and user.is_active and user.role == Role.ALLY:
            return Agreement.objects.filter(partner__in=organisations_of(user))
        return super().shared_with(user)


class LineResource(Resource):
    model = CollaborationLine
    slug = "lineas-de-colaboracion"
    line = 2
    columns = (
        Column("title", link=True),
        Column("agreement"),
        Column("agreed_on"),
        Column("closed_on", wide=True),
    )
    filters = (RelatedFilter("agreement"), YearFilter("agreed_on"))
    search = ("title", "description", "agreement__title")
    fields = ("agreement", "title", "description", "agreed_on", "closed_on", "result", "acts")
    facts = ("agreement", "description", "agreed_on", "closed_on", "result")
    related = ("agreement",)
    date_field = "agreed_on"
    groups = ("agreement",)
    panels = (
        Related(
            "actos",
            title=_("Lo que se ha hecho"),
            rows=lambda line, user: line.acts.all(),
            empty=_("Acordada, pero todavía sin actos: edítela para añadir el primero."),
        ),
    )
    proof = _("el acta o el convenio que la recoge")


class InstitutionalMeetingResource(Resource):
    model = InstitutionalMeeting
    slug = "encuentros"
    line = 2
    icon = "landmark"
    lede = _("Con quién nos hemos reunido, en qué cargo, de qué se habló y dónde se contó.")
    columns = (
        Column("date"),
        Column("title", link=True),
        Column("setting"),
        Column("place", wide=True),
        Column("state"),
    )
    filters = (YearFilter("date"), ChoiceFilter("setting"), ChoiceFilter("state"), ProofFilter())
    search = ("title", "subject", "summary", "place", "offices__title", "offices__person__name")
    form = InstitutionalMeetingForm
    facts = (
        "date", "time", "state", "setting", "mode", "place", "organisations", "subject",
        "requested_by", "summary", "next_step", "published_url", "responsible",
    )  # fmt: skip
    related = ("responsible",)
    date_field = "date"
    groups = ("setting",)
    panels = (Related("cargos-con-quienes-nos-reunimos", parent="meeting", title=_("Con quién")),)
    proof = _("una foto, un acta o la noticia publicada")


class OfficeMetResource(Resource):
    model = OfficeMet
    slug = "cargos-con-quienes-nos-reunimos"
    line = 2
    columns = (
        Column("title", link=True),
        Column("person"),
        Column("organisation"),
        Column("level"),
        Column("region", wide=True),
        Column("meeting", wide=True),
    )
    filters = (ChoiceFilter("level"), RelatedFilter("region"), YearFilter("meeting__date"))
    search = ("title", "person__name", "organisation__name")
    fields = ("meeting", "person", "organisation", "title", "level", "region", "substitute")
    facts = fields
    related = ("meeting", "person", "organisation", "region")
    date_field = "meeting__date"
    groups = ("level", "region", "organisation")


for resource in (AgreementResource, LineResource, InstitutionalMeetingResource, OfficeMetResource):
    register(resource())

add_panel(Organisation, Related("convenios", parent="partner", title=_("Convenios"), order=35))
