"""What the lists of opportunities and needs can be narrowed by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.core.text import whole
from lonja.directory import cpv
from lonja.directory.models import Area
from lonja.workbench.filters import Filter

from ..models import Fit
from ..queries import waiting

BANDS = {
    "15": (None, 15_000, _("hasta 15.000 €")),
    "60": (15_000, 60_000, _("de 15.000 a 60.000 €")),
    "215": (60_000, 215_000, _("de 60.000 a 215.000 €")),
    "1000": (215_000, 1_000_000, _("de 215.000 a 1.000.000 €")),
    "more": (1_000_000, None, _("más de 1.000.000 €")),
}


@dataclass(frozen=True)
class DeadlineFilter(Filter):
    """Open still, and for how long."""

    path: str = "deadline"
    label: str = _("plazo")

    def choices(self, model, rows):
        return (
            ("open", _("todavía en plazo")),
            ("7", _("vence en 7 días")),
            ("15", _("vence en 15 días")),
            ("30", _("vence en 30 días")),
        )

    def narrow(self, rows, value):
        now = timezone.now()
        if value == "open":
            return rows.open(now)
        if value in ("7", "15", "30"):
            return rows.open(now).filter(deadline__lte=now + timedelta(days=int(value)))
        return rows


@dataclass(frozen=True)
class FitsFilter(Filter):
    """What fits some member, or none, among what is open and has been looked at."""

    path: str = "fits"
    label: str = _("a quién encaja")

    def choices(self, model, rows):
        return ("somebody", _("a algún asociado")), ("nobody", _("a ninguno"))

    def narrow(self, rows, value):
        fitting = Exists(Fit.objects.filter(notice=OuterRef("pk")))
        if value == "somebody":
            return rows.open().filter(fitting)
        if value == "nobody":
            return rows.open().filter(~fitting, spotted_at__isnull=False)
        return rows


@dataclass(frozen=True)
class WaitingFilter(Filter):
    """Needs not introduced to anybody yet, by how long ago they came."""

    path: str = "waiting"
    label: str = _("sin presentar a nadie")
    office: bool = True

    def choices(self, model, rows):
        return [(key, name) for key, name, _least, _most in waiting.AGES]

    def narrow(self, rows, value):
        kept = waiting.of_age(waiting.unintroduced(), value, timezone.localdate())
        return rows.filter(pk__in=kept.order_by().values("pk"))


@dataclass(frozen=True)
class AmountFilter(Filter):
    """The base budget, in bands of euros without tax."""

    path: str = "amount"
    label: str = _("presupuesto")

    def choices(self, model, rows):
        return [(key, label) for key, (_low, _high, label) in BANDS.items()]

    def narrow(self, rows, value):
        if value not in BANDS:
            return rows
        low, high, _label = BANDS[value]
        rows = rows.filter(currency="EUR", amount__isnull=False)
        rows = rows.filter(amount__gt=low) if low else rows
        return rows.filter(amount__lte=high) if high else rows


@dataclass(frozen=True)
class CodeFilter(Filter):
    """The start of a procurement code, or words of what it means."""

    path: str = "cpv"
    label: str = _("CPV, código o palabras")

    def field(self, model, rows):
        return forms.CharField(required=False, label=self.label, max_length=80)

    def narrow(self, rows, value):
        found = cpv.search(value, limit=60)
        digits = "".join(c for c in value if c.isdecimal())
        prefixes = [digits[:8]] if digits else [cpv.prefix(code) for code, _label in found]
        return rows.about(*prefixes)


@dataclass(frozen=True)
class AreaFilter(Filter):
    """One of the areas of the taxonomy, by the codes to which it points."""

    path: str = "area"
    label: str = _("área")

    def field(self, model, rows):
        return forms.ModelChoiceField(
            Area.objects.filter(retired=False).exclude(cpv=[]),
            required=False,
            label=self.label,
            empty_label=_("cualquiera"),
        )

    def narrow(self, rows, value):
        area = Area.objects.filter(pk=whole(value)).first()
        return rows.about(*area.cpv) if area else rows
