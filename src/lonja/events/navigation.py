from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(
    Entry(_("Programas"), "programas-list", section="2", icon="video", order=40),
    Entry(_("Eventos"), "eventos-list", section="6", icon="store", order=10),
    Entry(_("Mandatos"), "mandatos-list", section="6", icon="seat", order=20),
    Entry(_("Stands"), "stands-list", section="6", icon="pin", order=30),
    Entry(_("Sesiones"), "sesiones-list", section="6", icon="mic", order=40),
    Entry(_("Formatos"), "formatos-list", section="7", icon="ticket", order=10),
    Entry(_("Asistencia"), "asistencias-list", section="7", icon="badge", order=20),
    Entry(_("Conclusiones"), "conclusiones-list", section="7", icon="idea", order=30),
)
