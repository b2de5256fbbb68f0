"""Forms that write through the journal."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.db import models, transaction

from lonja.journal import writing
from lonja.journal.enums import Verb

from .amounts import AmountField
from .choosing import RecordChoiceField, RecordInput, RecordsChoiceField, is_large


class RecordForm(forms.ModelForm):
    """A form of a record. `create` and `change` leave their line in the trail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField) and not isinstance(field, forms.DateTimeField):
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            elif isinstance(field, forms.TimeField):
                field.widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
            elif isinstance(field, forms.DecimalField):
                self.fields[name] = AmountField.like(field)
            elif isinstance(field.widget, forms.Textarea):
                field.widget.attrs.setdefault("rows", 4)
            if isinstance(field, forms.ModelChoiceField) and is_large(field.queryset.model):
                self.fields[name] = _searchable(field)
            if isinstance(self.fields[name].widget, RecordInput):
                self.fields[name].widget.know(self._at_hand(name))

    def _at_hand(self, name: str) -> list[models.Model]:
        """The records of a field that came with the record itself, or were read to begin with."""
        one = self.instance._state.fields_cache.get(name)
        many = self.initial.get(name)
        found = [one, *(many if isinstance(many, list) else ())]
        return [record for record in found if isinstance(record, models.Model)]

    def _get_validation_exclusions(self) -> set[str]:
        """What may stand only once may stand again when the first is in the bin: nobody types that,
        and still it has to be asked."""
        return super()._get_validation_exclusions() - {"deleted_at"}

    @transaction.atomic
    def create(self, *, by) -> models.Model:
        record = self.save(commit=False)
        writing.create(record, by=by)
        self.save_related(by=by)
        return record

    @transaction.atomic
    def change(self, *, by) -> models.Model:
        before = type(self.instance)._base_manager.get(pk=self.instance.pk)
        record = self.save(commit=False)
        writing.save(record, before, by=by)
        self.save_related(by=by)
        return record

    def save_related(self, *, by) -> None:
        """Save the many-to-many fields, with a line in the trail for those that changed."""
        named = [f for f in self.instance._meta.many_to_many if f.name in self.cleaned_data]
        before = {f.name: _labels(getattr(self.instance, f.name).all()) for f in named}
        self._save_m2m()
        after = {f.name: _labels(getattr(self.instance, f.name).all()) for f in named}
        changes = {n: [before[n], after[n]] for n in before if before[n] != after[n]}
        if changes:
            writing.note(Verb.CHANGED, self.instance, by=by, changes=changes)


def form_for(model: type[models.Model], fields: Sequence[str]) -> type[RecordForm]:
    return forms.modelform_factory(model, form=RecordForm, fields=list(fields))


def _searchable(field: forms.ModelChoiceField) -> forms.ModelChoiceField:
    many = isinstance(field, forms.ModelMultipleChoiceField)
    chosen = RecordsChoiceField if many else RecordChoiceField
    return chosen(
        field.queryset, required=field.required, label=field.label, help_text=field.help_text
    )


def _labels(records) -> str:
    return ", ".join(sorted(str(one) for one in records))
