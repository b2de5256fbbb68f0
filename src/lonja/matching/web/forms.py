from __future__ import annotations

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import CAPTURED
from lonja.acts.enums import Kind as ActKind
from lonja.directory.models import Area
from lonja.directory.queries import has_left
from lonja.ranking.web.codes_field import CodesField
from lonja.territories.enums import SUPRAMUNICIPAL, WORKABLE
from lonja.territories.enums import Kind as TerritoryKind
from lonja.territories.models import Territory
from lonja.workbench.forms import RecordForm

from ..domain import introducing, ruling
from ..enums import Answer
from ..models import CountingRule, Introduction, Need, Outcome
from ..queries import worked
from .encounter_forms import EurosField

LARGEST_UPLOAD = 600 * 1024 * 1024


class AreaChoices(forms.models.ModelChoiceIterator):
    """The areas under the name of their vertical."""

    def __iter__(self):
        rows = self.queryset.select_related("vertical")
        for vertical, areas in groupby(rows, key=lambda area: area.vertical):
            yield str(vertical), [self.choice(area) for area in areas]


class AreasField(forms.ModelMultipleChoiceField):
    iterator = AreaChoices

    def __init__(self, queryset=None, **kwargs):
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple())
        super().__init__(Area.objects.filter(retired=False), **kwargs)


class NeedForm(RecordForm):
    areas = AreasField(required=False, label=_("áreas"))
    cpv = CodesField(
        required=False,
        label=_("códigos CPV"),
        max_length=240,
        reads=("title", "description"),
        help_text=_("Ocho cifras cada uno; si los conoce."),
    )

    class Meta:
        model = Need
        fields = [
            "title", "description", "territory", "organisation", "person", "received_on",
            "came_by", "group", "areas", "cpv", "budget", "amount", "horizon", "urgency",
            "publicity", "responsible",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = Territory.objects.filter(kind__in=WORKABLE)

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Todavía no ha llegado ese día."))
        return day


class IntroductionForm(RecordForm):
    class Meta:
        model = Introduction
        fields = ["need", "member", "reason", "date", "mode", "place", "summary", "responsible"]
        labels = {"date": _("prevista para el")}

    def create(self, *, by):
        kept = introducing.propose(
            self.cleaned_data["need"],
            self.cleaned_data["member"],
            by=by,
            reason=self.cleaned_data["reason"],
            on=self.cleaned_data["date"],
        )
        self.instance = kept
        return kept

    def clean(self):
        cleaned = super().clean()
        need, member = cleaned.get("need"), cleaned.get("member")
        if self.instance.pk is None and need and need.is_closed:
            self.add_error("need", _("Esta necesidad está cerrada."))
        if self.instance.pk is None and member and has_left(member, timezone.localdate()):
            self.add_error("member", _("%s ya no es asociado.") % member)
        taken = Introduction.objects.filter(need=need, member=member).exclude(pk=self.instance.pk)
        if need and member and taken.exists():
            self.add_error("member", _("Este asociado ya está presentado a esta necesidad."))
        return cleaned


class OutcomeForm(RecordForm):
    """What came of it. The confirmations are noted one by one, with their proof."""

    class Meta:
        model = Outcome
        fields = [
            "kind", "date", "territory", "organisation", "need", "introduction", "amount",
            "description",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = Territory.objects.filter(kind__in=WORKABLE)
        one = self.instance
        if one.pk and (one.member_confirmed_on or one.territory_confirmed_on):
            self.fields["amount"].disabled = True
            self.fields["amount"].help_text = _("Lo dicen las partes: se cambia con lo que digan.")

    def clean_date(self):
        day = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise ValidationError(_("Un resultado es algo que ya ha pasado."))
        return day


class RuleForm(RecordForm):
    kinds = forms.MultipleChoiceField(
        label=_("actos que cuentan como trabajo"), widget=forms.CheckboxSelectMultiple
    )
    supramunicipal = forms.MultipleChoiceField(
        label=_("territorios supramunicipales"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = CountingRule
        fields = ["kinds", "supramunicipal", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = worked.rule()
        offered = [*CAPTURED, ActKind.INTRODUCTION, ActKind.EVENT, ActKind.INSTITUTIONAL]
        self.fields["kinds"].choices = [(kind.value, kind.label) for kind in offered]
        self.fields["supramunicipal"].choices = [
            (kind.value, kind.label) for kind in TerritoryKind if kind in SUPRAMUNICIPAL
        ]
        self.fields["note"].required = True
        self.initial.setdefault("kinds", sorted(now.kinds))
        self.initial.setdefault("supramunicipal", sorted(now.supramunicipal))

    def clean(self):
        cleaned = super().clean()
        now = worked.rule()
        same = (set(cleaned.get("kinds", ())), set(cleaned.get("supramunicipal", ())))
        if same == (now.kinds, now.supramunicipal):
            raise ValidationError(_("La regla ya es esa."))
        return cleaned

    def create(self, *, by):
        return ruling.set_rule(by=by, **self.cleaned_data)


# -- verbs ---------------------------------------------------------------------------------------


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("por qué"), max_length=240)


class AnswerForm(forms.Form):
    side = forms.ChoiceField(
        label=_("quién contesta"),
        choices=[("member", _("el asociado")), ("territory", _("el territorio"))],
        widget=forms.RadioSelect,
    )
    said = forms.ChoiceField(
        label=_("qué dice"),
        choices=[(a.value, a.label) for a in Answer if a != Answer.PENDING],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(
        label=_("el día"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    words = forms.CharField(label=_("en sus palabras"), max_length=400, required=False)
    shares_phone = forms.BooleanField(label=_("se puede dar su teléfono"), required=False)

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise ValidationError(_("Ese día todavía no ha llegado."))
        return self.cleaned_data["on"]


class ConfirmationForm(forms.Form):
    how = forms.CharField(
        label=_("cómo lo ha confirmado"),
        max_length=200,
        help_text=_("Quién, cuándo y por qué medio: será la evidencia."),
    )
    on = forms.DateField(
        label=_("el día"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    amount = EurosField(
        label=_("importe que dice"),
        required=False,
        help_text=_("En euros, sin impuestos. Vacío: el que está anotado."),
    )

    clean_on = AnswerForm.clean_on


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("fichero"),
        help_text=_(
            "El .atom de la sindicación de la Plataforma de Contratación, un .zip de ellos, o el "
            ".xml de un anuncio de TED."
        ),
        widget=forms.FileInput(attrs={"accept": ".atom,.xml,.zip"}),
    )

    def clean_file(self):
        if self.cleaned_data["file"].size > LARGEST_UPLOAD:
            raise ValidationError(
                _("Pasa de 600 MB: impórtelo desde la consola con «lonja notices import».")
            )
        return self.cleaned_data["file"]
