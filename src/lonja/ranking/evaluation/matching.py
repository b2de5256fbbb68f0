"""Whether the suppliers that won are among the first, for tenders that the index never saw."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..index import Index
from ..learning import learn
from ..vectors import sentences
from . import awards

KEPT = 50
"""How many of each ranking are written down; MRR is over all suppliers."""


def evaluate(
    past: Path, queries: Path, out: Path, *, without_meaning: bool = False, learned: bool = False
) -> Iterator[str]:
    """Rank the suppliers of `past` for each lot of `queries`; the lines that tell how it went.

    `learned`: the weights are learned anew from `past`, instead of those that are shipped.
    """
    known, asked = awards.read(past), awards.read(queries)
    vectors = None if without_meaning else sentences()
    start = time.perf_counter()
    index = Index(awards.suppliers(known), vectors=vectors)
    yield (
        f"{len(index)} suppliers from {sum(len(lot.winners) for lot in known)} awards, "
        f"indexed in {time.perf_counter() - start:.1f} s"
    )
    if learned:
        yield from _learn(index, known)
    start = time.perf_counter()
    rankings = list(index.rank_all([lot.wanted() for lot in asked], limit=len(index)))
    seconds = time.perf_counter() - start
    _write(out, asked, rankings)
    yield from told(asked, rankings, set(index.slots))
    yield f"{len(asked) / max(seconds, 1e-9):.1f} queries per second"


def told(asked: Sequence[awards.Lot], rankings: Sequence[list], known: set[str]) -> Iterator[str]:
    normal = {awards.normal_id(key): key for key in known}
    ranks = []
    with_winner = 0
    for lot, ranking in zip(asked, rankings, strict=True):
        with_winner += bool(lot.winners)
        winners = {normal.get(awards.normal_id(written)) for written, _n in lot.winners.values()}
        if winners := winners - {None}:
            ranks.append(next(i for i, one in enumerate(ranking, 1) if one.key in winners))
    yield (
        f"{len(asked)} lots, {with_winner} with a known winner, "
        f"{len(ranks)} whose winner has other awards: measured over these"
    )
    if ranks:
        share = {n: sum(rank <= n for rank in ranks) / len(ranks) for n in (1, 10)}
        yield f"hit@1 {share[1]:.3f}"
        yield f"hit@10 {share[10]:.3f}"
        yield f"MRR {sum(1 / rank for rank in ranks) / len(ranks):.3f} (over all suppliers)"


def _learn(index: Index, known: Sequence[awards.Lot]) -> Iterator[str]:
    start = time.perf_counter()
    with_winner = [lot for lot in known if lot.winners]
    ready = index.prepare_all([lot.wanted() for lot in with_winner])
    normal = {awards.normal_id(key): key for key in index.slots}
    winners = [
        {normal[n] for w, _name in lot.winners.values() if (n := awards.normal_id(w)) in normal}
        for lot in with_winner
    ]
    found = learn(index, list(zip(ready, winners, strict=True)))
    if found is None:
        yield "too few awards to learn from: the weights that are shipped"
        return
    index.weights = found
    yield f"weights learned in {time.perf_counter() - start:.1f} s"


def _write(out: Path, asked: Sequence[awards.Lot], rankings: Sequence[list]) -> None:
    with out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["query", "rank", "supplier"])
        for lot, ranking in zip(asked, rankings, strict=True):
            for place, one in enumerate(ranking[:KEPT], 1):
                writer.writerow([lot.key, place, one.key])
