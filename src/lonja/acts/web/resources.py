from django.utils.translation import gettext_lazy as _

from lonja.directory.models import Organisation, Person
from lonja.territories.models import Territory
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, FlagFilter, ProofFilter, RelatedFilter, YearFilter
from lonja.workbench.panels import Related
from lonja.workbench.registry import add_panel, register
from lonja.workbench.resource import Resource

from .. import queries
from ..models import Act
from .forms import PlainActForm

BRIEF = (
    Column("date"),
    Column("kind"),
    Column("title", link=True),
    Column("state"),
)


class ActResource(Resource):
    """Every act of the office, of whatever line."""

    model = Act
    slug = "actos"
    icon = "history"
    lede = _("Todo lo que hace la oficina: quién, dónde, cuándo y con qué prueba.")
    columns = (
        Column("date"),
        Column("title", link=True),
        Column("kind"),
        Column("organisations", wide=True),
        Column("territories", wide=True),
        Column("state"),
    )
    filters = (
        ChoiceFilter("kind"),
        YearFilter("date"),
        ChoiceFilter("state"),
        RelatedFilter("responsible"),
        FlagFilter("incomplete", office=True),
        ProofFilter(),
    )
    search = ("title", "summary", "place", "organisations__name", "territories__name")
    ordering = ("-date", "-pk")
    prefetch = ("organisations", "territories")
    related = ("responsible",)
    date_field = "date"
    groups = ("kind", "territories", "organisations", "responsible", "mode")
    form = PlainActForm
    facts = (
        "kind", "date", "end_date", "time", "state", "mode", "place", "organisations",
        "territories", "summary", "next_step", "responsible",
    )  # fmt: skip
    internal = ("next_step",)
    proof = _("un enlace, una foto, un acta o una confirmación")

    def shared_with(self, user):
        return queries.acts_visible_to(user)


register(ActResource())

add_panel(
    Organisation,
    Related(
        "actos",
        title=_("Lo que hemos hecho juntos"),
        rows=lambda organisation, user: queries.with_organisation(organisation),
        columns=BRIEF,
        order=30,
    ),
)
add_panel(
    Person,
    Related(
        "actos",
        title=_("Actos"),
        rows=lambda person, user: queries.with_person(person),
        columns=BRIEF,
        order=30,
    ),
)
add_panel(
    Territory,
    Related(
        "actos",
        title=_("Lo que hemos hecho aquí"),
        rows=lambda territory, user: queries.in_territory(territory),
        columns=BRIEF,
        order=30,
    ),
)
