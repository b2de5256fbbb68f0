"""Needs, and what of them stands on the pages of others."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lonja.acts.models import Act
from lonja.directory.models import Organisation
from lonja.territories.models import Territory
from lonja.workbench.columns import Column
from lonja.workbench.filters import ChoiceFilter, RelatedFilter, YearFilter
from lonja.workbench.panels import Action, Panel, Related
from lonja.workbench.registry import add_panel, register
from lonja.workbench.resource import Resource

from ...enums import NEED_MOVES, CameBy, NeedState
from ...models import Need
from ...queries import encounter
from .. import panels
from ..filters import WaitingFilter
from ..forms import NeedForm
from .said import by_office


class NeedResource(Resource):
    model = Need
    slug = "necesidades"
    icon = "need"
    lede = _("Lo que los territorios quieren resolver, desde que llega hasta que se resuelve.")
    columns = (
        Column("title", link=True),
        Column("territory", sort="territory__folded"),
        Column("received_on"),
        Column("state"),
        Column("urgency", wide=True),
        Column("areas", wide=True),
        Column("responsible", wide=True),
    )
    filters = (
        ChoiceFilter("state"),
        WaitingFilter(),
        YearFilter("received_on"),
        RelatedFilter("areas"),
        ChoiceFilter("came_by"),
        ChoiceFilter("urgency"),
        RelatedFilter("responsible"),
        RelatedFilter("territory"),
    )
    search = ("title", "description", "territory__name", "organisation__name")
    related = (
        "territory__province", "territory__region", "organisation", "person", "notice", "group",
        "responsible",
    )  # fmt: skip
    prefetch = ("areas",)
    form = NeedForm
    facts = (
        "state", "territory", "organisation", "person", "received_on", "came_by", "notice",
        "group", "areas", "budget", Column("amount", kind="euros"), "horizon", "urgency",
        "publicity", "description", "responsible", "closed_on",
    )  # fmt: skip
    date_field = "received_on"
    groups = ("state", "territory", "areas", "came_by", "urgency")
    panels = (
        Panel(_("Códigos CPV"), "matching/panels/codes.html", panels.codes, order=15),
        Related("presentaciones", parent="need", title=_("Presentaciones"), order=20),
        Related("resultados", parent="need", title=_("Qué salió"), order=30),
        Panel(
            _("Pasos"),
            "matching/panels/steps.html",
            panels.steps,
            order=40,
            rows=lambda need, user: need.steps.all(),
        ),
    )
    actions = tuple(
        Action(
            label,
            f"need-{state.value}",
            icon=icon,
            post=state not in (NeedState.WITHDRAWN, NeedState.UNANSWERED),
            primary=primary,
            when=lambda need, user, to=state: (
                by_office(need, user) and to in NEED_MOVES[NeedState(need.state)]
            ),
        )
        for state, label, icon, primary in (
            (NeedState.QUALIFIED, _("Calificar"), "check", True),
            (NeedState.OPENED, _("Abrir a los asociados"), "megaphone", True),
            (NeedState.ANSWERED, _("Hay respuestas"), "reply", False),
            (NeedState.INTRODUCED, _("Dar por presentada"), "handshake", False),
            (NeedState.IN_PROGRESS, _("Poner en curso"), "play", False),
            (NeedState.RESOLVED, _("Dar por resuelta"), "check-circle", True),
            (NeedState.RECEIVED, _("Volver a recibida"), "restore", False),
            (NeedState.UNANSWERED, _("Dejarla sin respuesta"), "x-circle", False),
            (NeedState.WITHDRAWN, _("Retirar"), "x", False),
        )
    )

    def new_record(self, params):
        """One added from the page of a working group came by it."""
        return Need(came_by=CameBy.GROUP) if params.get("group") else Need()

    def shared_with(self, user):
        return encounter.needs_visible_to(user)


register(NeedResource())

BRIEF_NEED = (Column("title", link=True), Column("state"), Column("received_on"))

add_panel(
    Act,
    Panel(
        _("¿Con qué territorio?"),
        "matching/panels/suggested_territory.html",
        panels.suggested_territory,
        order=5,
        rows=panels.acts_to_place,
        questions=2,
    ),
)
add_panel(
    Territory,
    Panel(
        _("Trabajo con la oficina"),
        "matching/panels/activity.html",
        panels.activity,
        order=20,
        questions=3,
    ),
)
add_panel(
    Territory,
    Related("necesidades", parent="territory", title=_("Lo que necesita"), columns=BRIEF_NEED,
            order=22),
)  # fmt: skip
add_panel(Territory, Related("resultados", parent="territory", title=_("Qué ha salido"), order=36))
add_panel(
    Organisation,
    Related("presentaciones", parent="member", title=_("Presentaciones"), order=34),
)
add_panel(Organisation, Related("resultados", parent="organisation", title=_("Negocio"), order=36))
add_panel(
    Organisation,
    Panel(_("Contratos públicos ganados"), "matching/panels/contracts.html", panels.contracts,
          order=38),
)  # fmt: skip
