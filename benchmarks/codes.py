"""What it costs to suggest procurement codes while somebody writes.

    .venv/bin/python -m benchmarks.codes                      names alone, as in a new office
    .venv/bin/python -m benchmarks.codes --notices FILE.csv   after learning from a year's notices

The file is as `lonja evaluate cpv` takes it; the codes learnt from are then its divisions.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

from .measuring import shares, table

TEXTS = (
    "El alumbrado del casco gasta demasiado",
    "Neteja dels edificis municipals i recollida de residus",
    "Sensores de calidad del aire para la zona de bajas emisiones",
    "A mobile application for citizens to report incidents",
)
ROUNDS = 100
BOUND = 100  # ms at the 95th percentile: before the next word is written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notices", type=Path)
    asked = parser.parse_args()
    os.environ.setdefault("LONJA_HOME", tempfile.mkdtemp(prefix="lonja-codes-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lonja.settings")
    import django

    django.setup()
    from lonja.ranking.suggesting.suggester import Suggester

    suggester = learnt(asked.notices) if asked.notices else Suggester()
    began = time.perf_counter()
    suggester.suggest("x y z")
    first = time.perf_counter() - began
    rows: list[list[object]] = []
    pages = " ".join(TEXTS) * 500
    for name, texts in (("a sentence", TEXTS), ("fifty pages", (pages,))):
        times = []
        for _round in range(ROUNDS):
            for text in texts:
                began = time.perf_counter()
                suggester.suggest(text)
                times.append((time.perf_counter() - began) * 1000)
        found = shares(times)
        rows.append([name, found["p50"], found["p95"], BOUND])
    print(f"Load of the machine: {os.getloadavg()[0]:.1f}; the first of a process: {first:.1f} s")
    print(table(["codes for", "p50 ms", "p95 ms", "bound"], rows))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Memory of the process at its highest: {memory:,.0f} MB")


def learnt(path: Path):
    from lonja.ranking.evaluation import cpv
    from lonja.ranking.suggesting import divisions, knowledge
    from lonja.ranking.suggesting.precedents import Precedents
    from lonja.ranking.suggesting.suggester import Suggester

    known = cpv.read(path)
    model = divisions.learn(known.texts, known.divisions or [], knowledge.everything())
    codes = [[name.ljust(8, "0") for name in some] for some in known.divisions or []]
    return Suggester(model, Precedents.of(known.texts, codes))


if __name__ == "__main__":
    main()
