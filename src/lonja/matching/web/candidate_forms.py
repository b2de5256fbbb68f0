"""What the office and members fill in while a need looks for who can solve it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import Answer

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
