"""A municipality or a body above it, by its name: of the official catalogue, or as typed."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from lonja.core.text import whole
from lonja.territories import queries
from lonja.territories.enums import WORKABLE
from lonja.territories.models import Territory
from lonja.workbench.choosing import RecordInput

from .typed import clean_line

LONGEST = 200


@dataclass(frozen=True)
class Place:
    """What was meant: a territory of the catalogue, or only the words with which it was said."""

    territory: Territory | None
    words: str

    def __bool__(self) -> bool:
        return bool(self.territory or self.words)


def workable():
    return Territory.objects.filter(kind__in=WORKABLE)


class PlaceInput(RecordInput):
    """Suggestions come from a page open to everybody: the catalogue is public."""

    def __init__(self):
        super().__init__(Territory)

    def get_context(self, name, value, attrs):
        if isinstance(value, Place):
            value = value.territory.pk if value.territory else value.words
        elif isinstance(value, Territory):
            value = value.pk
        context = super().get_context(name, value, attrs)
        context["widget"]["source"] = reverse("need-places")
        return context


class PlaceField(forms.Field):
    """Cleans to a `Place`. Words that name one territory, and only one, are that territory."""

    widget = PlaceInput

    def clean(self, value) -> Place:
        text = clean_line(str(value or ""))
        if not text:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return Place(None, "")
        if (key := whole(text)) is not None:
            found = workable().filter(pk=key).first()
            if found is not None:
                return Place(queries.current(found), str(found))
        if len(text) > LONGEST:
            raise ValidationError(
                _("El nombre es demasiado largo: caben %d caracteres.") % LONGEST, code="long"
            )
        named = queries.named(text, workable())
        return Place(queries.current(named[0]), text) if len(named) == 1 else Place(None, text)
