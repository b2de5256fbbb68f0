from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

from . import queries

register(
    Entry(
        _("Correo"), "outbox", section="settings", icon="mail", order=30,
        waiting=queries.in_trouble,
    )
)  # fmt: skip
