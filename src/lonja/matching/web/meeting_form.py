"""The office's form of a meeting: times to propose when it is new; afterwards, hour and place."""

from __future__ import annotations

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import State
from lonja.journal import writing
from lonja.workbench.choosing import RecordChoiceField
from lonja.workbench.forms import RecordForm

from ..domain import meeting as arranging
from ..enums import MeetingStage, Side
from ..models import Introduction, Meeting
from ..queries import meetings
from .encounter_forms import MINUTES, MomentField, TimesForm


class MeetingForm(RecordForm):
    """`time_1` to `time_5` when it is new; `starts_at` of one that has been called."""

    follows = RecordChoiceField(
        Introduction.objects.filter(state=State.DONE), label=_("presentación")
    )
    starts_at = MomentField(label=_("cuándo"))
    minutes = forms.TypedChoiceField(label=_("duración"), coerce=int, choices=MINUTES, initial=30)
    video_url = forms.URLField(
        label=_("enlace de videollamada"), required=False, max_length=600, assume_scheme="https"
    )

    class Meta:
        model = Meeting
        fields = ["follows", "minutes", "video_url", "place", "summary", "next_step", "responsible"]

    time_fields = TimesForm.time_fields
    times = TimesForm.times

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = dict(self.fields)
        self.fields.clear()
        if self.instance.pk is None:
            self.fields["follows"] = known["follows"]
            self.fields |= TimesForm.empty_times()
            wanted = ("minutes", "video_url", "place")
        else:
            called = self.instance.stage == MeetingStage.AGREED
            wanted = ("starts_at",) if called else ()
            wanted += ("minutes", "video_url", "place", "summary", "next_step", "responsible")
            self.initial["starts_at"] = self.instance.starts_at
            if self.instance.stage not in meetings.OPEN:
                wanted = ("summary", "next_step", "responsible")
        self.fields |= {name: known[name] for name in wanted}
        if "minutes" in self.fields and self.instance.minutes not in dict(MINUTES):
            own = (self.instance.minutes, str(self.instance.minutes))
            self.fields["minutes"].choices = sorted([*MINUTES, own])

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None:
            TimesForm.check_times(self, cleaned)
        elif "starts_at" in self.changed_data:
            TimesForm.check_times(self, cleaned, names=["starts_at"])
        return cleaned

    def create(self, *, by):
        values = self.cleaned_data
        where = {name: values[name] for name in ("minutes", "place", "video_url")}
        self.instance = arranging.propose(
            values["follows"], self.times, side=Side.OFFICE, by=by, **where
        )
        return self.instance

    @transaction.atomic
    def change(self, *, by):
        values = dict(self.cleaned_data)
        told = {n: values.pop(n) for n in ("summary", "next_step", "responsible") if n in values}
        record = Meeting.objects.get(pk=self.instance.pk)
        if values:
            record = arranging.rearrange(record, by=by, **values)
        return writing.change(record, by=by, **told)
