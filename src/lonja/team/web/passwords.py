"""The forms of passwords, with what a password has to be in one sentence of ours."""

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.core import context
from django.utils.translation import gettext_lazy as _

RULE = _(
    "Doce caracteres o más; ni de las más usadas, ni parecida a su nombre o a su correo. "
    "Una frase se recuerda mejor."
)


class _WithRule:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = RULE


class Change(_WithRule, ChangePasswordForm):
    """Another one, by who knows the present one."""


class Put(_WithRule, SetPasswordForm):
    """The first one of who has entered by codes so far, and has just done so."""

    def __init__(self, *args, **kwargs):
        raise_if_reauthentication_required(context.request, app="allauth.account")
        super().__init__(*args, **kwargs)


class Renew(_WithRule, ResetPasswordKeyForm):
    """Another one, by the link of who forgot it."""
