"""What the office and members fill in while a need looks for who can solve it."""

from __future__ import annotations

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from lonja.directory.enums import Size
from lonja.directory.models import Organisation
from lonja.workbench.choosing import RecordChoiceField

from ..domain import asking
from ..enums import WON, Answer, DiscardReason
from ..fitting.words import Names
from ..models import Award


class DayField(forms.DateField):
    def __init__(self, **kwargs):
        kwargs["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**kwargs)


SAID = [
    (Answer.YES.value, _("Sí, nos interesa")),
    (Answer.NOT_NOW.value, _("Ahora no")),
    (Answer.NO.value, _("No es lo nuestro")),
]


class InterestForm(forms.Form):
    """What a member answers by its link."""

    said = forms.ChoiceField(
        label=_("¿le interesa?"),
        choices=SAID,
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija una de las tres respuestas.")},
    )
    words = forms.CharField(
        label=_("¿quiere añadir algo?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Solo lo lee la oficina."),
    )


class QuestionForm(forms.Form):
    """What a member asks in a sounding."""

    text = forms.CharField(
        label=_("su pregunta"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("La respuesta llega a todos; no se dice quién pregunta."),
    )


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("respuesta para todos"), widget=forms.Textarea(attrs={"rows": 3})
    )


class ConclusionForm(forms.Form):
    conclusion = forms.CharField(
        label=_("qué se concluye"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Lo recibirán todos los que fueron consultados."),
    )


class SoundingForm(forms.Form):
    """A need opened to all: what is asked, of whom, until when."""

    text = forms.CharField(
        label=_("qué se pregunta"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Lo recibirán todos tal cual. Una vez abierta la consulta, no se cambia."),
    )
    criterion = forms.CharField(
        label=_("a quién se abre"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    closes_on = DayField(label=_("contestar hasta"))


# -- choosing ------------------------------------------------------------------------------------


class WhoForm(forms.Form):
    """What narrows the list of who can solve a need."""

    area = forms.ChoiceField(required=False, label=_("área"))
    place = forms.ChoiceField(required=False, label=_("trabaja en"))
    size = forms.ChoiceField(
        choices=[("", _("cualquiera")), *Size.choices], required=False, label=_("tamaño")
    )
    proof = forms.BooleanField(required=False, label=_("con trabajos que constan"))
    certification = forms.CharField(required=False, label=_("certificación"), max_length=80)

    def __init__(self, data, names: Names):
        super().__init__(data)
        self.fields["area"].choices = [("", _("todas")), *names.areas_in_use()]
        self.fields["place"].choices = [("", _("cualquier sitio")), *names.regions()]

    def chosen(self) -> dict:
        return self.cleaned_data if self.is_bound and self.is_valid() else {}

    def narrows(self) -> bool:
        return any(self.chosen().values())

    def condition(self) -> Q | None:
        """On members: which of them the form lets through; None when it asks for nothing."""
        chosen = self.chosen()
        if not any(chosen.values()):
            return None
        rows = Organisation.objects.all()
        if area := chosen.get("area"):
            rows = rows.filter(
                Q(profile__areas=area) | Q(references__areas=area, references__deleted_at=None)
            )
        if place := chosen.get("place"):
            within = Q(profile__works_in=place) | Q(profile__works_in__region=place)
            anywhere = Q(profile__isnull=False, profile__works_in=None)
            rows = rows.filter(within | anywhere | Q(territory__region=place))
        if chosen.get("size"):
            rows = rows.filter(size=chosen["size"])
        if chosen.get("proof"):
            won = Award.objects.filter(tax_id=OuterRef("tax_id"), result__in=WON)
            rows = rows.filter(Q(references__deleted_at=None, references__isnull=False)
                               | (Exists(won) & ~Q(tax_id="")))  # fmt: skip
        if name := chosen.get("certification", "").strip():
            rows = rows.filter(profile__certifications__icontains=name)
        return Q(pk__in=rows.order_by().values("pk"))


class AddForm(forms.Form):
    """A member that the office knows that can."""

    member = RecordChoiceField(
        Organisation.objects.all(),
        label=_("asociado"),
        error_messages={"required": _("Diga qué asociado.")},
    )
    note = forms.CharField(label=_("por qué"), required=False, max_length=400)


class DiscardForm(forms.Form):
    why = forms.ChoiceField(label=_("por qué se descarta"), choices=DiscardReason)
    note = forms.CharField(label=_("nota"), required=False, max_length=400)


class AskForm(forms.Form):
    """The letter to the chosen members: to whom at each, until when, in which words."""

    answer_by = DayField(label=_("contestar antes de que acabe el"))
    words = forms.CharField(
        label=_("palabras de la oficina"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Van al principio del correo, iguales para todos."),
    )

    def __init__(self, *args, members, contacts, confidential=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = members
        for member in members:
            people = contacts.get(member.pk, [])
            self.fields[f"contact_{member.pk}"] = forms.ChoiceField(
                label=str(member),
                choices=[(str(one.pk), f"{one} · {one.email}") for one in people],
                error_messages={"required": _("No tiene a nadie con correo.")},
            )
        self.people = {str(one.pk): one for people in contacts.values() for one in people}
        if confidential:
            self.fields["words"].required = True
            self.fields["words"].help_text = _(
                "La necesidad es confidencial: esto será todo lo que lean de ella."
            )

    @property
    def contact_fields(self):
        return [self[f"contact_{member.pk}"] for member in self.members]

    def questions(self) -> list[asking.Question]:
        return [
            asking.Question(member, self.people[self.cleaned_data[f"contact_{member.pk}"]])
            for member in self.members
        ]


class PassOverForm(forms.Form):
    reason = forms.CharField(label=_("por qué"), max_length=400)
    tell = forms.BooleanField(
        label=_("decírselo con un correo amable"),
        required=False,
        help_text=_("El motivo no va en el correo."),
    )


class NotedAnswerForm(InterestForm):
    """What a member says by another way, as the office notes it."""

    words = forms.CharField(
        label=_("qué dice, y cómo lo dijo"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
