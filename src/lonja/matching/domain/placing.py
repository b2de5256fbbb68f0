"""Saying in which territory a notice is, when that is certain, and in which region it is done."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from lonja.core.text import fold
from lonja.territories.codes import municipality_code
from lonja.territories.enums import SUPRAMUNICIPAL, Kind
from lonja.territories.models import Territory
from lonja.territories.naming import bare, bare_forms

from ..notices.found import FoundNotice
from ..notices.places import province_of, region_of

COUNCIL = re.compile(
    r"\b(?:ayuntamiento|ajuntament|concello|ayto\.?) (?:de |del |da |do |d['’])?(.+)$"
)
ASIDE = re.compile(r"[,(;]| - | – ")


class Gazetteer:
    """The catalogue of territories, read once for a whole import. Answers are keys of territories.

    A buyer's territory is certain when its code of public body says which one it is, or that of a
    body above it, so that a municipal company is its city; or when it is called "Ayuntamiento de
    X" and there is one X in its province. Anything else is left unsaid.
    """

    def territory_of(self, found: FoundNotice) -> int | None:
        for code in (found.buyer_dir3, *(code for _name, code in found.hierarchy)):
            if known := self._coded(code):
                return known
        province = province_of("", found.buyer_postcode) or province_of(found.nuts)
        for name in (found.buyer_name, *(name for name, _code in found.hierarchy)):
            if known := self._named(name, province):
                return known
        return None

    def region_of(self, found: FoundNotice) -> int | None:
        if code := region_of(found.nuts):
            return self._regions.get(code)
        province = province_of(found.nuts, found.place_postcode or found.buyer_postcode)
        return self._region_of_province.get(province)

    def _coded(self, dir3: str) -> int | None:
        if dir3.startswith("L01"):
            try:
                return self._municipalities.get(municipality_code(dir3))
            except ValueError:
                return None
        return self._bodies.get(dir3)

    def _named(self, name: str, province: str) -> int | None:
        council = COUNCIL.search(fold(name))
        if not council:
            return None
        place = ASIDE.split(council[1])[0]
        homonyms = {
            key: where
            for key, where in self._by_name[bare(place)].items()
            if not province or where == province
        }
        return next(iter(homonyms)) if len(homonyms) == 1 else None

    @cached_property
    def _rows(self) -> list[tuple]:
        """(key, kind, code, DIR3, name, other name, code of province, key of region)."""
        rows = Territory.objects.filter(country="ES").order_by()
        return list(
            rows.values_list(
                "pk", "kind", "code", "dir3", "name", "other_name", "province__code", "region"
            )
        )

    @cached_property
    def _municipalities(self) -> dict[str, int]:
        return {row[2]: row[0] for row in self._rows if row[1] == Kind.MUNICIPALITY}

    @cached_property
    def _bodies(self) -> dict[str, int]:
        return {row[3]: row[0] for row in self._rows if row[3] and row[1] in SUPRAMUNICIPAL}

    @cached_property
    def _regions(self) -> dict[str, int]:
        return {row[2]: row[0] for row in self._rows if row[1] == Kind.REGION}

    @cached_property
    def _region_of_province(self) -> dict[str, int]:
        return {row[2]: row[7] for row in self._rows if row[1] == Kind.PROVINCE}

    @cached_property
    def _by_name(self) -> dict[str, dict[int, str]]:
        """plain name -> {key: code of province} of the municipalities that bear it."""
        names: dict[str, dict[int, str]] = defaultdict(dict)
        for key, kind, _code, _dir3, name, other, province, _region in self._rows:
            if kind == Kind.MUNICIPALITY:
                for form in bare_forms(name, other):
                    names[form][key] = province
        return names
