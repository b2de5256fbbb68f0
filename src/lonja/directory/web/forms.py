from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum.es import nif

from lonja.core.text import tax_id
from lonja.workbench.forms import RecordForm

from ..domain import admission, classifying, registering
from ..models import Membership, Organisation, Person


class OrganisationForm(RecordForm):
    kind_since = forms.DateField(
        required=False,
        label=_("desde cuándo es de ese tipo"),
        help_text=_(
            "Solo si ha cambiado de verdad: lo anterior a esa fecha sigue contando como lo que "
            "era. En blanco, se entiende que el tipo estaba mal puesto."
        ),
    )

    class Meta:
        model = Organisation
        fields = [
            "name", "kind", "kind_since", "level", "part_of", "territory", "legal_name", "acronym",
            "tax_id", "size", "website", "email", "phone", "address", "postcode", "description",
        ]  # fmt: skip

    field_order = ["name", "kind", "kind_since"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind_before = self.instance.kind if self.instance.pk else ""
        if not self.kind_before:
            del self.fields["kind_since"]

    def clean_kind_since(self):
        since = self.cleaned_data["kind_since"]
        if since and since > timezone.localdate():
            raise ValidationError(_("Ponga una fecha que ya haya llegado."))
        return since

    def clean_tax_id(self):
        number = tax_id(self.cleaned_data["tax_id"])
        if number[:1].isdigit() and not nif.is_valid(number):
            raise ValidationError(_("La letra o el dígito de control no cuadra."))
        return number

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        try:
            registering.complete(self.instance)
        except ValidationError as problem:
            self.add_error(None, problem)

    def change(self, *, by):
        kind = self.cleaned_data["kind"]
        if kind != self.kind_before:
            self.instance.kind = self.kind_before
        record = super().change(by=by)
        registering.settle_parts(record, by=by)
        if kind != self.kind_before:
            if since := self.cleaned_data.get("kind_since"):
                classifying.reclassify(record, kind, since, by=by)
            else:
                classifying.correct(record, kind, by=by)
        return record


class PersonForm(RecordForm):
    class Meta:
        model = Person
        fields = ["name", "email", "phone", "language", "source", "notes"]
        widgets = {"language": forms.Select(choices=[("es", _("español")), ("en", _("inglés"))])}

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            registering.complete(self.instance)


class MembershipForm(RecordForm):
    class Meta:
        model = Membership
        fields = [
            "organisation", "admitted_on", "approved_on", "channel", "channel_note", "kind", "fee",
            "left_on", "leaving_reason",
        ]  # fmt: skip
        help_texts = {
            "admitted_on": _("El día en que surte efecto: por él cuenta el balance."),
            "left_on": _("Ese día ya no es asociada."),
            "channel": _("Se declara al entrar y no se cambia después sin motivo."),
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("organisation") and cleaned.get("admitted_on"):
            membership = Membership(
                pk=self.instance.pk,
                organisation=cleaned["organisation"],
                admitted_on=cleaned["admitted_on"],
                left_on=cleaned.get("left_on"),
            )
            admission.check_alone(membership)
        return cleaned
