from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register


def signed_in(user) -> bool:
    return user.is_authenticated and user.is_active


register(
    Entry(
        _("Claves y calendarios"), "tokens", section="settings", icon="key", order=60,
        allowed=signed_in,
    )
)  # fmt: skip
