"""From the records of the office to what the ranking compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from lonja.core.keys import Among
from lonja.core.text import tax_id
from lonja.directory.models import Area, Organisation
from lonja.directory.queries import members_on
from lonja.ranking import places
from lonja.ranking.places import NOWHERE, Place
from lonja.ranking.profiles import AWARD, DECLARED, PILOT, REFERENCE, Piece, Wanted
from lonja.ranking.profiles import Profile as Capable
from lonja.territories.enums import Kind
from lonja.territories.models import Territory

from ..enums import WON, ReferenceKind
from ..models import Attribution, Award, Need, Notice, Profile, Reference
from ..queries.areas import areas_for
from ..queries.capabilities import award_key

GUESSED = 2  # areas that a text is taken to be of: further ones are seldom right
TITLE = 160  # characters of a title that a reason keeps


@dataclass(frozen=True)
class Ref:
    """What a piece of a profile comes from: enough to name it and to lead to it."""

    kind: str
    key: int
    title: str
    year: int | None = None


@dataclass(frozen=True)
class Member:
    """A member for the ranking, and what it says of itself that the ranking does not weigh:
    `levels` are {area: how far it goes}, `told` whether it has said anything."""

    capable: Capable
    levels: dict[str, str]
    told: bool


def members(keys: Iterable[int] | None = None) -> dict[int, Member]:
    """{key: what it can do} of the members of today, or of those of them with these keys."""
    rows = members_on(timezone.localdate())
    if keys is not None:
        rows = rows.filter(pk__in=Among(keys))
    organisations = list(rows.select_related("territory__province", "territory__region"))
    pieces = _references(organisations)
    for key, found in _awards(organisations).items():
        pieces[key] += found
    profiles = _profiles(organisations)
    return {
        one.pk: _member(one, profiles.get(one.pk), pieces.get(one.pk, [])) for one in organisations
    }


def tax_ids(organisations: Iterable[tuple[int, str]]) -> dict[str, int]:
    """{tax id as notices write it: key of the organisation}."""
    return {own: key for key, written in organisations if (own := tax_id(written))}


def areas_of(need: Need) -> tuple[list[Area], list[Area] | None]:
    """The areas of a need; and, while nobody has said them nor its codes, those of which it seems
    to be by its text: one that comes by the form has neither, and has to find people the same
    morning. None when they are said. In one question."""
    chosen = need.areas.through.objects.filter(need=need)
    asked = Q(pk__in=chosen.values("area"))
    if not need.cpv:
        asked |= ~Q(Exists(chosen)) & Q(retired=False)
    rows = Area.objects.filter(asked).select_related("vertical")
    found = list(rows.annotate(is_said=Exists(chosen.filter(area=OuterRef("pk")))))
    said = [area for area in found if area.is_said]
    if said or need.cpv:
        return said, None
    return [], areas_for(f"{need.title}\n{need.description}", among=found)[:GUESSED]


def wanted_by(need: Need, areas: list[Area], seems: list[Area] | None) -> Wanted:
    """What a need asks for; its areas, and those of which it seems to be, as `areas_of` it."""
    buyer, place = need.organisation, place_of(need.territory)
    return Wanted(
        text=need.title,
        context=need.description,
        cpv=tuple(need.cpv.split()),
        areas=tuple(area.code for area in areas),
        seems=tuple(area.code for area in seems or ()),
        place=place,
        buyer=tax_id(buyer.tax_id) if buyer else "",
        buyer_name=buyer.name if buyer else "",
        buyer_place=place,
        amount=_number(need.amount),
        certifications=tuple(map(str, need.certifications)),
        date=need.received_on,
    )


def wanted_in(notice: Notice) -> Wanted:
    lots = " ".join(str(lot.get("title", "")) for lot in notice.lots)
    return Wanted(
        text=notice.title,
        context=f"{notice.summary}\n{lots}".strip(),
        cpv=tuple(notice.cpv_codes),
        place=places.from_nuts(notice.nuts) or place_of(notice.territory or notice.region),
        buyer=notice.buyer_tax_id,
        buyer_name=notice.buyer_name,
        buyer_place=place_of(notice.territory),
        amount=_number(notice.amount) if notice.currency == "EUR" else None,
        contract=notice.contract_type,
        procedure=notice.procedure,
        date=notice.published_on,
        group=notice.atom_id,
    )


def place_of(territory: Territory | None) -> Place:
    """The province and the region in which a territory is; those of a province or of a region are
    itself."""
    if territory is None or territory.country != "ES":
        return NOWHERE
    if territory.kind == Kind.REGION:
        return places.of_region(territory.code)
    if territory.kind == Kind.PROVINCE:
        return places.of_province(territory.code)
    if territory.province_id:
        return places.of_province(territory.province.code)
    return places.of_region(territory.region.code) if territory.region_id else NOWHERE


def won_by(ids: Iterable[str]) -> QuerySet[Award]:
    """What these tax ids have won for good, as notices say."""
    rows = Award.objects.filter(result__in=WON, notice__deleted_at__isnull=True)
    rows = rows.filter(tax_id__in=Among(ids))
    return rows.select_related(
        "notice__territory__province", "notice__territory__region", "notice__region"
    )


def _member(one: Organisation, profile: Profile | None, pieces: list[Piece]) -> Member:
    said = profile.text.strip() if profile else ""
    levels = {row.area.code: row.level for row in profile.levels.all()} if profile else {}
    codes = tuple(profile.cpv_codes) if profile else ()
    text = "\n".join(part for part in (said, one.description.strip()) if part)
    if text or codes or levels:
        own = Piece(
            text=text or one.name, ref=Ref("declared", one.pk, one.name), kind=DECLARED, cpv=codes
        )
        pieces = [own, *pieces]
    capable = Capable(
        key=str(one.pk),
        name=one.name,
        pieces=tuple(pieces),
        home=(
            place_of(one.territory)
            or places.from_postcode(one.postcode)
            or places.from_tax_id(one.tax_id)
        ),
        areas=tuple(sorted(levels)),
        works_in=tuple(place for where in profile.works_in.all() if (place := place_of(where)))
        if profile
        else (),
        certifications=tuple(map(str, profile.certifications)) if profile else (),
    )
    return Member(capable, levels, told=bool(said or levels or codes))


def _profiles(organisations: list[Organisation]) -> dict[int, Profile]:
    rows = Profile.objects.filter(organisation__in=_keys(organisations))
    rows = rows.prefetch_related("levels__area", "works_in__province", "works_in__region")
    return {profile.organisation_id: profile for profile in rows}


def _references(organisations: list[Organisation]) -> dict[int, list[Piece]]:
    rows = Reference.objects.filter(organisation__in=_keys(organisations))
    rows = rows.select_related("territory__province", "territory__region")
    found: dict[int, list[Piece]] = defaultdict(list)
    for one in rows.prefetch_related("areas"):
        year = one.date.year if one.date else None
        found[one.organisation_id].append(
            Piece(
                text=one.title,
                context=one.description,
                ref=Ref("reference", one.pk, one.title[:TITLE], year),
                kind=PILOT if one.kind == ReferenceKind.PILOT else REFERENCE,
                cpv=tuple(one.cpv.split()),
                areas=tuple(area.code for area in one.areas.all()),
                place=place_of(one.territory),
                buyer_name=one.client,
                amount=_number(one.amount),
                date=one.date,
            )
        )
    return found


def _awards(organisations: list[Organisation]) -> dict[int, list[Piece]]:
    """The contracts that notices say they won, but those of which they said that are not theirs."""
    owners = tax_ids((one.pk, one.tax_id) for one in organisations)
    denied = set(
        Attribution.objects.filter(
            organisation__in=_keys(organisations), is_theirs=False
        ).values_list("organisation", "award_key")
    )
    found: dict[int, list[Piece]] = defaultdict(list)
    for award in won_by(owners):
        owner = owners[award.tax_id]
        if (owner, award_key(award)) not in denied:
            found[owner].append(_award(award))
    return found


def _keys(organisations: list[Organisation]) -> Among:
    return Among(one.pk for one in organisations)


def _award(award: Award) -> Piece:
    notice = award.notice
    lot = next((lot for lot in notice.lots if str(lot.get("number")) == award.lot), {})
    title = str(lot.get("title") or notice.title)
    return Piece(
        text=title,
        context="" if title == notice.title else notice.title,
        ref=Ref("award", notice.pk, title[:TITLE], award.date.year if award.date else None),
        kind=AWARD,
        cpv=tuple(notice.cpv_codes),
        place=places.from_nuts(notice.nuts) or place_of(notice.territory or notice.region),
        buyer=notice.buyer_tax_id,
        buyer_name=notice.buyer_name,
        amount=_number(award.amount) if notice.currency == "EUR" else None,
        date=award.date,
        contract=notice.contract_type,
        procedure=notice.procedure,
        group=notice.atom_id,
    )


def _number(amount) -> float | None:
    return None if amount is None else float(amount)
