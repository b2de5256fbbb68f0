"""Which fields of a record are given to other programs, and how.

Those of its list and its page, whose columns and facts say what each role sees; to whoever sees
everything, also those of its form. Dates are ISO 8601, amounts are text with a point ("1234.50"),
choices come with their label, and other records as {"id", "label", "href"}.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import override
from pydantic import BaseModel, ConfigDict, Field, create_model

from lonja.workbench.columns import Column, each, field_at, read_path
from lonja.workbench.registry import resource_for, resource_of, url_of
from lonja.workbench.resource import Resource


class Related(BaseModel):
    """Another record: `href` is its address in this API, null when it has none."""

    id: int
    label: str
    href: str | None = None


@dataclass(frozen=True)
class Given:
    """One field of a record as it is given.

    `office`: only to whoever sees everything. `alone`: it takes its own reading of the database,
    so that it is given of one record, never of a list.
    """

    name: str
    path: str
    type: Any
    title: str
    read: Callable[[models.Model], Any]
    office: bool = False
    alone: bool = False


@cache
def fields_of(resource: Resource) -> tuple[Given, ...]:
    seen: dict[str, Given] = {}
    for column in resource.columns:
        for given in _given(resource.model, column):
            seen.setdefault(given.name, given)
    for fact in resource.facts:
        column = fact if isinstance(fact, Column) else Column(fact)
        office = fact in resource.internal
        for given in _given(resource.model, column):
            seen.setdefault(given.name, replace(given, alone=not given.path, office=office))
    for name in _form_fields(resource):
        for given in _given(resource.model, Column(name)):
            seen.setdefault(given.name, replace(given, office=True))
    return tuple(given for name, given in seen.items() if name not in COMMON)


COMMON = {"id", "label", "url", "created_at", "updated_at"}


def record_as_json(
    resource: Resource, record: models.Model, user, *, alone: bool = False
) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": record.pk,
        "label": str(record),
        "url": url_of(record),
        "created_at": getattr(record, "created_at", None),
        "updated_at": getattr(record, "updated_at", None),
    }
    for given in fields_of(resource):
        if (alone or not given.alone) and (user.reads_everything or not given.office):
            out[given.name] = given.read(record)
    return out


def with_relations(resource: Resource, rows: models.QuerySet) -> models.QuerySet:
    """The rows with what their fields read, fetched at once."""
    one, many = set(), set()
    for given in fields_of(resource):
        *above, last = given.path.split("__")
        field = field_at(resource.model, given.path)
        if above and field_at(resource.model, "__".join(above)) is not None:
            one.add("__".join(above))
        if field is not None and field.many_to_many:
            many.add(given.path)
        elif field is not None and field.is_relation and not above:
            one.add(last)
    return rows.select_related(*resource.related, *sorted(one)).prefetch_related(*sorted(many))


@cache
def schema_of(resource: Resource) -> type[BaseModel]:
    """The description of a record, for the documentation of the API."""
    described = {
        given.name: (given.type | None, Field(None, title=given.title, description=given.title))
        for given in fields_of(resource)
    }
    return create_model(
        type(resource).__name__.removesuffix("Resource"),
        __config__=ConfigDict(extra="allow"),
        __doc__=_in_both(lambda: resource.singular),
        id=(int, ...),
        label=(str, Field(..., description="Nombre / Name")),
        url=(str, Field(..., description="Página del registro / Page of the record")),
        created_at=(datetime | None, None),
        updated_at=(datetime | None, None),
        **described,
    )


def _form_fields(resource: Resource) -> Iterable[str]:
    meta = getattr(resource.form, "_meta", None) if resource.form else None
    return (meta.fields if meta and meta.fields else None) or resource.fields


def _given(model: type[models.Model], column: Column) -> list[Given]:
    field = field_at(model, column.name)
    name = column.name.replace("__", "_")
    if field is None and not column.value:
        return []
    title = _in_both(lambda: column.bound_to(model).label)
    if column.value and field is None:
        computed = column.value
        return [Given(name, "", str, title, lambda r: _computed(computed(r)))]
    path = column.name
    given = [Given(name, path, _type(field), title, lambda r: _plain(_value(r, path)))]
    if field.choices:
        labelled = f"{name}_label"
        given.append(Given(labelled, path, str, title, lambda r: _text(read_path(r, path))))
    return given


def _type(field: models.Field) -> Any:
    if field.many_to_many or field.one_to_many:
        return list[Related]
    if field.is_relation:
        return Related
    for kind, types in {
        bool: (models.BooleanField,),
        datetime: (models.DateTimeField,),
        date: (models.DateField,),
        int: (models.IntegerField,),
        float: (models.FloatField,),
    }.items():
        if isinstance(field, types):
            return kind
    return Any if isinstance(field, models.JSONField) else str


def _value(record: Any, path: str) -> Any:
    """What stands at a path, raw: the value of a choice, not its label."""
    for part in path.split("__"):
        if record is None:
            return None
        record = getattr(record, part)
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, models.Manager):
        return [_related(one) for one in each(value)]
    if isinstance(value, models.Model):
        return _related(value)
    if isinstance(value, Decimal | models.fields.files.FieldFile):
        return str(value)
    if isinstance(value, time):
        return value.isoformat()
    return value


def _computed(value: Any) -> Any:
    if isinstance(value, models.QuerySet | list | tuple | set):
        return ", ".join(str(one) for one in value)
    return value.isoformat() if isinstance(value, date | time) else _text(value)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _related(record: models.Model) -> dict[str, Any]:
    return {"id": record.pk, "label": str(record), "href": href(record)}


def href(record: models.Model) -> str | None:
    """The address of a record in the API."""
    resource = resource_of(record) or resource_for(type(record))
    return reverse(f"api:{resource.slug}-record", args=[record.pk]) if resource else None


def _in_both(read: Callable[[], str]) -> str:
    """A name in Spanish and in English, once when they are the same."""
    names = []
    for language in ("es", "en"):
        with override(language):
            names.append(str(read()))
    return " / ".join(dict.fromkeys(names))
