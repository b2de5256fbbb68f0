"""What a member can do, put together: what it says of itself, its references, the contracts that
public notices say it won; the short page that a territory is shown; and what is still missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils.text import Truncator

from lonja.core.text import tax_id
from lonja.directory import cpv
from lonja.directory.models import Organisation

from ..enums import WON
from ..models import Attribution, Award, Profile, ProfileArea, Reference

SHORT_TEXT = 700  # characters of its words on the short page
SHORT_PROOFS = 6
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


AWARD_KEY = Concat(
    "notice__atom_id", Value("|"), "lot", Value("|"), "number", output_field=CharField()
)
"""The same, asked of the database."""


def awards_by(own: Any) -> QuerySet[Award]:
    """Contracts won, as public notices say, by whoever has a tax id, which an expression may be."""
    return Award.objects.filter(tax_id=own, notice__deleted_at__isnull=True).exclude(tax_id="")


def awards_to(organisation: Organisation) -> QuerySet[Award]:
    own = tax_id(organisation.tax_id)
    rows = awards_by(own) if own else Award.objects.none()  # which asks nothing
    return rows.select_related("notice").order_by("-date", "-pk")


def contracts_of(organisation: Organisation) -> list[Contract]:
    """The contracts that notices say it has won for good, the latest first."""
    said = Attribution.objects.filter(organisation=organisation, award_key=OuterRef("key"))
    rows = awards_to(organisation).filter(result__in=WON).annotate(key=AWARD_KEY)
    rows = rows.annotate(is_theirs=Subquery(said.values("is_theirs")))
    return [Contract(one, one.is_theirs) for one in rows]


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
