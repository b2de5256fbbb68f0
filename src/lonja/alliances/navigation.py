from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(
    Entry(_("Convenios"), "convenios-list", section="2", icon="handshake", order=10),
    Entry(
        _("Líneas de colaboración"),
        "lineas-de-colaboracion-list",
        section="2",
        icon="route",
        order=20,
    ),
    Entry(
        _("Encuentros institucionales"), "encuentros-list", section="2", icon="landmark", order=30
    ),
)
