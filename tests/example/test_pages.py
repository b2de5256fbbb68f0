"""Every page of the workbench opens on the example year."""

import pytest
from django.test import Client

from lonja.workbench.registry import all_resources

RESOURCES = [pytest.param(resource, id=resource.slug) for resource in all_resources()]


@pytest.fixture
def client(technician):
    client = Client()
    client.force_login(technician)
    return client


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
