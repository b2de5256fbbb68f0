"""What a list shows of a record, on screen and in an export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.encoding import force_str


@dataclass(frozen=True)
class Column:
    """A column named after a field, a path ("group__name"), or any name with a `value`.

    `sort`: the path to order by; by default the field itself, "" when it cannot be ordered by.
    `link`: this column leads to the record's page. `wide` columns are hidden on a phone.
    `kind`: how it is drawn: text, date, euros, number, badge, link, list; guessed from the field.
    """

    name: str
    label: str = ""
    value: Callable[[Any], Any] | None = None
    sort: str | None = None
    link: bool = False
    wide: bool = False
    kind: str = ""

    def bound_to(self, model: type[models.Model]) -> Column:
        field = field_at(model, self.name)
        label = self.label or (str(field.verbose_name) if field is not None else self.name)
        sort = self.sort if self.sort is not None else ("" if field is None else self.name)
        if field is not None and field.many_to_many:
            sort = ""
        kind = self.kind or kind_of(field)
        return Column(self.name, label, self.value, sort, self.link, self.wide, kind)

    def read(self, record: models.Model) -> Any:
        """The value of this column for a record, as people read it."""
        if self.value:
            return self.value(record)
        return read_path(record, self.name)


def field_at(model: type[models.Model], path: str) -> models.Field | None:
    field = None
    for part in path.split("__"):
        try:
            field = model._meta.get_field(part)
        except FieldDoesNotExist:
            return None
        model = field.related_model or model
    return field if hasattr(field, "verbose_name") else None


def kind_of(field: models.Field | None) -> str:
    if field is None:
        return "text"
    if field.choices:
        return "badge"
    for kind, types in {
        "date": (models.DateField,),
        "bool": (models.BooleanField,),
        "link": (models.URLField,),
        # Years, editions, ordinals: never with a separator of thousands.
        "digits": (models.PositiveSmallIntegerField,),
        "number": (models.IntegerField, models.DecimalField, models.FloatField),
        "list": (models.ManyToManyField,),
    }.items():
        if isinstance(field, types):
            return kind
    return "text"


@cache
def labels_of(model: type, name: str) -> dict[Any, Any]:
    """{value: label} of a field with choices. Django makes them anew, each put into words, for each
    record that says which is its own: half the time of a long list."""
    field = field_at(model, name) if issubclass(model, models.Model) else None
    return dict(field.flatchoices) if field is not None and field.choices else {}


def each(related: models.Manager) -> list[models.Model]:
    """The records of a relation, once each: who takes part with two roles is one."""
    return list({one.pk: one for one in related.all()}.values())


def read_path(record: models.Model, path: str) -> Any:
    value: Any = record
    for part in path.split("__"):
        if value is None:
            return None
        if labels := labels_of(type(value), part):
            chosen = getattr(value, part)
            value = force_str(labels.get(chosen, chosen), strings_only=True)
        else:
            display = getattr(value, f"get_{part}_display", None)
            value = display() if display else getattr(value, part)
    if isinstance(value, models.Manager):
        return [str(one) for one in each(value)]
    return value
