from django.utils.translation import gettext_lazy as _

from lonja.directory.models import Organisation
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, FlagFilter, ProofFilter, RelatedFilter, YearFilter
from lonja.workbench.panels import Related
from lonja.workbench.registry import add_panel, register
from lonja.workbench.resource import Resource

from ..models import (
    Attendance,
    Conclusion,
    Event,
    EventRole,
    Mandate,
    Programme,
    Series,
    Session,
    Stand,
    StandMember,
)
from .forms import EventForm


class EventResource(Resource):
    model = Event
    slug = "eventos"
    public = True
    line = 6
    icon = "store"
    lede = _("Dónde hemos estado y qué hemos organizado. Celebrado es lo que tiene asistencia.")
    columns = (
        Column("date"),
        Column("title", link=True),
        Column("series", wide=True),
        Column("own"),
        Column("place", wide=True),
        Column("state"),
    )
    filters = (
        FlagFilter("own"),
        YearFilter("date"),
        RelatedFilter("series"),
        ChoiceFilter("series__kind"),
        ChoiceFilter("state"),
        ProofFilter(),
    )
    search = ("title", "summary", "place", "series__name")
    form = EventForm
    facts = (
        "own", "series", "edition", "within", "programme", "date", "end_date", "time", "state",
        "mode", "place", "territories", "organisations", "areas", "headcount", "url", "summary",
        "next_step", "responsible",
    )  # fmt: skip
    related = ("series", "within", "programme", "responsible")
    date_field = "date"
    sums = ("headcount",)
    groups = ("series", "series__kind", "own", "mode", "territories")
    panels = (
        Related("papeles", parent="event", title=_("Nuestro papel"), order=10),
        Related("sesiones", parent="event", title=_("Sesiones"), order=20),
        Related("stands", parent="event", title=_("Stand"), order=30),
        Related("eventos", parent="within", title=_("Actos dentro de este"), order=35),
        Related("asistencias", parent="event", title=_("Asistencia"), order=40, limit=50),
        Related("conclusiones", parent="event", title=_("Conclusiones"), order=50),
    )
    proof = _("la lista de asistencia, fotos o el programa")


class SeriesResource(Resource):
    model = Series
    slug = "formatos"
    public = True
    line = 7
    lede = _("Formatos con ediciones: los propios, que otros pueden replicar, y los de otros.")
    columns = (Column("name", link=True), Column("kind"), Column("organiser"))
    filters = (ChoiceFilter("kind"),)
    search = ("name", "description")
    fields = ("name", "kind", "organiser", "description", "kit_url")
    facts = fields
    related = ("organiser",)
    groups = ("kind",)
    panels = (
        Related("eventos", parent="series", title=_("Ediciones")),
        Related("mandatos", parent="series", title=_("Mandatos")),
    )


class ProgrammeResource(Resource):
    model = Programme
    slug = "programas"
    public = True
    line = 2
    columns = (
        Column("name", link=True),
        Column("kind"),
        Column("state"),
        Column("line", wide=True),
    )
    filters = (ChoiceFilter("kind"), ChoiceFilter("state"))
    search = ("name", "description", "audience")
    fields = ("name", "kind", "state", "line", "audience", "description")
    facts = fields
    related = ("line",)
    panels = (Related("eventos", parent="programme", title=_("Sesiones del programa")),)


class RoleResource(Resource):
    model = EventRole
    slug = "papeles"
    line = 6
    columns = (Column("event", link=True), Column("role"), Column("detail"))
    filters = (ChoiceFilter("role"), YearFilter("event__date"))
    search = ("event__title", "detail")
    fields = ("event", "role", "detail")
    facts = fields
    related = ("event",)
    date_field = "event__date"
    groups = ("role", "event")


class SessionResource(Resource):
    model = Session
    slug = "sesiones"
    line = 6
    columns = (
        Column("title", link=True),
        Column("event"),
        Column("our_role"),
        Column("area", wide=True),
    )
    filters = (ChoiceFilter("our_role"), YearFilter("event__date"))
    search = ("title", "event__title")
    fields = ("event", "title", "our_role", "area", "speakers")
    facts = fields
    related = ("event", "area")
    date_field = "event__date"
    groups = ("our_role", "area", "event")


class MandateResource(Resource):
    model = Mandate
    slug = "mandatos"
    line = 6
    lede = _("Los asientos del clúster en consejos asesores y comités técnicos.")
    columns = (
        Column("series", link=True),
        Column("kind"),
        Column("person"),
        Column("since"),
        Column("until"),
    )
    filters = (ChoiceFilter("kind"),)
    search = ("series__name", "person__name")
    fields = ("series", "kind", "person", "since", "until")
    facts = fields
    related = ("series", "person")
    date_field = "since"
    groups = ("kind", "series")
    proof = _("el nombramiento o la web que lo publica")


class StandResource(Resource):
    model = Stand
    slug = "stands"
    line = 6
    columns = (
        Column("event", link=True),
        Column("concept"),
        Column("cost", kind="euros", wide=True),
    )
    search = ("event__title", "concept")
    fields = ("event", "concept", "surface", "cost")
    facts = fields
    related = ("event",)
    date_field = "event__date"
    sums = ("cost", "surface")
    panels = (Related("asociados-en-stands", parent="stand", title=_("Quién estuvo"), limit=40),)


class StandMemberResource(Resource):
    model = StandMember
    slug = "asociados-en-stands"
    line = 6
    columns = (
        Column("organisation", link=True),
        Column("stand"),
        Column("share", kind="euros"),
        Column("cancelled"),
    )
    filters = (RelatedFilter("stand"), YearFilter("stand__event__date"))
    search = ("organisation__name",)
    fields = ("stand", "organisation", "share", "cancelled")
    facts = fields
    related = ("organisation", "stand__event")
    date_field = "stand__event__date"
    sums = ("share",)
    groups = ("organisation", "stand")


class AttendanceResource(Resource):
    model = Attendance
    slug = "asistencias"
    line = 7
    columns = (
        Column("who", _("quién"), value=str, link=True),
        Column("organisation", wide=True),
        Column("territory"),
        Column("event", wide=True),
        Column("state"),
    )
    filters = (RelatedFilter("event"), ChoiceFilter("state"), YearFilter("event__date"))
    search = ("person__name", "organisation__name", "territory__name", "event__title")
    fields = ("event", "person", "organisation", "territory", "state")
    facts = fields
    related = ("event", "person", "organisation", "territory")
    date_field = "event__date"
    groups = ("state", "event", "organisation", "territory")


class ConclusionResource(Resource):
    model = Conclusion
    slug = "conclusiones"
    line = 7
    columns = (Column("text", link=True), Column("event"), Column("owner"), Column("done_on"))
    filters = (YearFilter("event__date"),)
    search = ("text", "next_step", "owner__name")
    fields = ("event", "text", "owner", "next_step", "done_on")
    facts = fields
    related = ("event", "owner")
    date_field = "event__date"
    groups = ("owner", "event")


for resource in (
    EventResource,
    SeriesResource,
    ProgrammeResource,
    RoleResource,
    SessionResource,
    MandateResource,
    StandResource,
    StandMemberResource,
    AttendanceResource,
    ConclusionResource,
):
    register(resource())

add_panel(
    Organisation,
    Related("asociados-en-stands", parent="organisation", title=_("Stands compartidos"), order=45),
)
add_panel(
    Organisation,
    Related("asistencias", parent="organisation", title=_("Asistencia a eventos"), order=46),
)
