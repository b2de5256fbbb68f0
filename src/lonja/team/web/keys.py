"""Passkeys, asked for and refused in the words of the house."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import EditWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class Rename(EditWebAuthnForm):
    name = forms.CharField(label=_("Nombre"), max_length=100)


class ComeIn(LoginWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except forms.ValidationError as refused:
            said = _("No reconocemos esa llave. Pruebe otra vez o entre de otra forma.")
            raise forms.ValidationError(said) from refused
