"""Which areas a text, or some procurement codes, seem to be about."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from lonja.directory.models import Area
from lonja.search.analysis import stems

MOST = 8
ENOUGH = 0.5  # of what the words of the name of an area weigh together, in one of its languages
READ = 60_000  # characters: what is said first says the most


def areas_for(
    text: str, codes: Iterable[str] = (), among: Iterable[Area] | None = None
) -> list[Area]:
    """The areas that a text seems to be about, the surest first; then those of the codes. `among`:
    those in use, when they were read already."""
    offered = Areas(among)
    said = set(stems(text[:READ]))
    names = {
        area: [set(stems(name)) for name in (area.name, area.name_en) if name]
        for area in offered.known
    }
    known = Counter(stem for both in names.values() for stem in set().union(*both))
    weights = {stem: math.log(1 + len(names) / times) for stem, times in known.items()}
    scores = {area: _named(both, said, weights) for area, both in names.items()}
    found = [area for area in names if scores[area] >= ENOUGH]
    found.sort(key=lambda area: (-scores[area], area.position))
    wanted = list(codes)
    by_code = offered.codes(wanted) if wanted else []
    return list(dict.fromkeys([*found[:MOST], *by_code[:MOST]]))


def _named(names: list[set[str]], said: set[str], weights: dict[str, float]) -> float:
    """The part of a name that was said, of the one of which most was, by weight."""
    parts = (
        sum(weights[stem] for stem in name & said) / sum(weights[stem] for stem in name)
        for name in names
        if name
    )
    return max(parts, default=0.0)


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
