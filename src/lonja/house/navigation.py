from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(Entry(_("El clúster"), "house", section="settings", icon="building", order=10))
