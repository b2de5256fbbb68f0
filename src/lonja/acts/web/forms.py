from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.directory.models import Organisation, Person
from lonja.territories.enums import WORKABLE
from lonja.territories.models import Territory
from lonja.workbench.choosing import RecordsChoiceField
from lonja.workbench.forms import RecordForm

from ..domain import capturing
from ..domain.participating import set_participants
from ..enums import CAPTURED, Kind, Part, State
from ..models import Act


class ActForm(RecordForm):
    """The base of every act's form: its fields, and who took part."""

    organisations = RecordsChoiceField(
        Organisation.objects.all(), required=False, label=_("entidades")
    )
    people = RecordsChoiceField(
        Person.objects.all(),
        required=False,
        label=_("personas"),
        help_text=_("Cuenta la entidad en la que tenían cargo ese día."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            rows = self.instance.participations.filter(part=Part.ATTENDED)
            rows = rows.select_related("person", "organisation")
            self._begin("people", [r.person for r in rows if r.person])
            self._begin("organisations", [r.organisation for r in rows if not r.person])

    def _begin(self, name: str, records: list) -> None:
        self.initial.setdefault(name, [one.pk for one in records])
        if name in self.fields:
            self.fields[name].widget.know(records)

    def clean(self):
        cleaned = super().clean()
        day, state = cleaned.get("date"), cleaned.get("state")
        if day and state == State.DONE and day > timezone.localdate():
            self.add_error("date", _("Lo realizado no puede tener fecha futura: déjelo previsto."))
        return cleaned

    def save_related(self, *, by) -> None:
        chosen = {n: self.cleaned_data.pop(n, None) for n in ("organisations", "people")}
        super().save_related(by=by)
        if chosen["organisations"] is not None or chosen["people"] is not None:
            set_participants(
                self.instance, chosen["organisations"] or (), chosen["people"] or (), by=by
            )


class PlainActForm(ActForm):
    class Meta:
        model = Act
        fields = [
            "kind", "title", "date", "end_date", "time", "state", "mode", "place", "territories",
            "summary", "next_step", "responsible",
        ]  # fmt: skip

    field_order = ["kind", "title", "date", "time", "state", "organisations", "people"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(k.value, k.label) for k in CAPTURED]
        self.instance.incomplete = False
        if "territories" in self.fields:
            self.fields["territories"].queryset = Territory.objects.filter(kind__in=WORKABLE)


class CaptureForm(forms.ModelForm):
    """Few fields, and only one of them required: what happened."""

    organisations = RecordsChoiceField(
        Organisation.objects.all(), required=False, label=_("con quién")
    )
    people = RecordsChoiceField(Person.objects.all(), required=False, label=_("personas"))
    territories = RecordsChoiceField(
        Territory.objects.filter(kind__in=WORKABLE), required=False, label=_("territorio")
    )
    photo = forms.ImageField(
        required=False,
        label=_("foto"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )

    class Meta:
        model = Act
        fields = ["title", "kind", "date", "place"]
        labels = {"title": _("¿qué ha pasado?"), "kind": _("qué ha sido")}

    field_order = [
        "title",
        "organisations",
        "people",
        "territories",
        "kind",
        "photo",
        "date",
        "place",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(k.value, k.label) for k in CAPTURED]
        self.fields["kind"].initial = Kind.MEETING
        self.fields["date"].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        self.fields["date"].initial = timezone.localdate
        self.fields["title"].widget.attrs["placeholder"] = _(
            "Hablamos con la concejala de Villaejemplo de sensores de ruido"
        )

    def clean_date(self):
        day = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise ValidationError(_("Lo que ya ha pasado no puede tener fecha futura."))
        return day

    def capture(self, *, by) -> Act:
        chosen = {
            n: self.cleaned_data[n] for n in ("organisations", "people", "territories", "photo")
        }
        return capturing.capture(self.save(commit=False), by=by, **chosen)
