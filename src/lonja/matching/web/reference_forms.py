"""The forms of a reference: as the office writes it, and as a member does of itself."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.directory.models import Organisation
from lonja.ranking.web.codes_field import CodesField
from lonja.workbench.forms import RecordForm

from ..domain import describing, referencing
from ..models import Reference
from .forms import AreasField
from .place_field import PlaceField
from .typed import TypedField


class ReferenceForm(RecordForm):
    """A reference, as the office writes it."""

    areas = AreasField(required=False, label=gettext_lazy("áreas"))
    cpv = CodesField(
        required=False,
        max_length=240,
        reads=("title", "description"),
        label=gettext_lazy("códigos CPV"),
    )

    class Meta:
        model = Reference
        fields = [
            "organisation", "kind", "title", "client", "territory", "date", "amount", "url",
            "description", "areas", "cpv",
        ]  # fmt: skip

    def create(self, *, by):
        reference = super().create(by=by)
        describing.profile_of(reference.organisation, by=by)
        return reference

    def clean_date(self):
        day = self.cleaned_data["date"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Todavía no ha llegado ese día."))
        return day


class OwnReferenceForm(RecordForm):
    """A reference, as a member writes it: the year is enough."""

    title = TypedField(most=400, label=gettext_lazy("qué se hizo"))
    client = TypedField(most=240, required=False, label=gettext_lazy("para quién"))
    place = PlaceField(required=False, label=gettext_lazy("municipio o entidad"))
    year = forms.IntegerField(
        required=False,
        min_value=1980,
        label=gettext_lazy("año"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
    )
    description = TypedField(
        most=20_000, lines=True, required=False, label=gettext_lazy("en qué consistió")
    )

    class Meta:
        model = Reference
        fields = ["title", "kind", "client", "place", "year", "amount", "url", "description"]
        labels = {"amount": gettext_lazy("importe sin impuestos, en euros")}

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year and year > timezone.localdate().year:
            raise ValidationError(_("Ese año todavía no ha llegado."))
        return year

    def add_to(self, organisation: Organisation, *, by) -> Reference:
        reference = self.save(commit=False)
        place, year = self.cleaned_data["place"], self.cleaned_data["year"]
        reference.territory = place.territory
        reference.client = reference.client or place.words
        reference.date = timezone.localdate().replace(year=year, month=1, day=1) if year else None
        return referencing.add(organisation, reference, by=by)
