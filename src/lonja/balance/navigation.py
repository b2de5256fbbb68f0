from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(
    Entry(_("Balance"), "balance-years", section="balance", icon="balance", order=10),
    Entry(_("Preparación"), "balance-readiness-now", section="balance", icon="gauge", order=20),
    Entry(_("Texto"), "balance-writing-now", section="balance", icon="edit", order=30),
    Entry(_("Cifras propias"), "cifras-propias-list", section="balance", icon="chart", order=40),
    Entry(_("Objetivos"), "objetivos-list", section="balance", icon="target", order=50),
    Entry(
        _("Saldos iniciales"), "saldos-iniciales-list", section="balance", icon="opening", order=60
    ),
    Entry(_("Fotos"), "fotos-del-balance-list", section="balance", icon="image", order=70),
)  # fmt: skip
