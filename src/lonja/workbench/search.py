"""Every resource is found by its search fields, unless its app declares something better."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Field, Manager
from django.utils.timezone import localdate

from lonja.search.registry import Indexed, register_default

from .registry import all_resources
from .resource import Resource


def _read(record: models.Model, path: str) -> Iterator[Any]:
    """What stands at the end of a path, through relations to one or to many."""
    name, _, rest = path.partition("__")
    value = getattr(record, name, None)
    values = value.all() if isinstance(value, Manager) else [value]
    for one in values:
        if one is not None:
            yield from _read(one, rest) if rest else [_worded(record, name, one)]


def _worded(record: models.Model, name: str, value: Any) -> Any:
    display = getattr(record, f"get_{name}_display", None)
    return display() if display else value


def _texts(paths: tuple[str, ...]) -> Callable[[models.Model], list[Any]]:
    """What a record is found by, besides its own name."""

    def texts(record: models.Model) -> list[Any]:
        name = str(record)
        found = [str(text) for path in paths for text in _read(record, path)]
        return [text for text in found if text not in name]

    return texts


def _date(name: str) -> Callable[[models.Model], date | None]:
    def read(record: models.Model) -> date | None:
        value = getattr(record, name, None) if name else None
        return localdate(value) if isinstance(value, datetime) else value

    return read


def _relations(model: type[models.Model], paths: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """What to fetch with the records: relations to one, and relations to many."""
    one, many = [], []
    for path in paths:
        parts, at, single = [], model, True
        for part in path.split("__")[:-1]:
            try:
                field: Field | Any = at._meta.get_field(part)
            except FieldDoesNotExist:
                break
            if not field.is_relation:
                break
            parts.append(part)
            single = single and (field.many_to_one or field.one_to_one)
            at = field.related_model
        if parts:
            (one if single else many).append("__".join(parts))
    return sorted(set(one)), sorted(set(many))


def _indexed(resource: Resource) -> Indexed:
    paths = tuple(resource.search)
    related, prefetch = _relations(resource.model, paths)
    return Indexed(
        resource.model,
        texts=_texts(paths),
        date=_date(resource.date_field),
        weight=_weight(resource),
        related=related,
        prefetch=prefetch,
    )


def _weight(resource: Resource) -> int:
    """What other things hang from comes first, then what happened on a day, then the details."""
    if resource.panels and not hasattr(resource.model, "KIND"):
        return 30
    return 10 if resource.date_field else 5


for resource in all_resources():
    register_default(_indexed(resource))
