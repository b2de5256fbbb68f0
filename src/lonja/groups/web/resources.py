from django.utils.translation import gettext_lazy as _

from lonja.directory.models import Organisation
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, ProofFilter, RelatedFilter, YearFilter
from lonja.workbench.panels import Related
from lonja.workbench.registry import add_panel, register
from lonja.workbench.resource import Resource

from ..models import Commitment, Contribution, Deliverable, GroupMeeting, GroupSeat, WorkingGroup
from .forms import DeliverableForm, MeetingForm


class GroupResource(Resource):
    model = WorkingGroup
    slug = "grupos"
    public = True
    line = 1
    icon = "users"
    lede = _("Comisiones y grupos: quién se sienta, cuándo se reúnen y qué publican.")
    columns = (Column("name", link=True), Column("kind"), Column("state"), Column("started_on"))
    filters = (ChoiceFilter("state"), ChoiceFilter("kind"), YearFilter("started_on"))
    search = ("name", "mission")
    fields = (
        "name",
        "kind",
        "state",
        "mission",
        "areas",
        "partners",
        "parent",
        "started_on",
        "ended_on",
    )
    facts = ("kind", "state", "mission", "areas", "partners", "parent", "started_on", "ended_on")
    date_field = "started_on"
    groups = ("kind", "state")
    panels = (
        Related("puestos-de-grupo", parent="group", title=_("Quién se sienta"), order=10, limit=40),
        Related("reuniones-de-grupo", parent="group", title=_("Reuniones"), order=20),
        Related("entregables", parent="group", title=_("Entregables"), order=30),
    )


class SeatResource(Resource):
    model = GroupSeat
    slug = "puestos-de-grupo"
    line = 1
    columns = (
        Column("organisation", sort="organisation__folded", link=True),
        Column("group"),
        Column("role"),
        Column("person"),
        Column("since"),
        Column("until", wide=True),
    )
    filters = (RelatedFilter("group"), ChoiceFilter("role"))
    search = ("organisation__name", "person__name", "group__name")
    fields = ("group", "organisation", "person", "role", "since", "until")
    facts = fields
    related = ("group", "organisation", "person")
    date_field = "since"
    groups = ("group", "role", "organisation")


class MeetingResource(Resource):
    model = GroupMeeting
    slug = "reuniones-de-grupo"
    line = 1
    columns = (Column("date"), Column("title", link=True), Column("group"), Column("state"))
    filters = (RelatedFilter("group"), YearFilter("date"), ChoiceFilter("state"), ProofFilter())
    search = ("title", "agenda", "summary", "minutes", "group__name")
    form = MeetingForm
    facts = (
        "group", "date", "time", "state", "mode", "place", "organisations", "agenda", "summary",
        "minutes", "minutes_approved_on", "responsible",
    )  # fmt: skip
    related = ("group", "responsible")
    date_field = "date"
    groups = ("group", "mode")
    panels = (Related("acuerdos", parent="meeting", title=_("Acuerdos")),)
    proof = _("el acta o la lista de asistencia")


class CommitmentResource(Resource):
    model = Commitment
    slug = "acuerdos"
    line = 1
    lede = _("Lo que se acordó hacer, quién y para cuándo.")
    columns = (
        Column("text", link=True),
        Column("organisation"),
        Column("due_on"),
        Column("done_on"),
        Column("meeting", wide=True),
    )
    filters = (RelatedFilter("organisation"), YearFilter("due_on"))
    search = ("text", "organisation__name")
    fields = ("meeting", "text", "organisation", "due_on", "done_on")
    facts = fields
    related = ("meeting", "organisation")
    date_field = "due_on"
    groups = ("organisation",)


class DeliverableResource(Resource):
    model = Deliverable
    slug = "entregables"
    public = True
    line = 1
    lede = _("Guías e informes de los grupos. Publicado es lo que tiene enlace.")
    columns = (
        Column("date"),
        Column("title", link=True),
        Column("group"),
        Column("deliverable_kind", wide=True),
        Column("state"),
    )
    filters = (RelatedFilter("group"), YearFilter("date"), ChoiceFilter("state"))
    search = ("title", "summary", "group__name")
    form = DeliverableForm
    facts = (
        "group",
        "deliverable_kind",
        "state",
        "date",
        "url",
        "edition",
        "edition_of",
        "isbn",
        "summary",
    )
    related = ("group", "edition_of")
    date_field = "date"
    groups = ("group", "deliverable_kind")
    panels = (
        Related("contribuciones", parent="deliverable", title=_("Quién ha contribuido"), limit=60),
    )
    proof = _("el documento publicado")


class ContributionResource(Resource):
    model = Contribution
    slug = "contribuciones"
    line = 1
    columns = (
        Column("organisation", sort="organisation__folded", link=True),
        Column("deliverable"),
        Column("role"),
        Column("person", wide=True),
        Column("accepted"),
    )
    filters = (RelatedFilter("deliverable"), ChoiceFilter("role"))
    search = ("organisation__name", "deliverable__title", "person__name")
    fields = ("deliverable", "organisation", "person", "role", "chapters", "accepted")
    facts = fields
    related = ("organisation", "deliverable", "person")
    date_field = "deliverable__date"
    groups = ("deliverable", "role", "organisation")


for resource in (
    GroupResource, SeatResource, MeetingResource, CommitmentResource, DeliverableResource,
    ContributionResource,
):  # fmt: skip
    register(resource())

add_panel(
    Organisation,
    Related("puestos-de-grupo", parent="organisation", title=_("Grupos de trabajo"), order=40),
)
add_panel(
    Organisation,
    Related(
        "contribuciones", parent="organisation", title=_("Contribuciones a entregables"), order=41
    ),
)
