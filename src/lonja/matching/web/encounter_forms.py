"""The forms of introductions, meetings and follow-ups: those of the office and those of links."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.core.imports.amounts import COMMA, EITHER, POINT, readings
from lonja.core.naming import called
from lonja.directory.models import Person

from ..domain import introducing
from ..domain.meeting import FAR, MOST_TIMES
from ..enums import Afterwards, Answer, OutcomeKind, Side
from ..models import Introduction
from ..queries import sides

TIMES = [f"time_{number}" for number in range(1, MOST_TIMES + 1)]
MINUTES = [(n, _("%s minutos") % n) for n in (15, 30, 45, 60, 90, 120)]
LARGEST, CENTS = 10**12, Decimal("0.01")
SAYS = [
    (Answer.YES, _("Sí, preséntennos")),
    (Answer.NOT_NOW, _("Ahora no")),
    (Answer.NO, _("No es lo nuestro")),
]


class EurosField(forms.CharField):
    """Euros as people write them: "12.500,50", "12500", "12.500 €". A Decimal with its cents, or
    None. "1.234" is read as Spaniards do."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 24)
        widget = forms.TextInput(attrs={"inputmode": "decimal", "placeholder": "12.500,50"})
        super().__init__(widget=widget, **kwargs)

    def clean(self, value):
        text = (super().clean(value) or "").strip()
        if not text:
            return None
        found = readings(text)
        amount = next((found[mark] for mark in (COMMA, EITHER, POINT) if mark in found), None)
        if amount is None:
            raise ValidationError(
                _("«%(text)s» no es un importe: escríbalo como 12.500,50."), params={"text": text}
            )
        if amount < 0:
            raise ValidationError(_("El importe no puede ser negativo."))
        if amount >= LARGEST:
            raise ValidationError(_("Es demasiado grande: en euros, sin impuestos."))
        if amount != amount.quantize(CENTS):
            raise ValidationError(_("Como mucho dos decimales."))
        return amount.quantize(CENTS)


class MomentField(forms.SplitDateTimeField):
    """A day and an hour of the office's time. What does not exist where clocks change is told."""

    def __init__(self, **kwargs):
        widget = forms.SplitDateTimeWidget(
            date_attrs={"type": "date"}, time_attrs={"type": "time"},
            date_format="%Y-%m-%d", time_format="%H:%M",
        )  # fmt: skip
        super().__init__(widget=widget, **kwargs)

    def compress(self, values) -> datetime | None:
        try:
            return super().compress(values)
        except ValidationError:
            raise ValidationError(
                _("Esa hora no existe o se repite esa noche, al cambiar el reloj: elija otra.")
            ) from None


# -- introductions -------------------------------------------------------------------------------


def _among(field: forms.ModelChoiceField, people: list[Person]) -> None:
    """Let a field choose among people that were read already."""
    known = sorted(dict.fromkeys(people), key=lambda person: (person.folded, person.pk))
    field.queryset = Person.objects.filter(pk__in=[person.pk for person in known])
    field.widget.choices = [(person.pk, str(person)) for person in known]


class SendForm(forms.Form):
    """Whom of each side to write to, and what the office says to both."""

    member_contact = forms.ModelChoiceField(Person.objects.none(), empty_label=None)
    member_shares_phone = forms.BooleanField(required=False)
    territory_contact = forms.ModelChoiceField(Person.objects.none(), empty_label=None)
    territory_shares_phone = forms.BooleanField(required=False)
    reason = forms.CharField(
        label=_("por qué, para las dos partes"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Lo leen desde el principio: que no diga nada de nadie."),
    )
    words = forms.CharField(
        label=_("lo que la oficina les dice a los dos"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Lo leen cuando los dos han dicho que sí, con los datos del otro."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, introduction: Introduction, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen", introducing.asked_when(introduction))
        self.speakers = {side: sides.speakers(introduction, side) for side in sides.BOTH}
        for side, known in self.speakers.items():
            chosen = known.contact
            field = self.fields[f"{side}_contact"]
            _among(field, [*known.people, *([chosen] if chosen else [])])
            field.label = _("por %s") % called(sides.name(introduction, side))
            field.error_messages["required"] = _("Nadie tiene correo aquí: añádalo antes.")
            self.initial.setdefault(f"{side}_contact", chosen and chosen.pk)
            phone = self.fields[f"{side}_shares_phone"]
            phone.label = _("ha permitido dar su teléfono")
            shares = sides.of(introduction, side, "shares_phone")
            self.initial.setdefault(f"{side}_shares_phone", shares)
        self.initial.setdefault("words", introduction.words)
        self.initial.setdefault("reason", introduction.reason)


class ShortAnswerForm(forms.Form):
    """What a side answers by its link: one of three buttons, and a few words."""

    said = forms.ChoiceField(choices=SAYS, error_messages={"required": _("Elija una respuesta.")})
    words = forms.CharField(
        label=_("algo que quiera decir a la oficina"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    shares_phone = forms.BooleanField(label=_("pueden dar también mi teléfono"), required=False)

    def __init__(self, *args, phone: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        if phone:
            self.fields["shares_phone"].help_text = phone
        else:
            del self.fields["shares_phone"]


# -- meetings ------------------------------------------------------------------------------------


class TimesForm(forms.Form):
    """Up to five times, and where."""

    minutes = forms.TypedChoiceField(label=_("duración"), coerce=int, choices=MINUTES, initial=30)
    video_url = forms.URLField(
        label=_("enlace de videollamada"), required=False, max_length=600, assume_scheme="https"
    )
    place = forms.CharField(label=_("o lugar"), required=False, max_length=160)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = dict(self.fields)
        self.fields.clear()
        self.fields |= {**self.empty_times(), **own}

    @staticmethod
    def empty_times() -> dict[str, forms.Field]:
        return {
            name: MomentField(label=_("hora %s") % number, required=number == 1)
            for number, name in enumerate(TIMES, start=1)
        }

    @property
    def time_fields(self):
        return [self[name] for name in TIMES if name in self.fields]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.check_times(self, cleaned)
        return cleaned

    @staticmethod
    def check_times(form: forms.BaseForm, cleaned: dict[str, Any], names=TIMES) -> None:
        """Says beside each time what is wrong with it."""
        seen: set[datetime] = set()
        for name in names:
            moment = cleaned.get(name)
            if moment is None:
                continue
            if moment <= timezone.now():
                form.add_error(name, _("Esa hora ya ha pasado."))
            elif moment > timezone.now() + FAR:
                form.add_error(name, _("Falta más de un año: ¿es el año correcto?"))
            elif moment in seen:
                form.add_error(name, _("Hay una hora repetida."))
            seen.add(moment)

    @property
    def times(self) -> list[datetime]:
        return [one for name in TIMES if (one := self.cleaned_data.get(name))]

    @property
    def where(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("minutes", "place", "video_url")}


class WhyForm(forms.Form):
    reason = forms.CharField(
        label=_("por qué"), max_length=240, error_messages={"required": _("Diga por qué.")}
    )


class HeldForm(forms.Form):
    """Who attended, of each side; and what was said, for the office."""

    member_people = forms.ModelMultipleChoiceField(
        Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    territory_people = forms.ModelMultipleChoiceField(
        Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    summary = forms.CharField(
        label=_("qué se habló, quién más estuvo"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, introduction: Introduction, *args,
        contacts: Mapping[Side, Person | None] | None = None, **kwargs,
    ):  # fmt: skip
        """`contacts`: of each side, to choose among these alone."""
        super().__init__(*args, **kwargs)
        for side in sides.BOTH:
            others: list[Person] = []
            if contacts is None:
                known = sides.speakers(introduction, side)
                chosen, others = known.contact, known.everybody
            else:
                chosen = contacts[side]
            field = self.fields[f"{side}_people"]
            _among(field, [*([chosen] if chosen else []), *others])
            field.label = _("por %s") % called(sides.name(introduction, side))
            self.initial.setdefault(f"{side}_people", [chosen.pk] if chosen else [])

    def clean(self):
        cleaned = super().clean()
        for side in sides.BOTH:
            if not cleaned.get(f"{side}_people"):
                self.add_error(f"{side}_people", _("Marque al menos a una persona."))
        return cleaned


# -- follow-ups ----------------------------------------------------------------------------------


class FollowUpForm(forms.Form):
    said = forms.ChoiceField(
        choices=Afterwards, error_messages={"required": _("Elija una respuesta.")}
    )
    kind = forms.ChoiceField(
        label=_("si hay acuerdo, qué es"),
        required=False,
        choices=[(k.value, k.label) for k in (OutcomeKind.PILOT, OutcomeKind.CONTRACT)],
        widget=forms.RadioSelect,
    )
    amount = EurosField(
        label=_("importe, si quiere decirlo"),
        required=False,
        help_text=_("En euros, sin impuestos. Cuenta cuando la otra parte dice el mismo."),
    )
    words = forms.CharField(
        label=_("algo que quiera contar"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        cleaned = super().clean()
        agreed = cleaned.get("said") == Afterwards.AGREEMENT
        if agreed and not cleaned.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Diga si es un piloto o un contrato."))
        return cleaned
