from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(Entry(_("Enlaces personales"), "sent-links", section="settings", icon="link", order=40))
