"""Every resource of the office, by slug, by model and by kind of act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from .panels import Panel, Related

if TYPE_CHECKING:
    from .resource import Resource

_by_slug: dict[str, Resource] = {}
_by_model: dict[type[models.Model], Resource] = {}
_by_kind: dict[str, Resource] = {}
_panels: dict[type[models.Model], list[Panel | Related]] = defaultdict(list)
_list_tools: list[ListTool] = []
_loaded = False


@dataclass(frozen=True)
class ListTool:
    """Something to do with a whole list as it is narrowed: a link that carries its address along.

    Leads to `url_name` with `?resource=<slug>&…` and the list's own parameters.
    """

    label: str
    url_name: str
    icon: str = ""
    allowed: Callable[[Any], bool] = lambda user: user.is_staff_of_office


def add_list_tool(tool: ListTool) -> None:
    _list_tools.append(tool)


def list_tools(user) -> list[ListTool]:
    load()
    return [tool for tool in _list_tools if tool.allowed(user)]


def register(resource: Resource) -> None:
    if resource.slug in _by_slug:
        raise ValueError(f"Two resources are called {resource.slug}")
    _by_slug[resource.slug] = resource
    _by_model.setdefault(resource.model, resource)
    if kind := getattr(resource.model, "KIND", None):
        _by_kind.setdefault(str(kind), resource)


def add_panel(model: type[models.Model], panel: Panel | Related) -> None:
    """Show something of a higher app on the page of a lower one's record."""
    _panels[model].append(panel)


def panels_of(resource: Resource) -> list[Panel | Related]:
    """Its own, and those that higher apps added for its model or for what its model is."""
    load()
    added = [panel for model in resource.model.__mro__ for panel in _panels.get(model, ())]
    return sorted([*resource.panels, *added], key=lambda panel: panel.order)


def all_resources() -> list[Resource]:
    load()
    return list(_by_slug.values())


def by_slug(slug: str) -> Resource:
    load()
    return _by_slug[slug]


def resource_for(model: type[models.Model]) -> Resource | None:
    load()
    return _by_model.get(model)


def resource_of(record: models.Model) -> Resource | None:
    """The resource of a record; that of an act is the one of its kind (a mention, a meeting)."""
    load()
    if not getattr(type(record), "KIND", None) and hasattr(type(record), "KIND"):
        return _by_kind.get(record.kind) or _by_model.get(type(record))
    return _by_model.get(type(record))


def url_of(record: models.Model) -> str:
    """The page of a record, or "" when it has none."""
    resource = resource_of(record)
    return resource.url("detail", record) if resource else ""


def load() -> None:
    global _loaded
    if _loaded:
        return
    _loaded = True
    for config in reversed(list(apps.get_app_configs())):
        if config.name.startswith("lonja.") and _declares(config.name):
            import_module(f"{config.name}.web.resources")


def _declares(package: str) -> bool:
    return bool(find_spec(f"{package}.web")) and bool(find_spec(f"{package}.web.resources"))
