"""How many questions each page of the office asks the database, with the example year in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.models import Count, Model
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lonja.balance.domain import closing
from lonja.core import figures
from lonja.directory.queries import members_on
from lonja.journal import writing
from lonja.press.models import Mention
from lonja.workbench.panels import Related
from lonja.workbench.registry import all_resources, by_slug, panels_of

# As many on either database; that the pages open on both is held by `test_pages`.
pytestmark = pytest.mark.once

MOST = 12
OTHERS = {
    "/": 12,
    "/mesa/estos-dias/": 12,
    "/mesa/sin-respuesta/": 12,
    "/territorios-trabajados/2024/": 12,
    "/balance/": 12,
    "/balance/2024/preparacion/": 12,
    "/balance/2024/cierre/": 12,
    "/balance/2024/texto/5/": 12,
    "/balance/2024/texto/": 12,
    "/balance/2024/texto/8/": 12,
    "/balance/2024/vista/": 12,
    "/memoria/": 12,
    "/fallos/": 12,
    "/buscar/?q=calidad": 12,
    "/traza/": 12,
    "/papelera/": 12,
}
KEYS = [figure.key for figure in figures.all_figures()]


def busiest(resource) -> Iterator[Model]:
    """Of each table of its page, the record of which most rows hang; and the last of all."""
    every = resource.model._default_manager
    keys = set(every.order_by("-pk").values_list("pk", flat=True)[:1])
    for panel in panels_of(resource):
        if isinstance(panel, Related) and panel.parent:
            rows = by_slug(panel.resource).model._default_manager.order_by()
            rows = rows.filter(**{f"{panel.parent}__isnull": False}).values(panel.parent)
            most = rows.annotate(number=Count("pk")).order_by("-number", panel.parent)[:2]
            keys |= {one[panel.parent] for one in most}
    return every.filter(pk__in=keys)


def asked(client, path: str, **headers: str) -> int:
    client.get(path, **headers)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path, **headers).status_code == 200
    return len(queries)


def asked_afterwards(client, resource, record) -> Iterator[tuple[str, int]]:
    """What the page of a record asks for when it is there, and the same opened as a page."""
    for batch in client.get(resource.url("detail", record)).context["later"]:
        path = resource.url_of_parts(record, batch.number)
        yield f"{path} for its page", asked(client, path, HTTP_HX_REQUEST="true")
        yield path, asked(client, path)


@pytest.mark.parametrize("slug", [resource.slug for resource in all_resources()])
def test_a_page_asks_the_database_few_questions(client, technician, slug):
    resource = by_slug(slug)
    client.force_login(technician)
    paths = {"list": resource.url("list")}
    found = {}
    for record in busiest(resource):
        found |= asked_afterwards(client, resource, record)
        paths[f"detail {record.pk}"] = resource.url("detail", record)
        if resource.may_write(technician):
            paths[f"change {record.pk}"] = resource.url("change", record)
    if resource.may_add(technician):
        paths["add"] = resource.url("add")
    found |= {name: asked(client, path) for name, path in paths.items()}
    assert too_many(found) == {}


def test_neither_does_the_page_of_a_member_that_has_told_nothing_of_itself(client, technician):
    client.force_login(technician)
    silent = members_on(timezone.localdate()).filter(profile=None).order_by("pk")[:12]
    found = {}
    for member in silent:
        path = by_slug("entidades").url("detail", member)
        found |= {path: asked(client, path)}
        found |= asked_afterwards(client, by_slug("entidades"), member)
    assert len(found) >= 12
    assert too_many(found) == {}


@pytest.mark.parametrize("path", OTHERS)
def test_the_other_pages_ask_no_more_than_this(client, technician, path):
    client.force_login(technician)
    assert asked(client, path) <= OTHERS[path]


BESIDE = ("", "fuera/", "solapes/")


def figure_pages(client, number: int, *parts: str) -> dict[str, int]:
    """How many questions the page of each figure asks, and those of its parts."""
    paths = [f"/balance/{number}/cifras/{key}/{part}" for key in KEYS for part in parts]
    return {path: asked(client, path) for path in paths}


def too_many(pages: dict[str, int]) -> dict[str, int]:
    return {path: number for path, number in pages.items() if number > MOST}


@pytest.mark.parametrize("number", [2024, 2023, 2022])
def test_the_page_of_any_figure_asks_few_of_a_year_told_by_its_records(client, technician, number):
    """The busiest, the one of which part was opened, and one of which nothing is known."""
    client.force_login(technician)
    assert too_many(figure_pages(client, number, *BESIDE)) == {}


def test_the_page_of_any_figure_asks_few_of_a_closed_year_corrected_since(client, technician):
    for number in (2023, 2024):
        closing.close(number, by=technician)
    for mention in Mention.objects.filter(date__year=2024)[:3]:
        writing.delete(mention, by=technician)
    client.force_login(technician)
    assert too_many(figure_pages(client, 2024, "", "correccion/")) == {}
