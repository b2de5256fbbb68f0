"""Loading the catalogue that ships with Lonja."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction

from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.search import indexing

from ..catalogue import shipped
from ..enums import Kind
from ..models import Territory

Key = tuple[str, str]  # kind, code
CONTAINERS_FIRST = (
    Kind.COUNTRY,
    Kind.REGION,
    Kind.PROVINCE,
    Kind.MUNICIPALITY,
    Kind.PROVINCIAL_COUNCIL,
    Kind.ISLAND_COUNCIL,
)
FILLED = ("dir3", "latitude", "longitude")


@transaction.atomic
def load(*, by=None) -> Counter[str]:
    """Add what is missing of Spain and fill what is blank; what is there already is not changed.

    Gives how many territories of each kind were added. What the office put in the bin stays there.
    The trail gets one line, on the country, for all of them.
    """
    rows = shipped.territories()
    known = {
        (one.kind, one.code): one
        for one in Territory.everything.filter(country="ES").exclude(code="")
    }
    new = [row for row in rows if (row["kind"], row["code"]) not in known]
    _fill_blanks(rows, known)
    for kind in CONTAINERS_FIRST:
        added = [_territory(row, known) for row in new if row["kind"] == kind]
        for one in Territory.objects.bulk_create(added, batch_size=500):
            known[one.kind, one.code] = one
    _add_members(new, known)
    number_of = Counter(row["kind"] for row in new)
    if number_of:
        spain = known[Kind.COUNTRY, "ES"]
        changes = {str(Kind(kind).label): [None, str(number)] for kind, number in number_of.items()}
        writing.note(Verb.IMPORTED, spain, by=by, changes=changes)
        indexing.rebuild([Territory])
    return number_of


def _fill_blanks(rows: list[dict[str, Any]], known: dict[Key, Territory]) -> None:
    filled = []
    for row in rows:
        there = known.get((row["kind"], row["code"]))
        if there is None:
            continue
        blank = [n for n in FILLED if getattr(there, n) in ("", None) and row.get(n)]
        for name in blank:
            setattr(there, name, row[name])
        if blank:
            filled.append(there)
    Territory.everything.bulk_update(filled, FILLED, batch_size=500)


def _territory(row: dict[str, Any], known: dict[Key, Territory]) -> Territory:
    province = known.get((Kind.PROVINCE, row.get("province", "")))
    region = known.get((Kind.REGION, row.get("region", "")))
    return Territory(
        kind=row["kind"],
        code=row["code"],
        name=row["name"],
        other_name=row.get("other_name", ""),
        dir3=row.get("dir3", ""),
        latitude=row.get("latitude"),
        longitude=row.get("longitude"),
        province=province,
        region=region or (province.region if province else None),
    )


def _add_members(new: list[dict[str, Any]], known: dict[Key, Territory]) -> None:
    link = Territory.members.through
    link.objects.bulk_create(
        [
            link(
                from_territory_id=known[row["kind"], row["code"]].pk,
                to_territory_id=known[Kind.MUNICIPALITY, code].pk,
            )
            for row in new
            for code in row.get("members", ())
        ],
        batch_size=2000,
    )
