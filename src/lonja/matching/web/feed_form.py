from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lonja.workbench.forms import RecordForm

from ..models import Feed
from ..notices import fetching

PLATFORM = "https://contrataciondelsectorpublico.gob.es/sindicacion/"
KNOWN = (
    (f"{PLATFORM}sindicacion_643/licitacionesPerfilesContratanteCompleto3.atom", _("Licitaciones")),
    (
        f"{PLATFORM}sindicacion_1044/PlataformasAgregadasSinMenores.atom",
        _("Licitaciones de plataformas autonómicas agregadas"),
    ),
    (
        f"{PLATFORM}sindicacion_1143/contratosMenoresPerfilesContratantes.atom",
        _("Contratos menores"),
    ),
    (
        f"{PLATFORM}sindicacion_1403/CPM_SectorPublico.atom",
        _("Consultas preliminares del mercado"),
    ),
)
"""Addresses that the platform publishes, to be chosen rather than typed."""


class KnownAddresses(forms.URLInput):
    """A field of an address that suggests those known."""

    template_name = "matching/widgets/known_addresses.html"

    def get_context(self, name, value, attrs):
        known = f"{name}-known"
        context = super().get_context(name, value, {**(attrs or {}), "list": known})
        context["widget"] |= {"known": KNOWN, "list_id": known}
        return context


class FeedForm(RecordForm):
    class Meta:
        model = Feed
        fields = ["name", "url", "every_hours", "is_active"]
        widgets = {"url": KnownAddresses}
        help_texts = {
            "url": _("La del fichero .atom de la sindicación, o la de un .xml o paquete de TED."),
            "every_hours": _("Si no cambió desde la última vez, no se descarga."),
        }

    def clean_url(self):
        url = self.cleaned_data["url"]
        try:
            fetching.check(url)
        except fetching.Unreachable as error:
            raise ValidationError(str(error)) from error
        return url

    def clean_every_hours(self):
        hours = self.cleaned_data["every_hours"]
        if not 1 <= hours <= 168:
            raise ValidationError(_("Entre 1 hora y 168, que son una semana."))
        return hours
