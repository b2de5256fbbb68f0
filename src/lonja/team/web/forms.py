from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.core.fields import TypedEmail


class ProfileForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("Idioma"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ("name", "language")
        labels = {"name": _("Nombre y apellidos")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class InvitationForm(forms.Form):
    name = forms.CharField(label=_("Nombre y apellidos"), max_length=160)
    email = TypedEmail(label=_("Correo"))
    role = forms.ChoiceField(label=_("Papel"), choices=Role)
    language = forms.ChoiceField(
        label=_("Idioma de la invitación"), choices=settings.LANGUAGES, initial="es"
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Papel"), choices=Role)


class AcceptanceForm(forms.Form):
    """What somebody invited says: their name and, if they want one, a password."""

    name = forms.CharField(
        label=_("Nombre y apellidos"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Contraseña"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Opcional: sin ella, cada vez que entre le enviaremos un código. Si la pone, doce "
            "caracteres o más."
        ),
    )

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, initial={"name": user.name}, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if password:
            validate_password(password, self.user)
        return password
