"""The web process's way in."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lonja.settings")
handler = get_wsgi_application()

from lonja.matching.fitting.warming import Warming  # noqa: E402 - once the apps are loaded

application = Warming(handler)
