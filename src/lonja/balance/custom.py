"""A figure made by the office, as the registry understands figures.

It reads the same list that the office saw: the rows of a resource, narrowed by its filters, of the
year by the date that the resource says; acts, only when done.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import Count, QuerySet, Sum
from django.http import QueryDict

from lonja.acts.enums import State
from lonja.acts.models import Act
from lonja.core.figures import Figure, Unit, Value, count, count_distinct, most_first, total
from lonja.core.text import Text
from lonja.workbench.columns import field_at
from lonja.workbench.registry import all_resources
from lonja.workbench.resource import Resource

from .enums import Measure
from .models import CustomFigure

IGNORED = {"page", "sort", "year", "q_page"}


def figure_of(row: CustomFigure) -> Figure | None:
    """The figure of a row, or None when its list is no longer in the house."""
    resource = resource_named(row.resource)
    if resource is None:
        return None
    return Figure(
        key=row.key,
        line=row.line,
        name=Text(row.name, row.name_en or row.name),
        definition=Text(
            row.definition or described(row, resource), row.definition_en or row.definition
            or described(row, resource),
        ),
        unit=unit_of(resource, row),
        rows=lambda year: rows_of(row, resource, year.span),
        measure=_measure(row, resource),
        breakdown=_breakdown(row, resource) if row.group else None,
        adds=row.field if row.measure == Measure.SUM else "",
        counts=row.field if row.measure == Measure.DISTINCT else "",
    )  # fmt: skip


def resource_named(slug: str) -> Resource | None:
    return next((one for one in all_resources() if one.slug == slug), None)


def rows_of(row: CustomFigure, resource: Resource, span: tuple) -> QuerySet:
    rows = resource.told(resource.model._default_manager.all())
    if issubclass(resource.model, Act):
        rows = rows.filter(state=State.DONE)
    rows = resource.narrowed(rows, parameters(row.params))
    return resource.within(rows, span).distinct()


def parameters(params: dict[str, list[str]]) -> QueryDict:
    """The filters as a list's address carries them, without its page, order nor year."""
    found = QueryDict(mutable=True)
    for name, values in params.items():
        if name not in IGNORED:
            found.setlist(name, [str(value) for value in values])
    return found


def _measure(row: CustomFigure, resource: Resource) -> Callable[[QuerySet], Value]:
    match row.measure:
        case Measure.DISTINCT:
            return count_distinct(row.field)
        case Measure.SUM:
            return total(row.field, over=lambda rows: _once(rows, resource))
    return count


def _once(rows: QuerySet, resource: Resource) -> QuerySet:
    """Each row one time, whatever the filters joined: sums must not count a row twice."""
    alone = resource.model._default_manager.filter(pk__in=rows.order_by().values("pk"))
    return resource.told(alone)


def unit_of(resource: Resource, row: CustomFigure) -> Unit:
    if row.measure != Measure.SUM:
        return Unit.COUNT
    if any(column.name == row.field and column.kind == "euros" for column in resource.columns):
        return Unit.EUROS
    field = field_at(resource.model, row.field)
    name = row.field.rpartition("__")[2]
    if isinstance(field, models.DecimalField):
        euros = any(word in name for word in ("eur", "value", "amount", "budget", "grant", "price"))
        return Unit.EUROS if euros else Unit.NUMBER
    return Unit.COUNT


def _breakdown(row: CustomFigure, resource: Resource) -> Callable[[QuerySet], dict]:
    """Label of the group -> value in it, the most first."""

    def measure(rows: QuerySet) -> dict[str, Any]:
        path = _label_path(resource.model, row.group)
        base = _once(rows, resource).order_by().values_list(path)
        match row.measure:
            case Measure.DISTINCT:
                found = base.annotate(n=Count(row.field, distinct=True))
            case Measure.SUM:
                found = base.annotate(n=Sum(row.field))
            case _:
                found = base.annotate(n=Count("pk"))
        field = field_at(resource.model, row.group)
        names = dict(field.flatchoices) if field is not None and field.choices else {}
        pairs = [(str(names.get(key, key or "—")), n or 0) for key, n in found]
        return most_first(dict(pairs))

    return measure


def _label_path(model: type[models.Model], path: str) -> str:
    """The path to what a group is called: "group" -> "group__name"."""
    field = field_at(model, path)
    if field is None or not field.is_relation:
        return path
    names = {f.name for f in field.related_model._meta.get_fields()}
    return f"{path}__{'name' if 'name' in names else 'title' if 'title' in names else 'pk'}"


def described(row: CustomFigure, resource: Resource) -> str:
    """The definition in words, when the office has not written one."""
    told = {
        Measure.COUNT: f"Registros de «{resource.plural}»",
        Measure.DISTINCT: f"{resource.label_of(row.field)} distintos en «{resource.plural}»",
        Measure.SUM: f"Suma de {resource.label_of(row.field)} en «{resource.plural}»",
    }[Measure(row.measure)]
    filters = [
        f"{chosen.label_for(resource.model)}: "
        + ", ".join(chosen.said(resource.model, value) for value in row.params[chosen.name])
        for chosen in resource.filters
        if row.params.get(chosen.name) and chosen.name not in IGNORED
    ]
    if search := " ".join(row.params.get("q", [])):
        filters.append(f"búsqueda: {search}")
    return f"{told} del año{'; ' + '; '.join(filters) if filters else ''}."
