"""Choosing one record among thousands: by typing its name.

Without JavaScript the field is a plain text box: what is typed is looked up by name, and when
several answer, the form says which. With it, suggestions come from `<slug>/opciones/`.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.text import fold, whole

from .registry import resource_for

LONGEST = 500
"""Letters of a name; nothing is called with more."""
TYPED = "__text"
"""After the name of a field: where the words come that were typed in it."""
LARGE = {"organisation", "person", "territory", "act", "notice", "need", "outlet", "story"}


def is_large(model: type[models.Model]) -> bool:
    """Whether a drop-down of all of them would be useless. Every kind of act is: a drop-down of the
    mentions of ten years takes seconds to draw, and nobody finds theirs in it."""
    kinds = [model, *model._meta.get_parent_list()]
    return any(kind._meta.model_name in LARGE for kind in kinds)


class RecordInput(forms.TextInput):
    """A text box whose suggestions come from the resource of `model`, or from another `source`.

    Submits "#12 Ayuntamiento de Gijón"; the number is what counts when it is there.
    """

    template_name = "workbench/widgets/record_input.html"

    def __init__(self, model: type[models.Model], many: bool = False, source: str = ""):
        super().__init__()
        self.model = model
        self.source = source
        self.many = many
        self.at_hand: dict[int, models.Model] = {}

    def know(self, records: Iterable[models.Model]) -> None:
        """Records that were read already: their names are not asked for again."""
        self.at_hand |= {one.pk: one for one in records}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        resource = resource_for(self.model)
        own = resource.url("choices") if resource else ""
        context["widget"]["source"] = self.source or own
        context["widget"]["add"] = resource.url("add") if resource and resource.can_add else ""
        context["widget"]["many"] = self.many
        context["widget"]["chosen"] = self._chosen(value)
        return context

    def _chosen(self, value) -> list[tuple[str, str]]:
        keys = value if isinstance(value, list | tuple) else [value]
        numbers = list(dict.fromkeys(n for k in keys if (n := whole(k)) is not None))
        others = [number for number in numbers if number not in self.at_hand]
        found = self.at_hand | self.model._base_manager.in_bulk(others)
        kept = [(str(n), str(found[n])) for n in numbers if n in found]
        typed = [("", str(k)) for k in keys if k and not str(k).isdecimal()]
        return kept + typed

    def value_from_datadict(self, data, files, name):
        """Numbers chosen from the suggestions come in `name`, words typed in `name__text`."""
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        values = [v for v in values if v]
        typed = data.get(f"{name}{TYPED}", "").strip()
        if typed and (self.many or not values):
            values.append(typed)
        return values if self.many else (values[0] if values else None)


def by_title(text: str, among: models.QuerySet) -> list[models.Model]:
    """The records called so; failing that, those whose name begins so. Six at most."""
    fields = {f.name for f in among.model._meta.fields}
    title = next(n for n in ("folded", "name", "title") if n in fields)
    wanted = fold(text) if title == "folded" else text
    exact = list(among.filter(**{f"{title}__iexact": wanted})[:6])
    return exact or list(among.filter(**{f"{title}__istartswith": wanted})[:6])


def named(text: str, among: models.QuerySet) -> list[models.Model]:
    """The records that typed words mean: by the resource of their kind, if there is one."""
    if len(text) > LONGEST:
        return []
    resource = resource_for(among.model)
    return resource.named(text, among) if resource else by_title(text, among)


class _ByName:
    def _resolve(self, value) -> models.Model:
        text = str(value).strip()
        if text.isdecimal():
            found = list(self.queryset.filter(pk=whole(text))[:1])
        else:
            found = named(text, self.queryset)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                _("No hay nada con el nombre «%(name)s». Escríbalo como está en el directorio o "
                  "créelo antes."), params={"name": text[:80]}, code="unknown",
            )  # fmt: skip
        raise ValidationError(
            _("Hay varios con el nombre «%(name)s»: %(which)s."),
            params={"name": text, "which": "; ".join(f"{one} (#{one.pk})" for one in found[:5])},
            code="several",
        )


class RecordChoiceField(_ByName, forms.ModelChoiceField):
    def __init__(self, queryset, *, source: str = "", **kwargs):
        super().__init__(queryset, widget=RecordInput(queryset.model, source=source), **kwargs)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        return value if isinstance(value, models.Model) else self._resolve(value)

    def validate(self, value):
        return forms.Field.validate(self, value)


class RecordsChoiceField(_ByName, forms.ModelMultipleChoiceField):
    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, widget=RecordInput(queryset.model, many=True), **kwargs)

    def clean(self, value):
        if not value:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return self.queryset.none()
        found = {self._resolve(one).pk for one in value}
        return self.queryset.filter(pk__in=found)
