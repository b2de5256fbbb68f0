"""Writes an office of a size, measures it, and prints the tables. See the folder's docstring."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from tests.support.postgres import running_postgres

from . import serving
from .measuring import PAGE, QUERIES, table
from .office import Office

YEARS, SCALE = 10, 20
"""Which make 100,000 acts."""
START = 5  # seconds
OVER_HTTP = ("mesa", "lista: actos", "lista: entidades", "ficha: entidades", "ficha: territorios",
             "buscar: calidad del aire", "balance: balance-year")  # fmt: skip
SLOWEST = 10
"""Of the pages measured, those that are asked for over HTTP besides."""
GROWTH = (1, 10, 50)
GROWING = ("mesa", "lista: actos", "lista: actos (sin evidencia)", "lista: impactos",
           "ficha: entidades", "ficha: territorios", "buscar: ayuntamiento", "traza",
           "balance: balance-year")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=YEARS)
    parser.add_argument("--scale", type=int, default=SCALE)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--postgres", action="store_true", help="beside PostgreSQL")
    parser.add_argument("--growth", action="store_true", help="cost against size, and no more")
    parser.add_argument("--home", type=Path, help="keep the office there, and use it again")
    asked = parser.parse_args()
    print(f"Load of the machine: {os.getloadavg()[0]:.1f} with {os.cpu_count()} processors\n")
    if asked.growth:
        growth(asked.years, asked.rounds)
        return
    with _home(asked.home) as home:
        office = Office(home / "sqlite")
        size(office, asked.years, asked.scale)
        measured = {"sqlite": pages(office, asked.rounds)}
        commands(office, home)
        over_http(office, measured["sqlite"], asked.rounds)
        if asked.postgres:
            with running_postgres() as address:
                other = Office(home / "postgres", address)
                other.home.mkdir(exist_ok=True)
                seconds, _said = other.run("restore", home / "copy.zip")
                print(f"Restored into PostgreSQL in {seconds:.0f} s\n")
                measured["postgres"] = pages(other, asked.rounds)
                over_http(other, measured["postgres"], asked.rounds)
            side_by_side(measured)
    print(f"Load of the machine at the end: {os.getloadavg()[0]:.1f}")


@contextmanager
def _home(kept: Path | None) -> Iterator[Path]:
    home = kept or Path(tempfile.mkdtemp(prefix="lonja-bench-"))
    home.mkdir(parents=True, exist_ok=True)
    try:
        yield home
    finally:
        if not kept:
            shutil.rmtree(home, ignore_errors=True)


def size(office: Office, years: int, scale: int) -> None:
    if not office.is_written:
        seconds = office.write(years=years, scale=scale)
        print(f"Example of {years} years at scale {scale} written in {seconds:.0f} s")
    told = office.ask("benchmarks.size")
    print(", ".join(f"{number:,} {what}" for what, number in told.items()), end="\n\n")


def pages(office: Office, rounds: int) -> list[dict]:
    """Every page, the slowest first; how many go beyond what they may."""
    rows = office.ask("benchmarks.pages", "--rounds", rounds)
    rows.sort(key=lambda row: -row["p95"] / row["bound"])
    print(
        table(
            ["page", "queries", "first", "p50", "p95", "cpu", "bound", "p95/bound"],
            [
                [
                    r["page"],
                    r["queries"],
                    r["first"],
                    r["p50"],
                    r["p95"],
                    r["cpu"],
                    r["bound"],
                    r["p95"] / r["bound"],
                ]
                for r in rows
            ],
        )
    )
    slow = [r for r in rows if r["p95"] > r["bound"]]
    many = [r for r in rows if r["queries"] > QUERIES and r["bound"] == PAGE]
    broken = [r["page"] for r in rows if r["status"] != 200]
    print(
        f"\n{len(rows)} pages, in ms; `cpu` is what this process worked. "
        f"Beyond their time: {len(slow)}; beyond {QUERIES} queries: {len(many)}; "
        f"not answered: {broken or 'none'}\n"
    )
    return rows


def commands(office: Office, home: Path) -> None:
    """What is done from the console."""
    out = home / "out"
    copy = home / "copy.zip"
    done = {
        ("lonja balance 2024 --format json", None): ("balance", 2024, "--out", out),
        ("lonja balance 2024 --format pdf", 20): (
            *("balance", 2024, "--format", "pdf", "--out", out),
        ),
        ("lonja balance 2024 --format xlsx", None): (
            *("balance", 2024, "--format", "xlsx", "--out", out),
        ),
        ("lonja backup", None): ("backup", copy),
        ("lonja check", None): ("check", "--verbosity", 0),
    }
    rows = []
    for (name, bound), arguments in done.items():
        seconds, _said = office.run(*arguments)
        rows.append([name, seconds, bound or "", f"{seconds / bound:.2f}" if bound else ""])
    print(table(["command", "seconds", "bound", "ratio"], rows), end="\n\n")


def over_http(office: Office, measured: list[dict], rounds: int) -> None:
    with serving.open_office(office):
        pass  # the first gathers what pages are made of
    with serving.open_office(office) as (port, seconds):
        told = office.ask("benchmarks.size", "--way-in")
        cookies = serving.sign_in(port, **told)
        paths = {r["page"]: (r["path"], r["bound"]) for r in measured}
        rows = []
        for name in dict.fromkeys([*OVER_HTTP, *list(paths)[:SLOWEST]]):
            path, bound = paths[name]
            times = serving.measure(port, cookies, path, rounds)
            rows.append([name, times["p50"], times["p95"], bound, times["p95"] / bound])
    print(f"Over HTTP. Second start: {seconds:.1f} s (bound {START}: {seconds / START:.2f})")
    print(table(["page", "p50", "p95", "bound", "p95/bound"], rows), end="\n\n")


def side_by_side(measured: dict[str, list[dict]]) -> None:
    times = {name: {r["page"]: r for r in rows} for name, rows in measured.items()}
    rows = [
        [page, row["p50"], other["p50"], other["p50"] / row["p50"]]
        for page, row in times["sqlite"].items()
        if (other := times["postgres"].get(page))
    ]
    rows.sort(key=lambda row: -max(row[1], row[2]))
    print(table(["page (p50, ms)", "sqlite", "postgres", "ratio"], rows[:40]), end="\n\n")


def growth(years: int, rounds: int) -> None:
    """The same pages at 1, 10 and 50 times the usual year: where cost bends."""
    costs: dict[str, list[float]] = {}
    for scale in GROWTH:
        with _home(None) as home:
            office = Office(home)
            start = time.perf_counter()
            office.write(years=years, scale=scale)
            told = office.ask("benchmarks.size")
            told["seconds to write"] = round(time.perf_counter() - start)
            for what, number in told.items():
                costs.setdefault(what, []).append(number)
            found = {r["page"]: r for r in office.ask("benchmarks.pages", "--rounds", rounds)}
            for page in GROWING:
                costs.setdefault(f"{page} (cpu, ms)", []).append(found[page]["cpu"])
                if page.startswith("balance"):
                    costs.setdefault(f"{page} (first, ms)", []).append(found[page]["first"])
            print(f"scale {scale} measured", file=sys.stderr)
    rows = [
        [what, *values, *(after / before if before else 0.0
                          for before, after in pairwise(values))]
        for what, values in costs.items()
    ]  # fmt: skip
    heads = [f"{scale}×" for scale in GROWTH]
    ratios = [f"{b}×/{a}×" for a, b in pairwise(GROWTH)]
    print(table(["what", *heads, *ratios], rows))


if __name__ == "__main__":
    main()
