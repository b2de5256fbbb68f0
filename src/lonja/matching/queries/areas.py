"""Which areas a text, or some procurement codes, seem to be about."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from lonja.directory import cpv
from lonja.directory.models import Area
from lonja.search.analysis import stems

MOST = 8
OWN_NAME, ITS_CODES = 2.0, 1.0
ENOUGH = 0.34  # of what the words of an area weigh together, in its text
READ = 60_000  # characters: what is said first says the most


def areas_for(
    text: str, codes: Iterable[str] = (), among: Iterable[Area] | None = None
) -> list[Area]:
    """The areas that a text seems to be about, the surest first; then those of the codes. `among`:
    those in use, when they were read already."""
    offered = Areas(among)
    areas = offered.known
    said = set(stems(text[:READ]))
    words = {area.pk: _words(area) for area in areas}
    known = Counter(stem for weights in words.values() for stem in weights)
    rarity = {stem: math.log(1 + len(areas) / times) for stem, times in known.items()}
    scores = {}
    for area in areas:
        weights = {stem: weight * rarity[stem] for stem, weight in words[area.pk].items()}
        met = sum(weight for stem, weight in weights.items() if stem in said)
        own = sum(w for stem, w in weights.items() if words[area.pk][stem] == OWN_NAME)
        scores[area] = met / own if own else 0.0
    found = [area for area in areas if scores[area] >= ENOUGH]
    found.sort(key=lambda area: (-scores[area], area.position))
    wanted = list(codes)
    by_code = offered.codes(wanted) if wanted else []
    return list(dict.fromkeys([*found[:MOST], *by_code[:MOST]]))


def areas_about(codes: list[str]) -> list[Area]:
    """The areas whose CPV prefixes begin any of these codes, those of the longest prefix first."""
    return Areas().codes(codes)


class Areas:
    """The areas that are offered, read once for many questions."""

    def __init__(self, known: Iterable[Area] | None = None) -> None:
        rows = Area.objects.filter(retired=False).select_related("vertical")
        self.known = list(rows if known is None else known)

    def codes(self, codes: list[str]) -> list[Area]:
        """As `areas_about`."""
        reach = {
            area: max((len(p) for p in area.cpv for code in codes if code.startswith(p)), default=0)
            for area in self.known
        }
        return sorted((a for a in reach if reach[a]), key=lambda area: (-reach[area], area.code))


def _words(area: Area) -> dict[str, float]:
    """{stem: weight} of the name of an area and of what its codes mean."""
    meant = " ".join(cpv.label(prefix.ljust(8, "0"), "es") for prefix in area.cpv)
    weights = dict.fromkeys(stems(meant), ITS_CODES)
    return weights | dict.fromkeys(stems(f"{area.name} {area.name_en}"), OWN_NAME)
