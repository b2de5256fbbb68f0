"""How needs come in, on the pages of needs, of working groups and of territories."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lonja.directory.models import Person
from lonja.groups.models import WorkingGroup
from lonja.territories.models import Territory
from lonja.workbench.columns import Column
from lonja.workbench.panels import Panel, Related
from lonja.workbench.registry import add_panel

from ...models import Need
from .. import need_panels as panels

BRIEF = (Column("title", link=True), Column("territory"), Column("state"), Column("received_on"))

add_panel(
    Need,
    Panel(
        _("Quién la trajo"), "matching/panels/intake.html", panels.intake, order=8,
        rows=panels.came, questions=2, lines=5,
    ),
)  # fmt: skip
add_panel(
    Need,
    Panel(
        _("¿Está en el directorio?"), "matching/panels/sender.html", panels.sender, order=9,
        rows=panels.stranger, questions=6, lines=3,
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
