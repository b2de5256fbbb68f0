"""What speaks for a supplier: each signal, for every candidate, as a number.

A likeness (of words, letters, meaning, codes) is taken twice: with the best piece, and with all
pieces together (`…_sum`: the cosine with their sum), because one contract of the very kind and a
life in the trade are two different things.
"""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from . import places
from .reading import UNSAID, Prepared, in_years

if TYPE_CHECKING:
    from .index import Index

MARKS = ("buyer", "contract", "procedure", "system", "group")
SIGNALS = (
    *("letters", "letters_sum", "words", "words_sum", "own"),
    *("meaning", "meaning_sum"),
    *("code", "division", "codes", "codes_sum"),
    *("buyer", "buyers", "buyers_sum"),
    *("region", "near", "near_mean", "home_region", "home_near", "reach"),
    *("amount", "gap"),
    *("contract", "procedure", "system", "system_mean"),
    *("name", "experience", "areas", "works_there"),
)
SUMMED = ("letters", "words", "meaning", "codes", "buyers")
FEW = 20_000
"""Pieces of which all are measured; of more, those of the suppliers that look best at first."""
LOOKED_AT = 1_000
NEARBY = 80.0
"""Kilometres at which being near counts a third."""
WHOLE, WHOLE_OF_WORKS = 3.0, 5.0
"""Years that a piece counts whole: those of which the law of public contracts (9/2017, articles 88
to 90) lets a supplier show what it has done."""
WORKS = "works"
HALVED = 6.0
"""Years after those in which it comes to count half, then a quarter, and so on."""
FADING = frozenset(
    {
        *("letters", "words", "own", "meaning", "code", "division", "codes", "buyer", "buyers"),
        *("region", "near"),
    }
)


@dataclass(frozen=True, slots=True)
class Measured:
    """`values`: candidates × SIGNALS. `rows`: their pieces, those of each from its `starts` on;
    `kept`: which of them may speak; `by_piece`: what some signals are for each."""

    slots: np.ndarray
    values: np.ndarray
    rows: np.ndarray
    starts: np.ndarray
    kept: np.ndarray
    by_piece: dict[str, np.ndarray]


def candidates(index: Index, ready: Prepared, among: Collection[str] | None) -> np.ndarray:
    """The slots worth measuring."""
    index.reckon()
    if among is not None:
        return np.array(sorted(index.slots[key] for key in among if key in index.slots), int)
    alive = np.flatnonzero(index.alive.values)
    if len(index.pieces) <= FEW:
        return alive
    starts = index.starts.values
    words = index.fields["words"]
    rough = words.cosines(words.asked(ready.read.terms["words"]))
    codes = index.fields["codes"]
    rough = rough + 0.5 * codes.cosines(codes.asked(ready.read.terms["codes"]))
    if ready.read.region >= 0:
        rough = rough + 0.1 * (index.regions.values == ready.read.region)
    if ready.wanted.buyer:
        rough = rough + 0.1 * (
            index.marks["buyer"].values == index.mark("buyer", ready.wanted.buyer)
        )
    best = np.maximum.reduceat(rough, starts[:-1])[alive]
    return np.sort(alive[np.argpartition(-best, LOOKED_AT)[:LOOKED_AT]])


def measure(index: Index, ready: Prepared, slots: np.ndarray) -> Measured:
    first, last = index.starts.values[slots], index.starts.values[slots + 1]
    counts = last - first
    rows = np.repeat(first - np.append(0, np.cumsum(counts)[:-1]), counts) + np.arange(counts.sum())
    every = len(rows) == len(index.pieces)
    kept = np.ones(len(rows), bool)
    own = np.array(index.by_group.get(ready.wanted.group, ()) if ready.wanted.group else (), int)
    if len(own):
        kept = ~np.isin(rows, own)
    starts = np.append(0, np.cumsum(counts)[:-1])
    spoilt = np.flatnonzero(np.add.reduceat(~kept, starts)) if len(own) else ()
    by_piece = _by_piece(index, ready, rows, every)
    left = np.maximum(np.add.reduceat(kept.astype(np.float32), starts), 1)
    fresh = _fresh(index, ready, rows)

    def heard(name: str, least: float) -> np.ndarray:
        values = by_piece[name] * fresh if name in FADING else by_piece[name]
        return np.where(kept, values, least) if len(own) else values

    def best(name: str) -> np.ndarray:
        return np.maximum.reduceat(heard(name, _LEAST.get(name, 0.0)), starts)

    def total(name: str) -> np.ndarray:
        return np.add.reduceat(heard(name, 0.0), starts)

    def together(name: str) -> np.ndarray:
        """The cosine with all pieces of each, less those of this very tender."""
        field = index.meaning if name == "meaning" else index.fields[name]
        lengths = field.centres(slots).copy()
        for number in spoilt:
            mine = slice(starts[number], starts[number] + counts[number])
            lengths[number] = field.centre_of(rows[mine][kept[mine]])
        return total(name) / lengths

    found = {name: best(name) for name in by_piece}
    found |= {f"{name}_sum": together(name) for name in SUMMED}
    found |= {f"{n}_mean": total(n) / left for n in ("near", "system")}
    found |= {name: total(name) / left for name in ("contract", "procedure")}
    found["gap"] = _gap(index, ready, rows, starts, kept)
    found["experience"] = np.log(left)
    found |= _of_the_supplier(index, ready, slots)
    values = np.stack([found[name] for name in SIGNALS], axis=1).astype(np.float32)
    return Measured(slots, values, rows, starts, kept, by_piece)


_LEAST = {"amount": -6.0, "meaning": -1.0}


def _by_piece(
    index: Index, ready: Prepared, rows: np.ndarray, every: bool
) -> dict[str, np.ndarray]:
    read, wanted = ready.read, ready.wanted
    which = None if every else rows
    found = {}
    for name, field in index.fields.items():
        asked = field.asked(read.terms[name])
        found[name] = field.cosines(asked, which)
    found["meaning"] = index.meaning.cosines(index.meaning.asked(ready.vector), which)
    found["code"], found["division"] = index.fields["codes"].deepest(read.terms["codes"], which)
    for name in ("buyer", "contract", "procedure", "system"):
        found[name] = _same(index.marks[name].values[rows], index.mark(name, getattr(wanted, name)))
    found["region"] = _same(index.regions.values[rows], read.region)
    where = places.number(wanted.place or wanted.buyer_place)
    found["near"] = np.exp(-places.DISTANCES[where, index.provinces.values[rows]] / NEARBY)
    amounts = index.amounts.values[rows]
    unsaid = (amounts == UNSAID) | (read.amount == UNSAID)
    found["amount"] = -np.where(unsaid, 2.0, np.minimum(np.abs(amounts - read.amount), 6.0))
    return found


def _fresh(index: Index, ready: Prepared, rows: np.ndarray) -> np.ndarray | float:
    """How much each piece counts by how old it was when this was wanted; 1 when nobody knows."""
    if ready.wanted.date is None:
        return 1.0
    age = in_years(ready.wanted.date) - index.years.values[rows]
    whole = WHOLE_OF_WORKS if ready.wanted.contract == WORKS else WHOLE
    fresh = 0.5 ** (np.maximum(age - whole, 0) / HALVED)
    return np.where(np.isnan(fresh), 1.0, fresh).astype(np.float32)


def _same(values: np.ndarray, wanted: int) -> np.ndarray:
    return (values == wanted).astype(np.float32) if wanted >= 0 else np.zeros(len(values))


def _gap(index, ready, rows, starts, kept) -> np.ndarray:
    """How much larger it is than the largest that each has done, in logarithms; 0 if not known."""
    amounts = np.where(kept, index.amounts.values[rows], UNSAID)
    largest = np.maximum.reduceat(amounts, starts)
    known = (largest != UNSAID) & (ready.read.amount != UNSAID)
    return np.where(known, np.clip(ready.read.amount - largest, -6, 6), 0.0)


def _of_the_supplier(index: Index, ready: Prepared, slots: np.ndarray) -> dict[str, np.ndarray]:
    where = ready.wanted.place or ready.wanted.buyer_place
    homes = index.homes.values[slots]
    names = index.names
    return {
        "home_region": _same(index.home_regions.values[slots], int(where.region or -1)),
        "home_near": np.exp(-places.DISTANCES[places.number(where), homes] / NEARBY),
        "reach": index.reach.values[slots],
        "name": names.cosines(names.asked(ready.read.terms["letters"]), slots),
        "areas": _told(index.areas, slots, ready.wanted.about),
        "works_there": _told(index.works_in, slots, {where.region} if where else set()),
    }


def _told(told: dict[int, frozenset[str]], slots: np.ndarray, wanted: Set[str]) -> np.ndarray:
    """1 for those that say one of what is wanted; `told` has only those that say something."""
    found = np.zeros(len(slots), np.float32)
    if wanted:
        saying = [slot for slot, said in told.items() if said & wanted]
        found[np.isin(slots, saying)] = 1
    return found
