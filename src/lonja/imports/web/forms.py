from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lonja.core.imports import Column

from ..kinds import all_kinds, get
from ..models import ImportRun


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("qué trae"))
    file = forms.FileField(
        label=_("fichero"),
        help_text=_("Una hoja de cálculo .xlsx o .csv, con los nombres de las columnas arriba."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(k.key, k.label) for k in all_kinds() if k.allowed(user)]


class PlaceForm(forms.Form):
    """Where in the file the table is."""

    sheet = forms.ChoiceField(label=_("hoja"), required=False)
    header_line = forms.IntegerField(
        label=_("línea de la cabecera"),
        required=False,
        min_value=1,
        help_text=_("Si se deja en blanco, se busca sola."),
    )

    def __init__(self, *args, run: ImportRun, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"sheet": run.sheet, "header_line": run.header_line}
        self.fields["sheet"].choices = [
            (name, _("%s (oculta)") % name if hidden else name or _("la única"))
            for name, hidden in run.sheets
        ]


class DoubtsForm(forms.Form):
    """How to read the columns of a file that can be read in two ways."""

    def __init__(self, *args, run: ImportRun, **kwargs):
        super().__init__(*args, **kwargs)
        for column in get(run.kind).columns:
            if column.key not in run.given:
                self.add(column, run)

    def add(self, column: Column, run: ImportRun) -> None:
        if ways := run.doubts.get(column.key):
            self.fields[f"how_{column.key}"] = forms.ChoiceField(
                label=_("%s: cómo se lee") % column.label,
                required=False,
                choices=list(ways.items()),
                widget=forms.RadioSelect,
            )
        elif choice := run.choices.get(column.key):
            self.fields[f"how_{column.key}"] = forms.CharField(
                initial=choice, required=False, widget=forms.HiddenInput
            )

    @property
    def choices(self) -> dict[str, str]:
        return self._said("how_")

    def _said(self, prefix: str) -> dict[str, str]:
        return {
            name.removeprefix(prefix): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix) and value
        }


class MappingForm(DoubtsForm):
    """Which header of the file feeds each column, besides."""

    def add(self, column: Column, run: ImportRun) -> None:
        examples = dict(zip(run.headers, run.examples, strict=False))
        headers = [(h, f"{h} ({examples[h]})" if examples.get(h) else h) for h in run.headers]
        self.fields[f"column_{column.key}"] = forms.ChoiceField(
            label=column.label,
            help_text=column.help,
            required=column.required,
            choices=[("", _("no está")), *headers],
            initial=run.mapping.get(column.key, ""),
        )
        super().add(column, run)

    @property
    def mapping(self) -> dict[str, str]:
        return self._said("column_")
