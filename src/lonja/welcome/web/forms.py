from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.core.fields import TypedEmail
from lonja.house.web.forms import HouseForm


class OfficeForm(HouseForm):
    """The cluster, and whoever opens its office."""

    person = forms.CharField(label=_("su nombre y apellidos"), max_length=160)
    email = TypedEmail(label=_("su correo"))
    password = forms.CharField(
        label=_("contraseña"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Doce caracteres o más."),
    )

    field_order = ["person", "email", "password"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["records_since"].initial = timezone.localdate().year

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("Ya hay una cuenta con este correo."))
        return email

    def clean_password(self):
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]


class ColleagueForm(forms.Form):
    name = forms.CharField(label=_("nombre y apellidos"), max_length=160, required=False)
    email = TypedEmail(label=_("correo"), required=False)
    role = forms.ChoiceField(
        label=_("papel"),
        choices=[(r.value, r.label) for r in (Role.OFFICE, Role.DIRECTION, Role.AUDITOR)],
    )

    def clean(self):
        cleaned = super().clean()
        half = bool(cleaned.get("name")) != bool(cleaned.get("email"))
        if half and not self.errors:
            raise forms.ValidationError(_("Hacen falta el nombre y el correo."))
        return cleaned


ColleagueFormSet = forms.formset_factory(ColleagueForm, extra=4)
