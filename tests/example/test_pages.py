"""Every page of the workbench opens on the example year, with few questions to the database."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lonja.workbench.registry import all_resources

LIMIT = 12
RESOURCES = [pytest.param(resource, id=resource.slug) for resource in all_resources()]


@pytest.fixture
def client(technician):
    client = Client()
    client.force_login(technician)
    ContentType.objects.clear_cache()
    client.get("/estilo/")  # warms what a process keeps: kinds of record, templates
    return client


def asked(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(queries)


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_list_asks_the_same_whatever_it_holds(client, resource):
    assert asked(client, resource.url("list")) <= LIMIT


@pytest.mark.parametrize("resource", RESOURCES)
def test_the_page_of_a_record_opens(client, technician, resource):
    record = resource.visible_to(technician).order_by("pk").first()

    if record:
        assert client.get(resource.url("detail", record)).status_code == 200
        assert client.get(resource.url("trail", record)).status_code == 200
        if resource.may_write(technician):
            assert client.get(resource.url("change", record)).status_code == 200


@pytest.mark.parametrize("resource", RESOURCES)
def test_forms_bin_and_exports_open(client, resource):
    assert client.get(resource.url("bin")).status_code == 200
    assert client.get(f"/{resource.slug}/exportar.csv").status_code == 200
    assert client.get(f"/{resource.slug}/exportar.xlsx").status_code == 200
    if resource.can_add:
        assert client.get(resource.url("add")).status_code == 200


@pytest.mark.parametrize("resource", RESOURCES)
def test_filters_that_mean_nothing_change_nothing(client, resource):
    names = [chosen.name for chosen in resource.filters]
    junk = "&".join(f"{name}=%27%22%3Cb%3E" for name in [*names, "sort", "page", "size"])

    assert client.get(f"{resource.url('list')}?{junk}").status_code == 200
