"""The panels by which the office's pages lead to those of outsiders."""

from django.utils.translation import gettext_lazy as _

from lonja.directory.models import Organisation
from lonja.territories.models import Territory
from lonja.workbench.panels import Panel
from lonja.workbench.registry import add_panel

from . import panels

add_panel(
    Organisation,
    Panel(_("Su página"), "portal/panel.html", panels.of_member, order=12, rows=panels.is_member,
          questions=2),
)  # fmt: skip
add_panel(
    Territory,
    Panel(
        _("Su pasaporte"),
        "portal/panel.html",
        panels.of_territory,
        order=12,
        rows=panels.has_passport,
        questions=2,
    ),
)
