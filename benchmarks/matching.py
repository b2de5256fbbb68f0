"""How fast what is wanted meets who fits, beside PostgreSQL's full-text search of the same texts.

    .venv/bin/python -m benchmarks.matching                     1,000 and 100,000 suppliers
    .venv/bin/python -m benchmarks.matching --suppliers 1000    one size
    .venv/bin/python -m benchmarks.matching --notices 10000     and so many notices at once

Suppliers and notices are invented: texts of 8 to 20 words of which few are common and many rare,
one to four pieces each. `cpu` is what this process worked: what it would take on a machine with
nothing else to do. Vectors are those of the sentence model, unless `--without-meaning`.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lonja.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `lonja` does
django.setup()

import psycopg  # noqa: E402

from lonja.directory import cpv  # noqa: E402
from lonja.ranking import places  # noqa: E402
from lonja.ranking.index import Index  # noqa: E402
from lonja.ranking.profiles import Piece, Profile, Wanted  # noqa: E402
from lonja.ranking.vectors import sentences  # noqa: E402
from tests.support.postgres import running_postgres  # noqa: E402

from .measuring import shares, table  # noqa: E402

BOUNDS = {1_000: 50, 100_000: 300}  # ms at the 95th percentile, reasons included
NEEDS = 60
AT_ONCE = 60  # seconds, for 10,000 notices and 1,000 members


class World:
    """Words as often as in a language, codes and places as they come."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        labels = " ".join(cpv.label(code, "es") for code, _label in cpv.search("", limit=9_500))
        self.words = sorted({w.lower() for w in labels.split() if w.isalpha() and len(w) > 3})
        self.chance.shuffle(self.words)
        self.codes = [code for code, _label in cpv.search("", limit=9_500)]

    def text(self) -> str:
        chosen = (int(len(self.words) * self.chance.random() ** 3) for _ in range(
            self.chance.randint(8, 20)))  # fmt: skip
        return " ".join(self.words[n] for n in chosen)

    def _what(self) -> dict:
        return {
            "text": self.text(),
            "cpv": (self.chance.choice(self.codes),),
            "place": places.of_province(self.chance.choice(places.PROVINCES)),
            "buyer": f"P{self.chance.randint(1, 3000)}",
            "amount": 10 ** self.chance.uniform(3.5, 6.5),
        }

    def supplier(self, number: int) -> Profile:
        pieces = tuple(Piece(**self._what(), ref=n) for n in range(self.chance.randint(1, 4)))
        return Profile(f"{number}", f"Empresa {self.text()[:20]}", pieces, home=pieces[0].place)

    def wanted(self) -> Wanted:
        return Wanted(**self._what())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suppliers", type=int, nargs="+", default=list(BOUNDS))
    parser.add_argument("--notices", type=int, default=0, help="matched at once with 1,000")
    parser.add_argument("--without-meaning", action="store_true")
    asked = parser.parse_args()
    print(f"Load of the machine: {os.getloadavg()[0]:.1f} with {os.cpu_count()} processors\n")
    vectors = None if asked.without_meaning else sentences()
    rows = []
    with running_postgres() as address:
        for number in asked.suppliers:
            rows += one_size(number, vectors, address)
    print(table(["what", "suppliers", "p50", "p95", "cpu p50", "cpu p95", "bound"], rows))
    if asked.notices:
        at_once(asked.notices, vectors)
    print(f"\nLoad of the machine at the end: {os.getloadavg()[0]:.1f}")


def one_size(number: int, vectors, address: str) -> list[list]:
    world = World()
    suppliers = [world.supplier(n) for n in range(number)]
    wanted = [world.wanted() for _ in range(NEEDS)]
    before, start = _memory(), time.process_time()
    index = Index(suppliers, vectors=vectors)
    worked = time.process_time() - start
    print(
        f"{number:,} suppliers, {len(index.pieces):,} pieces: indexed with {worked:.1f} s of work, "
        f"{_memory() - before:,} MB more"
    )
    index.rank(wanted[0])
    told = [["need, with reasons", *_timed(index.rank, wanted, number)]]
    new = [world.supplier(number + n) for n in range(20)]
    told.append(["one more supplier", *_timed(lambda one: index.add([one]), new, number)])
    told.append(["PostgreSQL, any word", *_in_postgres(address, suppliers, wanted, number)])
    return told


def _timed(ask, wanted: list, number: int) -> list:
    times, work = [], []
    for one in wanted:
        start, started = time.perf_counter(), time.process_time()
        ask(one)
        times.append((time.perf_counter() - start) * 1000)
        work.append((time.process_time() - started) * 1000)
    wall, cpu = shares(times), shares(work)
    bound = BOUNDS.get(number, "") if ask.__name__ == "rank" else ""
    return [number, wall["p50"], wall["p95"], cpu["p50"], cpu["p95"], bound]


def _in_postgres(address: str, suppliers: list[Profile], wanted: list[Wanted], number: int) -> list:
    """Twenty suppliers by `ts_rank` of their best piece, any word of the need being enough."""
    with psycopg.connect(address, autocommit=True) as link:
        link.execute("DROP TABLE IF EXISTS piece")
        link.execute("CREATE TABLE piece (supplier text, words tsvector)")
        with link.cursor().copy("COPY piece FROM STDIN") as copy:
            for one in suppliers:
                for piece in one.pieces:
                    found = " ".join(sorted({f"'{w}'" for w in piece.text.split()}))
                    copy.write_row((one.key, found))
        link.execute("CREATE INDEX ON piece USING gin (words)")
        link.execute("ANALYZE piece")

        def rank(one: Wanted) -> None:
            query = " | ".join(f"'{word}'" for word in one.text.split())
            link.execute(
                "SELECT supplier, max(ts_rank(words, %s::tsquery)) AS r FROM piece"
                " WHERE words @@ %s::tsquery GROUP BY 1 ORDER BY r DESC LIMIT 20",
                (query, query),
            ).fetchall()

        measured = _timed(rank, wanted, number)
    # What the server works is not in this process.
    return [*measured[:3], "", "", ""]


def at_once(notices: int, vectors) -> None:
    world = World(2)
    index = Index((world.supplier(n) for n in range(1_000)), vectors=vectors)
    several = [world.wanted() for _ in range(notices)]
    start, started = time.perf_counter(), time.process_time()
    found = sum(1 for _ in index.rank_all(several))
    seconds, worked = time.perf_counter() - start, time.process_time() - started
    print(f"\n{found:,} notices with 1,000 members: {seconds:.0f} s, {worked:.0f} s of work "
          f"(bound {AT_ONCE} s)")  # fmt: skip


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
