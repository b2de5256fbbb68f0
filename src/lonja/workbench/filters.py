"""What a list can be narrowed by. Each filter is one parameter of the list's address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lonja.core.text import whole
from lonja.evidence.queries import proof_exists

from .choosing import TYPED, RecordChoiceField, named
from .columns import field_at
from .registry import resource_for


@dataclass(frozen=True)
class Filter:
    """One of its `choices`, from a drop-down; what is told otherwise says its `field`. `office`: by
    something that is told only to whoever sees everything."""

    path: str
    label: str = ""
    office: bool = False

    @property
    def name(self) -> str:
        return self.path

    def label_for(self, model: type[models.Model]) -> str:
        field = field_at(model, self.path)
        return self.label or (str(field.verbose_name) if field is not None else self.path)

    def choices(self, model: type[models.Model], rows: QuerySet) -> Iterable[tuple[Any, Any]]:
        """(value, what it is called) of each."""
        raise NotImplementedError

    def field(self, model: type[models.Model], rows: QuerySet) -> forms.Field:
        choices = [("", _("cualquiera")), *self.choices(model, rows)]
        return forms.ChoiceField(choices=choices, required=False, label=self.label_for(model))

    def said(self, model: type[models.Model], value: str) -> str:
        """What a value is called in the list's form."""
        field = self.field(model, model._default_manager.all())
        if isinstance(field, forms.ModelChoiceField):
            chosen = field.queryset.filter(pk=whole(value)).first()
            return str(chosen or value)
        return str(dict(getattr(field, "choices", ())).get(value, value))

    def is_set(self, params) -> bool:
        return bool(params.get(self.name))

    def apply(self, rows: QuerySet, params) -> QuerySet:
        """Rows narrowed by the parameter; anything it cannot mean leaves them as they are."""
        value = params.get(self.name)
        if not value:
            return rows
        try:
            return self.narrow(rows, value)
        except (ValueError, ValidationError):
            return rows

    def narrow(self, rows: QuerySet, value: Any) -> QuerySet:
        return rows.filter(**{self.path: value})


@dataclass(frozen=True)
class ChoiceFilter(Filter):
    """One of the choices of a field."""

    def choices(self, model, rows):
        return field_at(model, self.path).flatchoices


@dataclass(frozen=True)
class RelatedFilter(Filter):
    """A record that this one points to, among those in use: from a drop-down while they are few."""

    FEW: ClassVar = 100

    def field(self, model, rows):
        used, label = self.used(model, rows), self.label_for(model)
        some = list(used[: self.FEW + 1])
        if len(some) > self.FEW:
            source = f"{resource_for(model).url('choices')}?filter={self.name}"
            return RecordChoiceField(used, required=False, label=label, source=source)
        field = forms.ModelChoiceField(used, required=False, label=label)
        field.choices = [("", _("cualquiera")), *((one.pk, str(one)) for one in some)]
        return field

    def used(self, model, rows):
        """The records that these point to."""
        target = field_at(model, self.path).related_model
        return target._default_manager.filter(pk__in=rows.order_by().values(self.path))

    def is_set(self, params):
        return bool(params.get(self.name) or params.get(f"{self.name}{TYPED}"))

    def apply(self, rows, params):
        """Words typed, without suggestions to choose from, mean any that is called so."""
        typed = params.get(f"{self.name}{TYPED}", "").strip()
        if typed and not params.get(self.name):
            found = named(typed, self.used(rows.model, rows))
            return rows.filter(**{f"{self.path}__in": found}).distinct()
        return super().apply(rows, params)

    def narrow(self, rows, value):
        key = whole(value)
        return rows if key is None else rows.filter(**{self.path: key}).distinct()


@dataclass(frozen=True)
class YearFilter(Filter):
    """The year of a date."""

    @property
    def name(self) -> str:
        return "year"

    def field(self, model, rows):
        # The ends, which an index gives, and not every different year, which reads all the rows.
        days = rows.exclude(**{self.path: None}).order_by(self.path).values_list(self.path)
        first, last = days.first(), days.last()
        years = range(last[0].year, first[0].year - 1, -1) if first and last else ()
        return forms.ChoiceField(
            choices=[("", _("todos")), *((y, str(y)) for y in years)],
            required=False,
            label=self.label or _("año"),
        )

    def narrow(self, rows, value):
        year = whole(value, most=MAXYEAR)
        return rows.filter(**{f"{self.path}__year": year}) if year else rows


@dataclass(frozen=True)
class FlagFilter(Filter):
    """Yes or no."""

    def choices(self, model, rows):
        return ("yes", _("sí")), ("no", _("no"))

    def narrow(self, rows, value):
        return rows.filter(**{self.path: value == "yes"}) if value in ("yes", "no") else rows


@dataclass(frozen=True)
class ProofFilter(Filter):
    """With proof or without it."""

    path: str = "evidence"
    label: str = _("evidencia")
    office: bool = True

    def choices(self, model, rows):
        return ("yes", _("con evidencia")), ("no", _("sin evidencia"))

    def narrow(self, rows, value):
        proof = proof_exists(rows.model)
        return rows.filter(proof if value == "yes" else ~proof) if value in ("yes", "no") else rows


@dataclass(frozen=True)
class ValueFilter(Filter):
    """One of the values in use, such as a year kept as a number."""

    def choices(self, model, rows):
        values = rows.order_by().values_list(self.path, flat=True).distinct()
        used = sorted({v for v in values if v not in (None, "")}, reverse=True)
        return [(v, str(v)) for v in used]
