"""Fields with their labels, help and errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BoundField
from django.forms.boundfield import BoundWidget

register = template.Library()

DASHES = BLANK_CHOICE_DASH[0][1]
BLANK = "—"


@register.inclusion_tag("core/parts/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """What a form has against what was typed: its own errors, and links to the fields with one."""
    wrong = [(f, _capital(str(f.label))) for f in form if f.errors and not f.is_hidden]
    hidden = [e for f in form if f.is_hidden for e in f.errors]
    return {"form": form, "wrong": wrong, "own": [*form.non_field_errors(), *hidden]}


@register.inclusion_tag("core/parts/field.html")
def field(bound: BoundField, label: Any = "", help: Any = "", wide: bool = False) -> dict[str, Any]:
    """Any field of a form: label, help, control, and its error beside it."""
    widget = bound.field.widget
    _say_blank(bound.field)
    choices = isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect)
    groups = _groups(bound) if choices else []
    said = str(bound.label).lower()
    if said and said in str(widget.attrs.get("placeholder", "")).lower():
        del widget.attrs["placeholder"]  # it says the label again
    return {
        "field": bound,
        "label": _capital(str(label or bound.label)),
        "help": help or bound.help_text,
        "single": isinstance(widget, forms.CheckboxInput),
        "choices": choices,
        "groups": groups,
        "long": sum(len(one.options) for one in groups) > 8,
        "wide": wide or _is_long(bound) or len(groups) > 1,
        "required": _can_be_missed(bound),
    }


@dataclass(frozen=True)
class Group:
    """Choices under a name, those without one under none. `open`: one of them is chosen."""

    name: str
    options: list[BoundWidget]

    @property
    def open(self) -> bool:
        return any(one.data["selected"] for one in self.options)


def _groups(bound: BoundField) -> list[Group]:
    """The choices of a field to tick, in the groups that it has."""
    widget = bound.field.widget
    attrs = bound.build_widget_attrs({"id": widget.attrs.get("id") or bound.auto_id})
    told: dict[str, Group] = {}
    for name, options, _place in widget.optgroups(
        bound.html_name, widget.format_value(bound.value()), attrs
    ):
        group = told.setdefault(str(name or ""), Group(str(name or ""), []))
        group.options.extend(BoundWidget(widget, one, bound.form.renderer) for one in options)
    return list(told.values())


def _say_blank(field: forms.Field) -> None:
    """A list of choices says "—" for none of them, and not a row of hyphens."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = BLANK
    elif isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.Select):
        known = list(field.widget.choices)
        field.widget.choices = [(key, BLANK if name == DASHES else name) for key, name in known]


def _is_long(bound: BoundField) -> bool:
    """Whether what is typed needs the whole width: paragraphs, several things, or a sentence."""
    widget = bound.field.widget
    several = getattr(widget, "many", False)
    return several or isinstance(widget, forms.Textarea) or bound.name == "title"


def _can_be_missed(bound: BoundField) -> bool:
    """Whether somebody must fill it in and might not: a list without a blank option cannot be."""
    field = bound.field
    if not field.required or field.disabled:
        return False
    if isinstance(field, forms.ModelChoiceField):
        return field.empty_label is not None or bound.initial is None
    if isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.Select):
        return any(value in ("", None) for value, _label in field.choices)
    return True


def _capital(text: str) -> str:
    """Its first letter in capitals, though a sign may stand before it: ¿qué pasó? -> ¿Qué pasó?"""
    start = next((i for i, c in enumerate(text) if c.isalpha()), 0)
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]
