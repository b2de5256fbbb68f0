from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..logos import as_logo
from ..models import House

OLDEST = 1950


class HouseForm(forms.ModelForm):
    """Whose office this is, as its direction tells it."""

    logo = forms.FileField(
        label=_("logotipo"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("PNG, JPEG o WebP; mejor con el fondo transparente. Sale en el balance."),
    )

    class Meta:
        model = House
        fields = [
            "name", "short_name", "claim", "brand", "logo", "website", "community", "records_since",
        ]  # fmt: skip
        widgets = {"brand": forms.TextInput(attrs={"type": "color"})}
        help_texts = {
            "short_name": _("Como firma los correos y encabeza las páginas."),
            "community": _("Sus festivos no cuentan en los plazos que se dan en días hábiles."),
            "records_since": _(
                "Lo anterior se escribe una vez como saldos iniciales, y así se dice siempre."
            ),
            "brand": _(
                "Viste la oficina, el balance y los correos. Si es claro, se oscurece lo justo "
                "para que se lea."
            ),
        }

    def clean_brand(self) -> str:
        return self.cleaned_data["brand"].lower()

    def clean_logo(self):
        logo = self.cleaned_data["logo"]
        return as_logo(logo) if isinstance(logo, UploadedFile) else logo

    def clean_records_since(self) -> int:
        year, now = self.cleaned_data["records_since"], timezone.localdate().year
        if not OLDEST <= year <= now:
            raise forms.ValidationError(
                _("Ha de ser un año entre %(first)d y %(last)d.") % {"first": OLDEST, "last": now}
            )
        return year
