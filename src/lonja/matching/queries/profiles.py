"""How much each member has said of itself, how long ago, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.directory.models import Organisation
from lonja.directory.queries import left_by, memberships_on

from ..enums import WON
from ..models import Attribution, Profile, ProfileArea, Reference
from .capabilities import AWARD_KEY, awards_by

STALE_AFTER = timedelta(days=365)
ENOUGH_WORDS = 40


@dataclass(frozen=True)
class Part:
    """Something that a profile may have. `weight` is how much it helps to be found."""

    key: str
    label: str
    advice: str
    weight: int
    done: bool


@dataclass(frozen=True)
class Completeness:
    parts: Sequence[Part]

    @property
    def ratio(self) -> Decimal:
        """From 0 to 1, by weight."""
        total = sum(part.weight for part in self.parts)
        return Decimal(sum(part.weight for part in self.parts if part.done)) / total

    @property
    def missing(self) -> list[Part]:
        """What is still to be told, that which helps most first."""
        return sorted((p for p in self.parts if not p.done), key=lambda part: -part.weight)


PARTS = (
    # key, label, what it is for, weight
    ("text", gettext_lazy("qué hace, en sus palabras"),
     gettext_lazy("Es lo que más ayuda: se compara con lo que escribe cada territorio."), 30),
    ("areas", gettext_lazy("áreas"),
     gettext_lazy("Sin ellas solo se le encuentra por las palabras de su texto."), 20),
    ("proofs", gettext_lazy("trabajos hechos"),
     gettext_lazy("Un territorio pregunta primero dónde lo ha hecho ya."), 20),
    ("cpv", gettext_lazy("códigos CPV"),
     gettext_lazy("Con ellos se le avisa de las licitaciones que le encajan."), 15),
    ("certifications", gettext_lazy("certificaciones"),
     gettext_lazy("Algunas necesidades las exigen, y sin decirlas queda fuera."), 10),
    ("size", gettext_lazy("tamaño"),
     gettext_lazy("Para no proponerle contratos que le quedan grandes o pequeños."), 5),
)  # fmt: skip


def completeness(
    profile: Profile | None, *, areas: int, proofs: int, organisation: Organisation
) -> Completeness:
    """`areas` and `proofs`: how many it has of each, counted by whoever asks."""
    done = {
        "text": profile is not None and len(profile.text.split()) >= ENOUGH_WORDS,
        "areas": areas > 0,
        "proofs": proofs > 0,
        "cpv": profile is not None and bool(profile.cpv),
        "certifications": profile is not None and bool(profile.certifications),
        "size": bool(organisation.size),
    }
    return Completeness(
        [Part(key, str(label), str(why), weight, done[key]) for key, label, why, weight in PARTS]
    )


def with_counts(rows: QuerySet[Any], to: str = "organisation__") -> QuerySet[Any]:
    """Profiles with `areas_told` and `proofs_told`, how many of each they have, at once; so for
    whatever leads `to` the fields of an organisation, and for organisations themselves by ""."""
    organisation = OuterRef(f"{to}pk")
    areas = ProfileArea.objects.filter(
        profile__organisation=organisation, profile__deleted_at__isnull=True
    )
    references = Reference.objects.filter(organisation=organisation)
    denied = Attribution.objects.filter(
        organisation=OuterRef(organisation), award_key=OuterRef("key"), is_theirs=False
    )
    awards = awards_by(OuterRef(f"{to}tax_id")).filter(result__in=WON).annotate(key=AWARD_KEY)
    return rows.annotate(
        areas_told=_counted(areas),
        proofs_told=_counted(references) + _counted(awards.filter(~Exists(denied))),
    )


def _counted(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)


def stale(rows: QuerySet[Profile], now=None) -> QuerySet[Profile]:
    """Those never told, or more than a year ago."""
    limit = (now or timezone.now()) - STALE_AFTER
    return rows.filter(Q(told_at__isnull=True) | Q(told_at__lt=limit))


def unanswered(rows: QuerySet[Profile]) -> QuerySet[Profile]:
    """Those asked of a member that has told nothing since."""
    silent = Q(told_at__isnull=True) | Q(told_at__lt=F("asked_at"))
    return rows.filter(silent, asked_at__isnull=False)


@dataclass(frozen=True)
class Known:
    """What is known of what an organisation can do. `profile` is None while it has none. It
    `has_left` when it was a member and is no more."""

    profile: Profile | None
    completeness: Completeness
    is_member: bool
    has_left: bool


def known_of(organisation: Organisation) -> Known:
    """In one question, whether or not it has told anything."""
    rows = with_counts(Organisation.everything.filter(pk=organisation.pk), to="")
    membership = memberships_on(timezone.localdate()).filter(organisation=OuterRef("pk"))
    gone = left_by(timezone.localdate()).filter(pk=OuterRef("pk"))
    told = rows.annotate(is_member=Exists(membership), has_left=Exists(gone))
    found = told.select_related("profile").get()
    profile = getattr(found, "profile", None)
    if profile and profile.deleted_at:
        profile = None
    done = completeness(
        profile, areas=found.areas_told, proofs=found.proofs_told, organisation=found
    )
    return Known(profile, done, found.is_member, found.has_left)


def completeness_counted(profile: Profile) -> Completeness:
    """The same of a profile that comes `with_counts`, without asking anything more."""
    return completeness(
        profile,
        areas=profile.areas_told,  # type: ignore[attr-defined]
        proofs=profile.proofs_told,  # type: ignore[attr-defined]
        organisation=profile.organisation,
    )


def is_stale(profile: Profile, now=None) -> bool:
    """Whether it is more than a year since the member told it, if ever."""
    return profile.told_at is None or profile.told_at < (now or timezone.now()) - STALE_AFTER


def told(profile: Profile | None) -> str:
    """When it was told, in words."""
    if profile is None or profile.told_at is None:
        return _("todavía no la ha contado")
    if is_stale(profile):
        return _("hace más de un año")
    return _("al día")
