from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(
    Entry(_("Todos los actos"), "actos-list", section="acts", icon="history", order=10),
    Entry(
        _("Capturar"),
        "capture",
        section="acts",
        icon="plus",
        order=20,
        allowed=lambda user: user.is_staff_of_office,
    ),
)
