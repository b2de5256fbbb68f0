from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import Entry, register

register(Entry(_("Importar"), "imports", section="directory", icon="import", order=80))
