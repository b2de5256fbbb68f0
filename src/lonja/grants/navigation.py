from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(
    Entry(_("Proyectos"), "proyectos-list", section="9", icon="folder", order=10),
    Entry(_("Convocatorias"), "convocatorias-list", section="9", icon="bell", order=20),
    Entry(
        _("Programas de ayudas"), "programas-de-ayudas-list", section="9", icon="layers", order=30
    ),
)
