from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lonja.evidence.content import examined
from lonja.territories.queries import named
from lonja.workbench.forms import RecordForm
from lonja.workbench.resource import Resource

from .. import catalogue
from ..domain import opening as openings
from ..enums import Line, Measure
from ..models import CustomFigure, Goal, OpeningBalance, Photo


def figure_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every figure by its line, for a drop-down."""
    language = (get_language() or "es")[:2]
    names = catalogue.line_names(language)
    groups: dict[str, list[tuple[str, str]]] = {}
    for figure in catalogue.figures().values():
        group = groups.setdefault(f"{figure.line}. {names.get(figure.line, '')}", [])
        group.append((figure.key, figure.name.in_(language)))
    return [("", [("", "—")]), *groups.items()]


class FigureForm(RecordForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["key"] = forms.ChoiceField(choices=figure_choices(), label=_("cifra"))


class OpeningForm(FigureForm):
    """An opening balance. Of territories, its list must name them as the catalogue does."""

    names = forms.CharField(
        label=_("lista, uno por línea"), required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Por ejemplo, los territorios de ese año. Sin valor, vale cuántos son."),
    )  # fmt: skip

    class Meta:
        model = OpeningBalance
        fields = ("key", "year", "value", "source")

    field_order = ("key", "year", "value", "names", "source")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["names"].initial = "\n".join(i.label for i in self.instance.items.all())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        key, year = cleaned.get("key"), cleaned.get("year")
        if key and year:
            try:
                openings.check(key, year)
            except openings.CannotOpen as reason:
                raise ValidationError(str(reason.message)) from None
        listed = [line.strip() for line in cleaned.get("names", "").splitlines() if line.strip()]
        self.records, self.unlinked = self._linked(key or "", listed)
        if cleaned.get("value") is None and not listed and not self.errors:
            self.add_error("value", _("Ponga el valor o la lista."))
        return cleaned

    def _linked(self, key: str, listed: list[str]) -> tuple[list, list[str]]:
        if not key.startswith("territories."):
            return [], listed
        records = []
        for name in listed:
            found = named(name)
            if len(found) != 1:
                said = (
                    _("No hay ningún territorio llamado «%(name)s».")
                    if not found
                    else _("Hay varios territorios llamados «%(name)s».")
                )
                self.add_error("names", ValidationError(said, params={"name": name}))
            records += found[:1]
        return records, []

    def create(self, *, by: Any) -> OpeningBalance:
        return self._write(by=by)

    def change(self, *, by: Any) -> OpeningBalance:
        return self._write(by=by)

    def _write(self, *, by: Any) -> OpeningBalance:
        said = self.cleaned_data
        return openings.open_with(
            said["key"], said["year"], value=said["value"], source=said["source"], by=by,
            records=self.records, names=self.unlinked,
        )  # fmt: skip


class GoalForm(FigureForm):
    class Meta:
        model = Goal
        fields = ("key", "year", "value", "note")


class PhotoForm(RecordForm):
    class Meta:
        model = Photo
        fields = ("year", "file", "alt", "caption", "credit")

    def clean_file(self) -> Any:
        """The photo written again, as those that prove something: only the picture is kept."""
        upload = self.cleaned_data["file"]
        if not isinstance(upload, UploadedFile):
            return upload
        picture, is_photo = examined(upload)
        if not is_photo:
            raise ValidationError(_("Suba la foto en JPEG, PNG o WebP."))
        return picture


class CustomFigureForm(RecordForm):
    class Meta:
        model = CustomFigure
        fields = ("name", "name_en", "line", "definition", "definition_en")


class NewFigureForm(forms.Form):
    """A figure from a list: what is counted or summed of it."""

    name = forms.CharField(label=_("cómo se llama"), max_length=120)
    line = forms.TypedChoiceField(label=_("línea"), choices=Line, coerce=int)
    measure = forms.ChoiceField(label=_("qué se hace"), choices=Measure, initial=Measure.COUNT)
    field = forms.ChoiceField(label=_("de qué campo"), required=False)
    group = forms.ChoiceField(label=_("repartido por"), required=False)
    definition = forms.CharField(
        label=_("cómo se cuenta"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Si no lo escribe, lo dirán sus filtros."),
    )  # fmt: skip

    def __init__(self, resource: Resource, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.resource = resource
        groups = [(path, resource.label_of(path)) for path in resource.groups]
        sums = [(path, resource.label_of(path)) for path in resource.sums]
        self.fields["group"].choices = [("", _("sin repartir")), *groups]
        self.fields["field"].choices = [
            ("", "—"), (_("para sumar"), sums), (_("para contar distintos"), groups),
        ]  # fmt: skip
        self.fields["line"].initial = resource.line or 1


class SectionForm(forms.Form):
    """A section as it is written; `version` is the one that was read."""

    title = forms.CharField(label=_("título"), max_length=160)
    text = forms.CharField(label=_("texto"), required=False, widget=forms.Textarea)
    cards = forms.CharField(
        label=_("cifras destacadas"), required=False,
        help_text=_("Las claves, separadas por comas. Salen en grande al principio."),
    )  # fmt: skip
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_cards(self) -> list[str]:
        keys = [key.strip() for key in self.cleaned_data["cards"].split(",") if key.strip()]
        known = catalogue.figures()
        for key in keys:
            if key not in known:
                raise ValidationError(_("No existe la cifra «%(key)s»."), params={"key": key})
        return list(dict.fromkeys(keys))


class EditionForm(forms.Form):
    title = forms.CharField(label=_("título"), max_length=120)
    subtitle = forms.CharField(label=_("subtítulo"), max_length=200, required=False)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("por qué"), max_length=240,
        help_text=_("Se dirá en la página pública y quedará en la traza."),
    )  # fmt: skip


class CloseForm(forms.Form):
    note = forms.CharField(
        label=_("observaciones"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    sure = forms.BooleanField(label=_("Sé que las cifras impresas ya no cambiarán."))


class ExplainForm(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("por qué"), widget=forms.Textarea(attrs={"rows": 2}))
