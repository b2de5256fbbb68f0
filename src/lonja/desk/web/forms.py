from __future__ import annotations

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from lonja.accounts.models import User
from lonja.journal.enums import Verb
from lonja.journal.models import Entry


class KindField(forms.ModelChoiceField):
    def label_from_instance(self, kind: ContentType) -> str:
        model = kind.model_class()
        return str(model._meta.verbose_name_plural).capitalize() if model else kind.model


class TrailFilter(forms.Form):
    actor = forms.ModelChoiceField(
        User.objects.none(), required=False, label=_("persona"), empty_label=_("cualquiera")
    )
    verb = forms.ChoiceField(
        choices=[("", _("todo")), *Verb.choices], required=False, label=_("qué hizo")
    )
    kind = KindField(
        ContentType.objects.none(), required=False, label=_("sobre qué"), empty_label=_("todo")
    )
    since = forms.DateField(
        required=False, label=_("desde"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        required=False, label=_("hasta"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entries = Entry.objects.order_by()
        actors = entries.filter(actor__isnull=False).values("actor").distinct()
        self.fields["actor"].queryset = User.objects.filter(pk__in=actors).order_by("name")
        kinds = entries.values("content_type").distinct()
        self.fields["kind"].queryset = ContentType.objects.filter(pk__in=kinds)
