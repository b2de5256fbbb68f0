"""The page where every piece of the interface can be seen, in every state that it has.

Who may enter is declared where its address is given, as `core` knows nothing of people.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lonja.core.charts import Chart, Series, bars, donut, lines
from lonja.core.fields import TypedEmail
from lonja.core.figures import Unit

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


SPRITE = Path(__file__).resolve().parent.parent / "static" / "ui" / "icons.svg"


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("nombre"), max_length=80, help_text=_("Como en sus estatutos."))
    email = TypedEmail(label=_("correo"))
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
    return render(request, "core/style.html", context())


MONTHS = "ene feb mar abr may jun jul ago sep oct nov dic".split()  # noqa: SIM905
YEARS = ["2019", "2020", "2021", "2022", "2023", "2024"]
VALUES = [410_000, None, 905_500, 1_540_000, 3_001_200, 2_842_274]
OPENED = [0.36, 0.38, 0.35, 0.41, 0.4, 0.43, 0.39, None, 0.42, 0.4, 0.41, 0.4]
FOLLOWERS = [
    Series("LinkedIn", [1200, 2100, 3050, 4300, 5900, 6700]),
    Series("X", [2100, 2350, 2500, 2550, 2560, 2570]),
    Series("Instagram", [None, None, 300, 620, 840, 1130]),
]
MEDIA = [
    Series("digital", [92, 88, 29]),
    Series("prensa", [14, 31, 9]),
    Series("radio y televisión", [6, 9, 3]),
]
MEMBERS = {
    "Movilidad urbana y transporte": 41,
    "Calidad del aire": 18,
    "Ciclo integral del agua": 23,
    "Turismo y playas inteligentes": 15,
    "Gobernanza y administración electrónica": 36,
}
KINDS = {"Empresa": 104, "Universidad": 17, "Centro tecnológico": 12, "Administración": 9}


def charts() -> list[Chart]:
    """One of each kind, with what makes them hard: gaps, long names, very different amounts."""
    mentions = [14, 22, 31, 19, 24, 52, 12, 4, 27, 38, 25, 13]
    asked = [Series("Presentadas", [9, 11, 14]), Series("Concedidas", [5, 4, 4])]
    euros, percent = Unit.EUROS, Unit.PERCENT
    return [
        bars("Menciones por mes", MONTHS, [Series("Menciones", mentions)], highlight="jun"),
        bars("Valor por año", YEARS, [Series("Valor", VALUES)], unit=euros, highlight="2024"),
        lines("Seguidores por red", YEARS, FOLLOWERS),
        lines("Apertura", MONTHS, [Series("Apertura", OPENED)], unit=percent, filled=True),
        bars("Menciones por ámbito", ["nacional", "regional", "local"], MEDIA, stacked=True),
        bars("Miembros por ámbito", list(MEMBERS), [Series("Miembros", list(MEMBERS.values()))]),
        bars("Presentadas y concedidas", ["2022", "2023", "2024"], asked),
        donut("Tipos de miembro", KINDS),
    ]


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
        "charts": charts(),
        "icons": re.findall(r'symbol id="([^"]+)"', SPRITE.read_text()),
    }
