from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(
    Entry(_("Entidades"), "entidades-list", section="directory", icon="building", order=10),
    Entry(_("Personas"), "personas-list", section="directory", icon="user", order=20),
    Entry(_("Membresías"), "membresias-list", section="directory", icon="badge", order=30),
    Entry(_("Cargos"), "cargos-list", section="directory", icon="seat", order=40),
    Entry(_("Repetidas"), "duplicates", section="directory", icon="similar", order=60),
    Entry(_("Llevárselo todo"), "directory-export", section="directory", icon="archive", order=90),
)
