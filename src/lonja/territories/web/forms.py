from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lonja.workbench.choosing import RecordsChoiceField
from lonja.workbench.forms import RecordForm

from ..codes import dir3_code, municipality_code, province_code, region_code
from ..enums import SUPRAMUNICIPAL, Kind
from ..models import Territory

CODE_OF = {
    Kind.MUNICIPALITY: municipality_code,
    Kind.PROVINCE: province_code,
    Kind.REGION: region_code,
}
FORMABLE = SUPRAMUNICIPAL | {Kind.MUNICIPALITY}  # a consortium may have bodies as members


class TerritoryForm(RecordForm):
    members = RecordsChoiceField(
        Territory.objects.filter(kind__in=FORMABLE),
        required=False,
        label=_("municipios que la forman"),
        help_text=_("Solo de una entidad supramunicipal."),
    )

    class Meta:
        model = Territory
        fields = (
            "kind", "name", "other_name", "code", "dir3", "country", "province", "region",
            "members", "successor", "population", "population_year", "latitude", "longitude",
        )  # fmt: skip
        help_texts = {
            "code": _("El del INE si es un municipio (cinco cifras) o una provincia (dos)."),
            "successor": _("Si se ha fusionado, el municipio en el que está hoy."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Few enough to be seen at once, unlike municipalities.
        for name, kind in (("province", Kind.PROVINCE), ("region", Kind.REGION)):
            self.fields[name] = forms.ModelChoiceField(
                Territory.objects.filter(kind=kind),
                required=False,
                label=Territory._meta.get_field(name).verbose_name,
            )

    def clean_country(self) -> str:
        code = self.cleaned_data["country"].upper()
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise ValidationError(_("Son dos letras: ES, PT, FR."))
        return code

    def clean_dir3(self) -> str:
        return _read(dir3_code, self.cleaned_data["dir3"])

    def clean(self):
        cleaned = super().clean()
        kind, code = cleaned.get("kind"), cleaned.get("code")
        if code and cleaned.get("country") == "ES" and kind in CODE_OF:
            try:
                cleaned["code"] = _read(CODE_OF[Kind(kind)], code)
            except ValidationError as error:
                self.add_error("code", error)
        if cleaned.get("members") and kind not in SUPRAMUNICIPAL:
            self.add_error("members", _("Solo una entidad supramunicipal tiene miembros."))
        if not cleaned.get("region") and cleaned.get("province"):
            cleaned["region"] = cleaned["province"].region
        if cleaned.get("successor") and cleaned["successor"].pk == self.instance.pk:
            self.add_error("successor", _("Nada se sucede a sí mismo."))
        return cleaned


def _read(read, text: str) -> str:
    if not text:
        return ""
    try:
        return read(text)
    except ValueError as error:
        raise ValidationError(_("Lo correcto: %(right)s."), params={"right": error}) from error
