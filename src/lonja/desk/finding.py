"""The search over everything, within what each person may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from lonja.balance.catalogue import figures
from lonja.core import navigation
from lonja.core.text import fold
from lonja.search import queries
from lonja.search.queries import Found, Hit
from lonja.workbench.registry import all_resources, by_slug, resource_for
from lonja.workbench.resource import Resource

from .attention import figure_url

FEW = 4


@dataclass(frozen=True)
class Result:
    """A hit with what it is and where it leads."""

    title: str
    kind: str
    icon: str
    url: str
    subtitle: str
    date: date | None
    snippet: str


@dataclass(frozen=True)
class Place:
    """A page, or a figure, whose own name is what was typed."""

    label: str
    url: str
    icon: str
    kind: str


def search(user, text: str, *, slug: str = "", limit: int, offset: int = 0, counted: bool = True):
    """(Found, its results). `slug`: only of that resource. Who sees only part, only by title."""
    only = by_slug(slug).model if slug in {r.slug for r in all_resources()} else None
    found = queries.find(
        text,
        visible_to(user),
        limit=limit,
        offset=offset,
        only=only,
        counted=counted,
        titles_only=not user.reads_everything,
    )
    return found, [result for hit in found.hits if (result := _result(hit, user))]


def visible_to(user) -> dict[type[models.Model], QuerySet | None]:
    """What a person may look for: whole models, or the records of theirs that they may see."""
    allowed: dict[type[models.Model], QuerySet | None] = {}
    for resource in all_resources():
        if resource_for(resource.model) is resource and (
            resource.may_list(user) or shares(resource)
        ):
            allowed[resource.model] = (
                None if _sees_all(resource, user) else resource.visible_to(user)
            )
    return allowed


def shares(resource: Resource) -> bool:
    """Whether the resource gives something to those who are not of the office."""
    return type(resource).shared_with is not Resource.shared_with


def counts(found: Found) -> list[tuple[Resource, int]]:
    return [
        (resource, number)
        for model, number in found.by_model.items()
        if (resource := resource_for(model))
    ]


def places(user, text: str) -> list[Place]:
    """Pages of the rail and figures that are called so: a few of each."""
    wanted = fold(text)
    if len(wanted) < 2:
        return []
    entries = [
        Place(str(entry.label), reverse(entry.url_name, args=entry.args), entry.icon, "page")
        for entry in navigation.all_entries()
        if wanted in fold(str(entry.label)) and entry.allowed(user)
    ]
    return entries[:FEW] + (_figures(wanted) if user.reads_everything else [])


def _figures(wanted: str) -> list[Place]:
    year = timezone.localdate().year
    found = [
        Place(str(figure.name), figure_url(year, figure.key), "gauge", "figure")
        for figure in figures().values()
        if wanted in fold(str(figure.name))
    ]
    return found[:FEW]


def _sees_all(resource: Resource, user) -> bool:
    plain = type(resource).visible_to is Resource.visible_to
    return plain and user.is_active and user.role in resource.readers


def _result(hit: Hit, user) -> Result | None:
    document, resource = hit.document, resource_for(hit.model)
    if resource is None:
        return None
    return Result(
        title=document.title,
        kind=resource.singular,
        icon=resource.icon,
        url=reverse(f"{resource.slug}-detail", args=[document.object_id]),
        subtitle=document.subtitle if user.reads_everything else "",
        date=document.date,
        snippet=hit.snippet,
    )
