"""Learning codes from the notices that the office has brought in, so as to suggest them in forms.

The product ships no notices: it starts with what the vocabulary calls each code, and learns here
how buyers write. Only titles are read: the summaries of the platform repeat amounts and names.
"""

from __future__ import annotations

from dataclasses import dataclass

from lonja.directory import cpv
from lonja.ranking.suggesting import divisions, keeping, knowledge
from lonja.ranking.suggesting.precedents import Precedents

from ..models import Notice

FEWEST = 300
"""Notices with codes, under which names alone suggest as well."""
GROWTH = 1.1
"""By how much they have to have grown to learn anew."""
MOST = 20_000
"""Notices learnt from, the latest: some minutes of one processor."""


@dataclass(frozen=True)
class Known:
    texts: list[str]
    codes: list[list[str]]


def is_due() -> bool:
    """Whether enough new notices have come since it was last learnt, or nothing is kept that this
    version can read."""
    count = _with_codes().count()
    learnt = keeping.kept()
    return count >= FEWEST and (learnt is None or count >= learnt.notices * GROWTH)


def learn() -> int:
    """Learn from the latest notices and keep it. How many different titles there were.

    ValueError when they are too few; OSError when the disk does not take it: what was kept stays.
    """
    count = _with_codes().count()
    known = _known()
    model = divisions.learn(
        known.texts,
        [sorted({code[:2] for code in some}) for some in known.codes],
        knowledge.everything(),
    )
    keeping.keep(keeping.Learnt(model, Precedents.of(known.texts, known.codes), count))
    return len(known.texts)


def _with_codes():
    return Notice.objects.exclude(cpv="")


def _known() -> Known:
    """Each title once, with the codes of all the notices called so."""
    found: dict[str, set[str]] = {}
    rows = _with_codes().order_by("-source_updated_at", "-pk").values_list("title", "cpv")[:MOST]
    for title, written in rows:
        codes = {code for code in written.split() if cpv.exists(code)}
        if title.strip() and codes:
            found.setdefault(title.strip(), set()).update(codes)
    return Known(list(found), [sorted(codes) for codes in found.values()])
