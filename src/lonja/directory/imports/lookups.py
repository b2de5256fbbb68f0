"""Naming places and organisations of the office in a spreadsheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from lonja.core.text import fold
from lonja.territories import queries as territories
from lonja.territories.enums import WORKABLE, Kind
from lonja.territories.models import Territory

from ..models import Organisation


def find_territories(names: Sequence[str]) -> dict[str, list[Territory]]:
    """Places by any of their names; a town before the province or the council called the same."""
    return {name: _likeliest(territories.named(name)) for name in names}


def _likeliest(places: list[Territory]) -> list[Territory]:
    places = list(dict.fromkeys(territories.current(one) for one in places))
    towns = [one for one in places if one.kind == Kind.MUNICIPALITY]
    return towns or [one for one in places if one.kind in WORKABLE] or places


def find_organisations(names: Sequence[str]) -> dict[str, list[Organisation]]:
    """Organisations by name, legal name or acronym, folded."""
    wanted, found = set(names), defaultdict(list)
    for start in range(0, len(names), 500):
        for one in Organisation.objects.filter(folded__in=names[start : start + 500]):
            found[one.folded].append(one)
    if missing := wanted - found.keys():
        found |= also_called(missing)
    return found


def also_called(names: set[str]) -> dict[str, list[Organisation]]:
    """Organisations by legal name or acronym, folded."""
    found = defaultdict(list)
    others = Organisation.objects.exclude(legal_name="", acronym="")
    for one in others.only("pk", "name", "legal_name", "acronym"):
        for name in {fold(one.legal_name), fold(one.acronym)} & names:
            found[name].append(one)
    return found


def names_of(model: Any) -> Iterable[str]:
    return model.objects.values_list("name", flat=True)
