"""Amounts in a form, as people write them: "14.900", "14.900,50 €", "14900.5"."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import get_language

from lonja.core.imports.amounts import COMMA, POINT, readings


class AmountField(forms.DecimalField):
    """What can be read in two ways is read as in the language of the page."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        super().__init__(localize=True, **kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal")

    @classmethod
    def like(cls, field: forms.DecimalField) -> AmountField:
        """The same as a field that a model made."""
        return cls(
            max_digits=field.max_digits,
            decimal_places=field.decimal_places,
            max_value=field.max_value,
            min_value=field.min_value,
            required=field.required,
            label=field.label,
            help_text=field.help_text,
        )

    def to_python(self, value):
        if isinstance(value, str) and (found := readings(value)):
            mark = POINT if (get_language() or "es").startswith("en") else COMMA
            value = found.get(mark, next(iter(found.values())))
        if isinstance(value, Decimal):
            return value
        return super().to_python(value)
