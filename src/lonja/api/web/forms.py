from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import scopes

DAYS = [("90", _("3 meses")), ("365", _("1 año")), ("30", _("1 mes")), ("", _("no caduca"))]


class TokenForm(forms.Form):
    """What a new token is for, what it reads and until when."""

    name = forms.CharField(
        label=_("Para qué es"), max_length=80,
        help_text=_("Para reconocerla después: «cuadro de mando», «web del clúster»…"),
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label=_("Qué puede leer"), help_text=_("Nunca más de lo que ve usted."),
        widget=forms.CheckboxSelectMultiple(),
    )  # fmt: skip
    days = forms.ChoiceField(label=_("Caduca en"), choices=DAYS, required=False, initial="90")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = scopes.choices()
        self.initial.setdefault("scopes", [scopes.ALL])

    @property
    def expires_at(self):
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=int(days)) if days else None
