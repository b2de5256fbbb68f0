from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(
    Entry(_("Publicaciones"), "publicaciones-list", section="3", icon="megaphone", order=10),
    Entry(_("Dosieres"), "dosieres-list", section="3", icon="book", order=20),
    Entry(_("Lecturas de seguidores"), "lecturas-list", section="4", icon="growth", order=10),
    Entry(_("Otros clústeres"), "clusteres-comparados-list", section="4", icon="similar", order=20),
    Entry(_("Boletín"), "boletines-list", section="4", icon="mail", order=30),
    Entry(_("Cuentas"), "cuentas-en-redes-list", section="4", icon="at", order=40),
    Entry(
        _("Medias de referencia"), "medias-de-referencia-list", section="4", icon="chart", order=50
    ),
)
