"""The page where every piece of the interface can be seen, in every state that it has."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

SIZES = [("micro", _("microempresa")), ("pyme", _("pyme")), ("grande", _("gran empresa"))]
FIELDS_OF_WORK = [
    (slug, name)
    for slug, name in enumerate(
        ("Agua", "Calidad del aire", "Energía", "Gobernanza", "Movilidad", "Residuos", "Turismo")
    )
]
COLUMNS = [
    SimpleNamespace(name=name, label=label)
    for name, label in (
        ("name", "Entidad"),
        ("kind", "Tipo"),
        ("since", "Desde"),
        ("value", "Valor"),
    )
]
ROWS = [
    ("Alumbra Redes (ejemplo)", "empresa", date(2019, 3, 4), Decimal("184250"), "good", "al día"),
    ("Universidad del Turia (ejemplo)", "universidad", date(2021, 10, 18), None, "", "al día"),
    ("Aigua Viva (ejemplo)", "empresa", date(2024, 6, 12), Decimal("9120.5"), "warn", "sin cuota"),
    ("Ayuntamiento de Vallclara (ejemplo)", "territorio", None, None, "bad", "baja"),
]


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("nombre"), max_length=80, help_text=_("Como en sus estatutos."))
    email = forms.EmailField(label=_("correo"))
    size = forms.ChoiceField(label=_("tamaño"), choices=SIZES, required=False)
    since = forms.DateField(
        label=_("miembro desde"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    money = forms.DecimalField(label=_("cuota anual"), required=False)
    logo = forms.FileField(label=_("logotipo"), required=False, help_text=_("SVG o PNG."))
    channel = forms.ChoiceField(
        label=_("cómo nos conoció"),
        choices=[("red", _("redes sociales")), ("evento", _("un evento")), ("otro", _("otro"))],
        widget=forms.RadioSelect,
        required=False,
    )
    works = forms.MultipleChoiceField(
        label=_("ámbitos"),
        choices=FIELDS_OF_WORK,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    about = forms.CharField(label=_("qué hace"), widget=forms.Textarea, required=False)
    public = forms.BooleanField(
        label=_("aparece en el directorio público"), required=False, help_text=_("Puede cambiarlo.")
    )


def page(request: HttpRequest) -> HttpResponse:
    if not getattr(request.user, "is_staff_of_office", False):
        raise PermissionDenied
    return render(request, "core/style.html", context())


def context() -> dict[str, object]:
    wrong = SampleForm({"name": "", "email": "alba.fuster", "channel": "red", "works": ["1", "4"]})
    wrong.is_valid()
    return {
        "form": SampleForm(auto_id="new_%s"),
        "wrong": wrong,
        "columns": COLUMNS,
        "rows": ROWS,
        "several": Paginator(range(400), 25).get_page(7),
        "today": date(2024, 6, 12),
        "series": [7, 9, None, 12, 15],
        "money": Decimal("2842274"),
        "growth": Decimal("0.25"),
        "tones": ("neutral", "good", "warn", "bad", "info", "brand", "example"),
        "regions": ["Andalucía", "Aragón"],
        "icons": (
            "home users landmark megaphone growth newspaper store ticket map-pin folder handshake "
            "building user history balance settings search plus edit trash restore filter download "
            "upload file sheet paperclip link external shield clock mail phone globe info warning "
            "check check-circle x bell eye copy print lock euro trophy target chart table layers "
            "tag flag idea need send image video mic book note key refresh import archive inbox "
            "spark dots opening question comment award seat qr badge university network"
        ).split(),
    }
