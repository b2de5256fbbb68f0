from django.utils.translation import gettext_lazy as _

from lonja.accounts.enums import Role
from lonja.core.navigation import Entry, register


def is_direction(user) -> bool:
    return user.is_authenticated and user.is_active and user.role == Role.DIRECTION


register(
    Entry(
        _("Equipo y acceso"), "team", section="settings", icon="users", order=20,
        allowed=is_direction,
    )
)  # fmt: skip
