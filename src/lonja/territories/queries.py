"""Finding territories: by name, by what contains them, by size, by place."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from django.db.models import Q, QuerySet, Sum
from django.db.models.expressions import RawSQL
from rapidfuzz import fuzz, process

from .codes import municipality_code
from .enums import Band, Kind
from .following import followed
from .geometry import municipality_code_at
from .models import Territory
from .naming import bare, bare_forms, full_forms, office, upright

EXACT, SAME_WORDS, BEGINS, WORD_BEGINS, CONTAINS = range(5)
KIND_ORDER = {kind: place for place, kind in enumerate([Kind.MUNICIPALITY, *Kind])}
LONGEST = 200  # letters; no name of a place has as many
FUZZY_CUTOFF = 78  # of 100; one wrong letter in five still passes


def search(text: str, among: QuerySet[Territory] | None = None, limit: int = 10) -> list[Territory]:
    """Territories that answer to a name or a code, the likeliest first.

    Exact names before names that begin so, those before names that contain it, and only when
    there are none, names that resemble it. What was merged is found by its old name, as its
    successor. `among` narrows where to look.
    """
    rows = Territory.objects.all() if among is None else among
    kind, name = office(text[:LONGEST])
    if kind:
        rows = rows.filter(kind=kind)
    wanted = bare(name)
    if not wanted:
        return []
    if wanted.isdecimal():
        return list(_coded(wanted, rows)[:limit])
    ranked = _named(name, rows)
    if not ranked and len(wanted) >= 4:
        ranked = _resembling(wanted, rows, limit)
    found = rows.select_related("province", "successor").in_bulk(ranked[:limit])
    return list(dict.fromkeys(current(found[pk]) for pk in ranked[:limit]))


def named(text: str, among: QuerySet[Territory] | None = None) -> list[Territory]:
    """The territories with exactly this name, in any of its forms: none, one, or the homonyms."""
    if len(text) > LONGEST:
        return []
    rows = Territory.objects.all() if among is None else among
    kind, name = office(text)
    if kind:
        rows = rows.filter(kind=kind)
    best = [(rank, pk) for rank, *_, pk in _ranked(name, rows) if rank <= SAME_WORDS]
    closest = min((rank for rank, _ in best), default=None)
    found = rows.in_bulk([pk for rank, pk in best if rank == closest])
    return list(found.values())


def _coded(digits: str, rows: QuerySet[Territory]) -> QuerySet[Territory]:
    starts = Q(code__startswith=digits)
    if len(digits) >= 4:
        with suppress(ValueError):  # digits that are no code yet, or never
            starts |= Q(kind=Kind.MUNICIPALITY, code=municipality_code(digits))
    return rows.filter(starts).order_by("code")


def _named(name: str, rows: QuerySet[Territory]) -> list[int]:
    return [pk for *_, pk in sorted(_ranked(name, rows))]


def _ranked(name: str, rows: QuerySet[Territory]) -> list[tuple[int, int, int, str, int]]:
    """(how well it answers, place of its kind, minus its people, plain name, key)."""
    whole, words = upright(name), bare(name)
    for word in words.split():
        rows = rows.filter(folded__contains=word)
    fields = ("pk", "kind", "name", "other_name", "population", "folded")
    return [
        (_rank(whole, words, own, other), KIND_ORDER[Kind(kind)], -(people or 0), folded, pk)
        for pk, kind, own, other, people, folded in rows.order_by().values_list(*fields)
    ]


def _rank(whole: str, words: str, name: str, other: str) -> int:
    if whole in full_forms(name, other):
        return EXACT
    forms = bare_forms(name, other)
    if words in forms:
        return SAME_WORDS
    if any(form.startswith(words) for form in forms):
        return BEGINS
    if any(f" {words}" in form for form in forms):
        return WORD_BEGINS
    return CONTAINS


def _resembling(wanted: str, rows: QuerySet[Territory], limit: int) -> list[int]:
    choices: list[str] = []
    keys: list[int] = []
    for pk, name, other in rows.order_by("kind", "folded").values_list("pk", "name", "other_name"):
        for form in {bare(name), bare(other)} - {""}:
            choices.append(form)
            keys.append(pk)
    found = process.extract(
        wanted, choices, scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF, limit=limit * 3
    )
    return list(dict.fromkeys(keys[place] for _form, _score, place in found))[:limit]


def current(territory: Territory) -> Territory:
    """What stands today for a territory: itself, or what it was merged into, to the last."""
    seen = {territory.pk}
    while (successor := territory.successor) and successor.pk not in seen:
        territory = successor
        seen.add(territory.pk)
    return territory


def counted_as(keys: Iterable[int]) -> dict[int, int]:
    """For each territory, the one as which it counts: what was merged counts as its successor."""
    asked = set(keys)
    return _followed_to_the_last(asked, _successors()) if asked else {}


def _successors() -> dict[int, int]:
    merged = Territory.everything.filter(successor__isnull=False)
    return dict(merged.order_by().values_list("pk", "successor_id"))


def _followed_to_the_last(keys: Iterable[int], next_of: dict[int, int]) -> dict[int, int]:
    counted = {}
    for key in keys:
        last, seen = key, {key}
        while last in next_of and next_of[last] not in seen:
            last = next_of[last]
            seen.add(last)
        counted[key] = last
    return counted


def municipalities_of(*territories: Territory) -> QuerySet[Territory]:
    """The municipalities within any of these, each once: of a body, its members, and the members
    of the bodies that are its members; of a province or a region, all; of one, itself."""
    bodies = [one.pk for one in territories if one.is_supramunicipal]
    inside = Q(pk__in=_linked(bodies, "from_territory_id", "to_territory_id") if bodies else [])
    for one in territories:
        if one.kind == Kind.MUNICIPALITY:
            inside |= Q(pk=one.pk)
        elif one.kind == Kind.PROVINCE:
            inside |= Q(province=one)
        elif one.kind == Kind.REGION:
            inside |= Q(region=one)
        elif one.kind == Kind.COUNTRY:
            inside |= Q(country=one.country)
    # Not `kind=`: SQLite would go through all the municipalities by their index, not these few.
    return Territory.objects.filter(inside, kind__startswith=Kind.MUNICIPALITY, successor=None)


def rolled_up(territories: Iterable[Territory]) -> QuerySet[Territory]:
    """Everything whose acts are also those of these territories, each once.

    The territories themselves; their municipalities; of a province, a region or a country, the
    bodies seated in it too; and what was merged into any of them. Filter acts with
    `territories__in=rolled_up([…])` and `.distinct()`, and nothing is counted twice.
    """
    wanted = list(territories)
    if not wanted:
        return Territory.everything.none()
    inside = Q(pk__in=[one.pk for one in wanted])
    inside |= Q(pk__in=municipalities_of(*wanted).values("pk"))
    for one in wanted:
        if one.kind == Kind.PROVINCE:
            inside |= Q(province=one)
        elif one.kind == Kind.REGION:
            inside |= Q(region=one)
        elif one.kind == Kind.COUNTRY:
            inside |= Q(country=one.country)
    return Territory.everything.filter(inside | Q(pk__in=_merged_into(inside)))


def containing(territory: Territory) -> QuerySet[Territory]:
    """Everything that a territory lies in, itself included: bodies, province, region, country."""
    bodies = _linked([territory.pk], "to_territory_id", "from_territory_id")
    around = Q(pk=territory.pk) | Q(pk__in=bodies)
    around |= Q(pk__in=[key for key in (territory.province_id, territory.region_id) if key])
    around |= Q(kind=Kind.COUNTRY, country=territory.country)
    return Territory.objects.filter(around)


def works_in(point: Territory | tuple[float, float]) -> QuerySet[Territory]:
    """Where one has to work in order to work at a point: a territory, or latitude and longitude.

    A member that works in Andalucía works in Ronda: `member.works_in` meets `works_in(ronda)`.
    """
    place = point if isinstance(point, Territory) else municipality_at(*point)
    return containing(place) if place else Territory.objects.none()


def municipality_at(latitude: float, longitude: float) -> Territory | None:
    code = municipality_code_at(latitude, longitude)
    rows = Territory.objects.filter(country="ES", kind=Kind.MUNICIPALITY, code=code)
    return rows.first() if code else None


def population_of(territory: Territory) -> int | None:
    """Its own figure, or the sum of its municipalities; None when none of them has one."""
    if territory.population is not None or territory.kind == Kind.MUNICIPALITY:
        return territory.population
    return municipalities_of(territory).aggregate(people=Sum("population"))["people"]


def in_band(rows: QuerySet[Territory], band: Band) -> QuerySet[Territory]:
    rows = rows.filter(population__gte=band.from_)
    return rows.filter(population__lt=band.below) if band.below else rows


def _linked(keys: list[int], start: str, end: str) -> RawSQL:
    """The other ends of the links of membership, to the last."""
    among = Territory.everything.filter(pk__in=keys)
    return followed(Territory.members.through, start, end, among)


def _merged_into(inside: Q) -> RawSQL:
    """What was merged, through however many mergers, into something that answers to `inside`."""
    last = Territory.everything.filter(inside, successor=None)
    return followed(Territory, "successor_id", "id", last)
