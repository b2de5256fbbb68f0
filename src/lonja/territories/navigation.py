from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register


def signed_in(user) -> bool:
    return user.is_authenticated and user.is_active and bool(user.role)


register(
    Entry(
        _("Catálogo de territorios"),
        "territorios-list",
        section="8",
        icon="globe",
        order=80,
        allowed=signed_in,
    )
)
