from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register


def signed_in(user) -> bool:
    return user.is_authenticated and user.is_active


register(
    Entry(_("Mesa"), "desk", section="desk", icon="home", order=0, allowed=signed_in),
    Entry(_("Buscar"), "search", section="desk", icon="search", order=10, allowed=signed_in),
    Entry(_("Traza"), "trail", section="desk", icon="history", order=20),
    Entry(_("Papelera"), "bin", section="desk", icon="trash", order=30),
    Entry(_("Lo que ha fallado"), "failed", section="settings", icon="warning", order=40),
)
