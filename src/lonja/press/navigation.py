from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(
    Entry(_("Impactos"), "impactos-list", section="5", icon="newspaper", order=10),
    Entry(_("Medios"), "medios-list", section="5", icon="globe", order=20),
    Entry(_("Noticias"), "noticias-list", section="5", icon="layers", order=30),
)
