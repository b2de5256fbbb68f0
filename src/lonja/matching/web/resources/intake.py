"""How needs come in, on the pages of needs, of working groups and of territories."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lonja.directory.models import Person
from lonja.groups.models import WorkingGroup
from lonja.territories.models import Territory
from lonja.workbench.columns import Column
from lonja.workbench.panels import Panel, Related
from lonja.workbench.registry import add_panel

from ...models import Intake, Need
from .. import need_panels as panels

BRIEF = (Column("title", link=True), Column("territory"), Column("state"), Column("received_on"))

add_panel(
    Need,
    Panel(
        _("Quién la trajo"), "matching/panels/intake.html", panels.intake, order=8,
        rows=lambda need, user: Intake.objects.filter(need=need),
    ),
)  # fmt: skip
add_panel(
    WorkingGroup,
    Related("necesidades", parent="group", title=_("Necesidades"), columns=BRIEF, order=45),
)
add_panel(
    Person,
    Panel(_("Qué necesita"), "matching/panels/ask_person.html", panels.ask_person, order=30),
)
add_panel(
    Territory,
    Panel(_("Preguntarle qué necesita"), "matching/panels/ask_need.html", panels.ask, order=23),
)
