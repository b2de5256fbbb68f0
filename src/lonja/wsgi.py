"""The web process's way in."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lonja.settings")
handler = get_wsgi_application()

# Once the apps are loaded:
from lonja.core.web.environment import without_the_process  # noqa: E402
from lonja.matching.fitting.warming import Warming  # noqa: E402

application = Warming(without_the_process(handler))
# What is loaded stays to the end: looking through it for rubbish, now and again, would take a
# fifth of a second of whoever's page it falls to.
gc.freeze()
