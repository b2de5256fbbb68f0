"""What a member can do, put together: what it says of itself, its references, the contracts that
public notices say it won; the short page that a territory is shown; and what is still missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.directory import cpv
from lonja.directory.models import Organisation

from . import queries
from .enums import WON
from .models import Attribution, Award, Profile, ProfileArea, Reference

STALE_AFTER = timedelta(days=365)
SHORT_TEXT = 700  # characters of its words on the short page
SHORT_PROOFS = 6
ENOUGH_WORDS = 40
# What locates a person does not go on a page for others, even when a member typed it in its text.
PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.,])(?:\+|00)\d{2}[ .-]?\d(?:[ .-]?\d){7,10}(?!\w|[.,]\d)"
    r"|(?<![\w.,])[6789]\d{2}(?:(?:[ -]?\d{3}){2}|(?:[ .-]?\d{2}){3})(?!\w|[.,]\d)"
)


@dataclass(frozen=True)
class Contract:
    """A contract that a public notice says an organisation won, and what it says of it itself.

    `is_theirs` is None while it has said nothing: the notice is believed.
    """

    award: Award
    is_theirs: bool | None

    @property
    def key(self) -> str:
        return award_key(self.award)


@dataclass(frozen=True)
class Proof:
    """Work done, from a reference or a contract: as others read it."""

    title: str
    client: str
    year: int | None
    amount: Decimal | None
    url: str
    is_public: bool  # found in a notice, not said by the member


@dataclass(frozen=True)
class ShortPage:
    """What a territory is shown of a member: nothing in it is personal data."""

    organisation: Organisation
    profile: Profile | None
    text: str
    areas: list[tuple[str, list[ProfileArea]]]  # by vertical
    codes: list[tuple[str, str]]
    places: list[str]  # empty: anywhere
    proofs: list[Proof]
    more: int  # proofs that do not fit

    @property
    def says_something(self) -> bool:
        return bool(self.text or self.areas or self.codes or self.proofs)


def award_key(award: Award) -> str:
    """What tells an award again when its notice is read anew."""
    return f"{award.notice.atom_id}|{award.lot}|{award.number}"


def contracts_of(organisation: Organisation) -> list[Contract]:
    """The contracts that notices say it has won for good, the latest first."""
    awards = list(queries.awards_to(organisation).filter(result__in=WON))
    if not awards:
        return []
    said = dict(
        Attribution.objects.filter(organisation=organisation).values_list("award_key", "is_theirs")
    )
    return [Contract(one, said.get(award_key(one))) for one in awards]


def references_of(organisation: Organisation) -> QuerySet[Reference]:
    return Reference.objects.filter(organisation=organisation).select_related("territory")


def short_page(organisation: Organisation, profile: Profile | None = None) -> ShortPage:
    """The short page of a member, to be drawn with `matching/pieces/short_page.html`.

    Seven queries at most, whatever it holds. `profile`: its own, when it has been read already.
    """
    profile = profile or Profile.objects.filter(organisation=organisation).first()
    levels = profile.levels.select_related("area__vertical") if profile else []
    proofs = _proofs(references_of(organisation), contracts_of(organisation))
    return ShortPage(
        organisation=organisation,
        profile=profile,
        text=without_people(Truncator(profile.text.strip()).chars(SHORT_TEXT)) if profile else "",
        areas=[
            (str(vertical), list(rows))
            for vertical, rows in groupby(levels, key=lambda one: one.area.vertical)
        ],
        codes=[(code, cpv.label(code)) for code in profile.cpv_codes] if profile else [],
        places=[str(place) for place in profile.works_in.all()] if profile else [],
        proofs=proofs[:SHORT_PROOFS],
        more=max(0, len(proofs) - SHORT_PROOFS),
    )


def without_people(text: str) -> str:
    """A text without the e-mails and telephones that somebody typed in it."""
    return PERSONAL.sub("…", text)


def _proofs(references: Iterable[Reference], contracts: Iterable[Contract]) -> list[Proof]:
    """The latest first; of those without a date, at the end."""
    dated: list[tuple[date | None, Proof]] = [
        (
            one.date,
            Proof(
                without_people(one.title),
                without_people(one.client or str(one.territory or "")),
                one.date.year if one.date else None,
                one.amount,
                one.url,
                is_public=False,
            ),
        )
        for one in references
    ]
    for one in contracts:
        if one.is_theirs is False:
            continue
        award, notice = one.award, one.award.notice
        amount = award.amount if notice.currency == "EUR" else None
        year = award.date.year if award.date else None
        proof = Proof(notice.title, notice.buyer_name, year, amount, notice.url, is_public=True)
        dated.append((award.date, proof))
    dated.sort(key=lambda pair: pair[0] or date.min, reverse=True)
    return [proof for _day, proof in dated]


# -- how much a member has said --------------------------------------------------------------------


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
        "text": bool(profile) and len(profile.text.split()) >= ENOUGH_WORDS,
        "areas": areas > 0,
        "proofs": proofs > 0,
        "cpv": bool(profile) and bool(profile.cpv),
        "certifications": bool(profile) and bool(profile.certifications),
        "size": bool(organisation.size),
    }
    return Completeness(
        [Part(key, str(label), str(why), weight, done[key]) for key, label, why, weight in PARTS]
    )


def with_counts(rows: QuerySet[Profile]) -> QuerySet[Profile]:
    """Profiles with `areas_told` and `proofs_told`, how many of each they have, at once."""
    references = Reference.objects.filter(organisation=OuterRef("organisation"))
    awards = Award.objects.filter(
        tax_id=OuterRef("organisation__tax_id"), result__in=WON, notice__deleted_at__isnull=True
    ).exclude(tax_id="")
    denied = Attribution.objects.filter(organisation=OuterRef("organisation"), is_theirs=False)
    return rows.annotate(
        areas_told=_counted(ProfileArea.objects.filter(profile=OuterRef("pk"))),
        proofs_told=_counted(references) + _counted(awards) - _counted(denied),
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


def completeness_of(organisation: Organisation) -> Completeness:
    profile = Profile.objects.filter(organisation=organisation).first()
    contracts = [one for one in contracts_of(organisation) if one.is_theirs is not False]
    return completeness(
        profile,
        areas=profile.levels.count() if profile else 0,
        proofs=references_of(organisation).count() + len(contracts),
        organisation=organisation,
    )


def completeness_counted(profile: Profile) -> Completeness:
    """The same of a profile that comes `with_counts`, without asking anything more."""
    return completeness(
        profile,
        areas=profile.areas_told,
        proofs=profile.proofs_told,
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
