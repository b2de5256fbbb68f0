"""What each page costs within one process. Run inside an office: prints JSON, one row a page.

    python -m benchmarks.pages [--rounds 10] [--only lista]

A row: {"page", "path", "queries", "first", "p50", "p95", "cpu", "bytes", "status", "bound"}; times
in milliseconds. `first` is the first time of all, with nothing warm. `cpu` is the median of what
this process worked: with SQLite, what the page would take on a machine with nothing else to do.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Iterator
from urllib.parse import quote

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count, Model  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from lonja.balance.models import KeptYear  # noqa: E402
from lonja.example.cast import STAFF_EMAIL  # noqa: E402
from lonja.example.world import MAIN_YEAR  # noqa: E402
from lonja.jobs.preparing import gather_static_files  # noqa: E402
from lonja.workbench.panels import Related  # noqa: E402
from lonja.workbench.registry import all_resources, by_slug, panels_of  # noqa: E402
from lonja.workbench.resource import Resource  # noqa: E402

from .measuring import PAGE, shares  # noqa: E402

YEAR_ON_SCREEN = 2000  # ms
DOCUMENT = 20_000
ANEW = " (tras escribir)"
"""Asked for each time as if something had been written since the last."""
WORDS = ("calidad del aire", "ayuntamiento", "reun", "vasuras")


def all_pages() -> Iterator[tuple[str, str, int]]:
    """(what it is, its path, how many milliseconds it may take)."""
    yield "mesa", reverse("desk"), PAGE
    for words in WORDS:
        yield f"buscar: {words}", f"{reverse('search')}?q={quote(words)}", PAGE
    yield "traza", reverse("trail"), PAGE
    yield "papelera", reverse("bin"), PAGE
    for resource in all_resources():
        yield from _of(resource)
    yield "territorios trabajados", reverse("worked-year", args=[MAIN_YEAR]), PAGE
    yield "balance: años", reverse("balance-years"), PAGE
    for name in ("balance-year", "balance-readiness", "balance-writing", "balance-preview"):
        path = reverse(name, args=[MAIN_YEAR])
        yield f"balance: {name}", path, YEAR_ON_SCREEN
        yield f"balance: {name}{ANEW}", path, YEAR_ON_SCREEN
    for key in ("press.mentions", "territories.worked", "audience.followers_total"):
        path = reverse("balance-figure", args=[MAIN_YEAR, key])
        yield f"cifra: {key}", path, PAGE


def _of(resource: Resource) -> Iterator[tuple[str, str, int]]:
    """Its list, as it comes, narrowed, searched and at its end; and its busiest page."""
    path, name = resource.url("list"), resource.slug
    yield f"lista: {name}", path, PAGE
    if resource.search:
        yield f"lista: {name} (buscada)", f"{path}?q=movilidad", PAGE
    if any(one.name == "year" for one in resource.filters):
        yield f"lista: {name} (un año)", f"{path}?year={MAIN_YEAR}", PAGE
    if any(one.name == "evidence" for one in resource.filters):
        yield f"lista: {name} (sin evidencia)", f"{path}?evidence=no", PAGE
    rows = resource.model._default_manager.count()
    if rows > 5000:
        yield f"lista: {name} (la última página)", f"{path}?page={rows // 50}", PAGE
    record = busiest(resource)
    if record is not None:
        yield f"ficha: {name}", resource.url("detail", record), PAGE
        if resource.can_add:
            yield f"formulario: {name}", resource.url("change", record), PAGE


def busiest(resource: Resource) -> Model | None:
    """The record from which most others hang; the last one where nothing hangs."""
    most, chosen = 0, None
    for panel in panels_of(resource):
        if isinstance(panel, Related) and panel.parent and not panel.rows:
            rows = by_slug(panel.resource).model._default_manager.order_by()
            rows = rows.exclude(**{f"{panel.parent}__isnull": True}).values(panel.parent)
            first = rows.annotate(number=Count("pk")).order_by("-number").first()
            if first and first["number"] > most:
                most, chosen = first["number"], first[panel.parent]
    every = resource.model._default_manager
    return every.filter(pk=chosen).first() if chosen else every.order_by("pk").last()


def measure(client: Client, path: str, rounds: int, *, anew: bool = False) -> dict:
    start = time.perf_counter()
    answer = client.get(path)
    first = (time.perf_counter() - start) * 1000
    forget_figures(anew)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
        queries = len(asked)
    times, worked = [], []
    for _ in range(rounds):
        forget_figures(anew)
        start, started = time.perf_counter(), time.process_time()
        client.get(path)
        times.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - started) * 1000)
    return {
        "path": path,
        "queries": queries,
        "first": first,
        **shares(times),
        "cpu": shares(worked)["p50"],
        "bytes": len(b"".join(answer) if answer.streaming else answer.content),
        "status": answer.status_code,
    }


def forget_figures(anew: bool) -> None:
    if anew:
        KeptYear.objects.all().delete()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--only", default="", help="pages whose name begins so")
    asked = parser.parse_args()
    gather_static_files()
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(get_user_model().objects.get(email=STAFF_EMAIL))
    forget_figures(True)  # so that the first time is as after a change
    gc.freeze()  # as `lonja.wsgi` does
    rows = []
    for name, path, bound in all_pages():
        if name.startswith(asked.only):
            told = measure(client, path, asked.rounds, anew=name.endswith(ANEW))
            rows.append({"page": name, "bound": bound, **told})
            print(f"{name}: {rows[-1]['p95']:.0f} ms", file=sys.stderr, flush=True)
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
