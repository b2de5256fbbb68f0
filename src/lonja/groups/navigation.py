from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(
    Entry(_("Grupos"), "grupos-list", section="1", icon="users", order=10),
    Entry(_("Reuniones"), "reuniones-de-grupo-list", section="1", icon="calendar", order=20),
    Entry(_("Acuerdos"), "acuerdos-list", section="1", icon="check-circle", order=30),
    Entry(_("Entregables"), "entregables-list", section="1", icon="book", order=40),
)
