"""The forms with which a need comes in: from outside, without an account; and during a call."""

from __future__ import annotations

import time

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lonja.core.fields import TypedEmail
from lonja.directory.models import Organisation
from lonja.house.models import House

from ..domain import receiving
from ..enums import Budget, Horizon, Publicity, Urgency
from .place_field import PlaceField
from .typed import TypedField

MOST_TEXT = 20_000  # characters: some seven pages
FASTEST = 3  # seconds: nobody reads and fills it in in less
SALT = "lonja.matching.need-form"

EXPLAINED = {
    Publicity.MEMBERS: gettext_lazy(
        "Solo quien pueda resolverla: la oficina la cuenta a los asociados que encajan, sin su "
        "nombre ni su contacto."
    ),
    Publicity.OPEN: gettext_lazy(
        "Todos: la oficina puede publicarla en su web y su boletín, sin su nombre ni su contacto."
    ),
    Publicity.CONFIDENTIAL: gettext_lazy(
        "Nadie todavía: solo la lee la oficina, y le llama antes de contársela a nadie."
    ),
}


def consent_text() -> str:
    """What is agreed to, in the language of the page. It is kept as it was shown."""
    house = House.ours()
    return _(
        "%(house)s, responsable del tratamiento, usará estos datos solo para atender esta "
        "necesidad y para hablar con usted de ella; la base es su consentimiento. No se dan a "
        "nadie hasta que usted diga que sí, cada vez. Se guardan mientras se atiende y dos años "
        "más; si no confirma su correo, siete días. Puede pedir verlos, corregirlos, borrarlos, "
        "llevárselos o que dejemos de usarlos respondiendo a cualquiera de nuestros mensajes, y "
        "reclamar ante la Agencia Española de Protección de Datos (aepd.es)."
    ) % {"house": house.name if house else "Lonja"}


class NeedForm(forms.Form):
    """What people know when they have a problem: where, what, for when; and whom to call.

    `website` is for machines: no person sees it. `opened` says, signed, when the form was shown.
    """

    place = PlaceField(
        label=gettext_lazy("¿de qué municipio o entidad se trata?"),
        help_text=gettext_lazy(
            "Un ayuntamiento, una diputación, una mancomunidad… Si no sale en la lista, escríbalo "
            "como lo llaman ustedes."
        ),
    )
    title = TypedField(
        most=240,
        label=gettext_lazy("¿qué quieren resolver?"),
        help_text=gettext_lazy("En una frase: «El alumbrado del casco gasta demasiado»."),
    )
    description = TypedField(
        most=MOST_TEXT,
        lines=True,
        required=False,
        label=gettext_lazy("cuéntelo con sus palabras"),
        help_text=gettext_lazy(
            "Qué pasa hoy, a quién afecta, qué han probado ya, qué les gustaría ver. No hace falta "
            "saber la solución."
        ),
    )
    horizon = forms.ChoiceField(
        required=False,
        choices=[*Horizon.choices, ("", gettext_lazy("no lo sé"))],
        widget=forms.RadioSelect,
        label=gettext_lazy("¿para cuándo?"),
    )
    budget = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("no lo sé")), *Budget.choices],
        label=gettext_lazy("¿con qué presupuesto, más o menos?"),
    )
    publicity = forms.ChoiceField(
        choices=[(one.value, EXPLAINED[one]) for one in EXPLAINED],
        initial=Publicity.MEMBERS.value,
        widget=forms.RadioSelect,
        label=gettext_lazy("¿quién puede saberlo?"),
    )
    name = TypedField(
        most=160,
        label=gettext_lazy("su nombre y apellidos"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    role = TypedField(
        most=160,
        required=False,
        label=gettext_lazy("su cargo"),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    email = TypedEmail(
        max_length=254,
        label=gettext_lazy("su correo"),
        help_text=gettext_lazy("Le enviaremos un enlace para confirmarla y para seguirla."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    phone = TypedField(
        most=40,
        required=False,
        label=gettext_lazy("su teléfono, si prefiere que le llamemos"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    agrees = forms.BooleanField(
        label=gettext_lazy("Estoy de acuerdo"),
        error_messages={"required": gettext_lazy("Sin su acuerdo no podemos guardar sus datos.")},
    )
    website = forms.CharField(
        required=False,
        label=gettext_lazy("no escriba aquí"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    WHAT = ("place", "title", "description")
    HOW = ("horizon", "budget", "publicity")
    WHO = ("name", "role", "email", "phone")

    def __init__(self, data=None, *, initial=None):
        super().__init__(data, initial={"opened": stamp(), **(initial or {})})
        self.consent = consent_text()

    @property
    def steps(self):
        """(title, fields) of each step of the page."""
        for title, names in (
            (_("Qué pasa"), self.WHAT),
            (_("Para cuándo y con cuánto"), self.HOW),
            (_("Con quién hablamos"), self.WHO),
        ):
            yield title, [self[name] for name in names]

    @property
    def is_of_a_machine(self) -> bool:
        return bool(self.data.get("website"))

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    def clean(self):
        if seconds_since(self.data.get("opened", "")) < FASTEST:
            raise ValidationError(
                _("Ha llegado muy deprisa. Compruebe lo escrito y pulse otra vez «Enviar»."),
                code="fast",
            )
        return self.cleaned_data

    def sent(self) -> receiving.Sent:
        said = self.cleaned_data
        place = said["place"]
        return receiving.Sent(
            **{name: said[name] for name in ("title", "description", *self.HOW, *self.WHO)},
            territory=place.territory,
            body=place.words,
            consent=self.consent,
            language=(get_language() or "es")[:2],
        )


def stamp() -> str:
    return signing.dumps(time.time(), salt=SALT)


def seconds_since(stamped: str) -> float:
    """Since a form was shown; -1 when what it says is not ours."""
    try:
        return time.time() - signing.loads(stamped, salt=SALT)
    except (signing.BadSignature, TypeError):
        return -1


class CallForm(forms.Form):
    """Twenty seconds, with the telephone in the other hand. The rest is completed later."""

    name = TypedField(
        most=160,
        required=False,
        label=gettext_lazy("quién llama"),
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    phone = TypedField(
        most=40,
        required=False,
        label=gettext_lazy("su teléfono"),
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    place = PlaceField(required=False, label=gettext_lazy("de dónde"))
    title = TypedField(most=240, label=gettext_lazy("qué necesitan"))
    urgent = forms.BooleanField(required=False, label=gettext_lazy("es urgente"))

    def note(self, *, by):
        said = self.cleaned_data
        sent = receiving.Sent(
            title=said["title"],
            name=said["name"],
            phone=said["phone"],
            email="",
            consent="",
            territory=said["place"].territory,
            body=said["place"].words,
        )
        return receiving.noted(
            sent, by=by, urgency=Urgency.HIGH if said["urgent"] else Urgency.NORMAL
        )


class PostscriptForm(forms.Form):
    text = TypedField(most=MOST_TEXT, lines=True, label=gettext_lazy("qué quiere añadir"))


class WithdrawalForm(forms.Form):
    reason = TypedField(
        most=160, required=False, label=gettext_lazy("por qué la retira, si quiere decirlo")
    )


class EnrolForm(forms.Form):
    """Where somebody works: one of those suggested, or the one that they said, made new."""

    organisation = forms.ChoiceField(
        required=False, widget=forms.RadioSelect, label=gettext_lazy("en qué entidad trabaja")
    )

    def __init__(self, data=None, *, suggestion):
        super().__init__(data)
        known = [(str(one.pk), str(one)) for one in suggestion.organisations]
        new = [("", _("%s (nueva en el directorio)") % suggestion.new_name)]
        self.fields["organisation"].choices = known + (new if suggestion.new_name else [])

    def chosen(self) -> Organisation | None:
        key = self.cleaned_data["organisation"]
        return Organisation.objects.filter(pk=key).first() if key else None
