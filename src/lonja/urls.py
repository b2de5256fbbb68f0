"""Every address of the office: the resources of the workbench, then each app's own pages."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import path

from lonja.accounts.access import staff_required
from lonja.core.web import style

APPS = (
    "house", "accounts", "team", "mail", "evidence", "imports", "workbench", "territories",
    "directory", "ranking", "acts", "groups", "alliances", "matching", "events", "grants", "press",
    "outreach", "balance", "portal", "api", "desk", "welcome",
)  # fmt: skip

urlpatterns = [path("estilo/", staff_required(style.page), name="style")]
for app in APPS:
    if find_spec(f"lonja.{app}.web") and find_spec(f"lonja.{app}.web.urls"):
        urlpatterns += import_module(f"lonja.{app}.web.urls").urlpatterns
