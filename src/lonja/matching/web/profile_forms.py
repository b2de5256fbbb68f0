"""The form with which a member, or the office on its behalf, tells what it can do."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.directory.enums import Size
from lonja.directory.models import Area, Organisation
from lonja.ranking.web.codes_field import CodesField
from lonja.territories.enums import Kind
from lonja.territories.models import Territory
from lonja.workbench.choosing import RecordChoiceField
from lonja.workbench.forms import RecordForm

from ..domain import describing
from ..enums import Frequency, Level
from ..models import Profile
from ..queries.areas import areas_for
from .typed import TypedField

MOST_TEXT = 200_000  # characters: some seventy pages
MOST_CERTIFICATIONS, LONGEST_CERTIFICATION = 30, 80
USUAL = (
    "ENS básico", "ENS medio", "ENS alto", "ISO 9001", "ISO 14001", "ISO 20000-1", "ISO 22301",
    "ISO 27001", "ISO 27701", "ISO 45001", "ISO 50001", "UNE 178104", "UNE 178301", "UNE 178303",
    "EMAS", "UNE 166002", "WCAG 2.2 / EN 301 549",
)  # fmt: skip
"""Certifications that tenders ask for, offered; any other is typed."""


@dataclass(frozen=True)
class AreaLine:
    area: Area
    field: BoundField

    @property
    def levels(self) -> list[tuple[str, str, bool]]:
        """(value, name, whether it is the chosen one): there are as many lines as areas, and a
        widget of each takes longer than all the rest of the page."""
        chosen = self.field.value() or ""
        return [(value, name, value == chosen) for value, name in self.field.field.choices]


@dataclass(frozen=True)
class VerticalPart:
    name: str
    lines: list[AreaLine]

    @property
    def chosen(self) -> int:
        return sum(1 for line in self.lines if line.field.value())


class ProfileForm(RecordForm):
    """`areas_of_text` are offered first; `frequency` only to somebody whom the digest would reach.

    Nothing is required: what is known today is kept, and the rest another day.
    """

    text = TypedField(
        most=MOST_TEXT,
        lines=True,
        required=False,
        label=gettext_lazy("qué hace"),
        help_text=gettext_lazy(
            "Con las palabras que usaría un ayuntamiento: qué problema resuelve, con qué, para "
            "quién. Puede pegar la presentación de su empresa."
        ),
    )
    cpv = CodesField(
        required=False,
        max_length=900,
        reads=("text",),
        label=gettext_lazy("códigos CPV"),
        help_text=gettext_lazy("Los de los contratos a los que se presenta, si los conoce."),
    )
    certifications = forms.MultipleChoiceField(
        required=False,
        choices=[(one, one) for one in USUAL],
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("certificaciones"),
    )
    others = TypedField(
        most=MOST_CERTIFICATIONS * LONGEST_CERTIFICATION,
        required=False,
        label=gettext_lazy("otras certificaciones"),
        help_text=gettext_lazy("Separadas por comas."),
    )
    regions = forms.ModelMultipleChoiceField(
        Territory.objects.filter(kind=Kind.REGION),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("comunidades autónomas en las que trabaja"),
        help_text=gettext_lazy("Si no marca ninguna, ni provincias, trabaja en cualquier lugar."),
    )
    provinces = forms.ModelMultipleChoiceField(
        Territory.objects.filter(kind=Kind.PROVINCE),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("o solo en algunas provincias"),
    )
    size = forms.ChoiceField(
        required=False, choices=[("", "—"), *Size.choices], label=gettext_lazy("tamaño")
    )
    frequency = forms.ChoiceField(
        required=False,
        choices=Frequency.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("¿cada cuánto quiere recibir las oportunidades que le encajan?"),
    )

    class Meta:
        model = Profile
        fields = ["text", "cpv", "most_at_once", "rests_until"]
        help_texts = {
            "most_at_once": gettext_lazy("En blanco, sin límite."),
            "rests_until": gettext_lazy("Hasta ese día no se le propondrá nada."),
        }

    def __init__(self, *args, organisation: Organisation | None = None, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        places = list(Territory.objects.filter(kind__in=(Kind.REGION, Kind.PROVINCE)))
        for name, kind in (("regions", Kind.REGION), ("provinces", Kind.PROVINCE)):
            self.fields[name] = deepcopy(self.base_fields[name])
            # All of them in sight: they are few.
            self.fields[name].choices = [(one.pk, str(one)) for one in places if one.kind == kind]
        if organisation is None and self.instance.organisation_id:
            organisation = self.instance.organisation
        self.organisation = organisation
        self.person = person
        if person is None:
            del self.fields["frequency"]
        else:
            chosen = person.digests.filter(member=self.organisation).first()
            self.initial["frequency"] = chosen.frequency if chosen else Frequency.WEEKLY
        self.areas = list(Area.objects.filter(retired=False).select_related("vertical"))
        for area in self.areas:
            self.fields[_name(area)] = forms.ChoiceField(
                choices=[("", "—"), *Level.choices], required=False, label=str(area)
            )
        self._fill()

    def _fill(self) -> None:
        """What the profile says now."""
        if self.organisation:
            self.initial["size"] = self.organisation.size
        if self.instance.pk is None:
            return
        known = set(self.instance.certifications)
        self.initial["certifications"] = [one for one in USUAL if one in known]
        self.initial["others"] = ", ".join(
            one for one in self.instance.certifications if one not in USUAL
        )
        self.places = list(self.instance.works_in.all())
        self.initial["regions"] = [one.pk for one in self.places if one.kind == Kind.REGION]
        self.initial["provinces"] = [one.pk for one in self.places if one.kind == Kind.PROVINCE]
        for one in self.instance.levels.select_related("area"):
            self.initial[_name(one.area)] = one.level

    # Named apart: `organisation` is that of the form itself.
    @property
    def organisation_field(self) -> BoundField:
        return self["organisation"]

    @property
    def frequency_field(self) -> BoundField:
        return self["frequency"]

    # -- the areas, as the page shows them ---------------------------------------------------------

    @cached_property
    def suggested(self) -> list[AreaLine]:
        """Areas that its text and codes point to, with no level yet."""
        text, codes = self["text"].value() or "", self["cpv"].value() or ""
        codes = codes if isinstance(codes, str) else " ".join(codes)
        codes = codes[: self.fields["cpv"].max_length].replace(",", " ").split()
        offered = areas_for(text, codes, self.areas) if text or codes else []
        return [line for area in offered if not (line := self._line(area)).field.value()]

    @cached_property
    def verticals(self) -> list[VerticalPart]:
        """The other areas, under the name of their vertical."""
        taken = {line.area for line in self.suggested}
        rest = [area for area in self.areas if area not in taken]
        return [
            VerticalPart(str(vertical), [self._line(area) for area in rows])
            for vertical, rows in groupby(rest, key=lambda area: area.vertical)
        ]

    def _line(self, area: Area) -> AreaLine:
        return AreaLine(area, self[_name(area)])

    # -- what is sent ------------------------------------------------------------------------------

    def clean_others(self) -> list[str]:
        named = [" ".join(one.split()) for one in self.cleaned_data["others"].split(",")]
        named = list(dict.fromkeys(one for one in named if one))
        if any(len(one) > LONGEST_CERTIFICATION for one in named):
            raise ValidationError(_("Alguna es demasiado larga: sepárelas por comas."))
        if len(named) > MOST_CERTIFICATIONS:
            raise ValidationError(_("Son demasiadas: diga las que piden los contratos."))
        return named

    def clean_most_at_once(self):
        most = self.cleaned_data["most_at_once"]
        if most == 0:
            raise ValidationError(
                _("Para no recibir ninguna, diga hasta qué día en «no proponer hasta».")
            )
        return most

    def told(self) -> describing.Description:
        said = self.cleaned_data
        kept = [
            one
            for one in getattr(self, "places", ())
            if one.kind not in (Kind.REGION, Kind.PROVINCE)
        ]
        return describing.Description(
            text=said["text"],
            cpv=said["cpv"],
            certifications=list(dict.fromkeys([*said["certifications"], *said["others"]])),
            most_at_once=said["most_at_once"],
            rests_until=said["rests_until"],
            levels={area: said[_name(area)] for area in self.areas if said[_name(area)]},
            places=[*kept, *said["regions"], *said["provinces"]],
            size=said["size"],
        )

    def create(self, *, by):
        self.instance = describing.describe(self.organisation, self.told(), by=by)
        if self.person is not None and (often := self.cleaned_data.get("frequency")):
            describing.choose_frequency(self.person, self.organisation, Frequency(often))
        return self.instance

    def change(self, *, by):
        return self.create(by=by)


class OfficeProfileForm(ProfileForm):
    """The same, for the office: of a member without a profile it says first whose it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            field = RecordChoiceField(
                Organisation.objects.all(), label=_("entidad"), initial=self.organisation
            )
            self.fields = {"organisation": field, **self.fields}

    def clean_organisation(self):
        organisation = self.cleaned_data["organisation"]
        if Profile.objects.filter(organisation=organisation).exists():
            raise ValidationError(_("Ya tiene ficha: edítela."))
        return organisation

    def create(self, *, by):
        self.organisation = self.cleaned_data.get("organisation") or self.organisation
        return super().create(by=by)


def _name(area: Area) -> str:
    return f"area-{area.pk}"
