import re

import pytest

from lonja.workbench.registry import all_resources

pytestmark = pytest.mark.django_db


def test_every_list_and_record_is_described(client):
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.")
    for resource in all_resources():
        assert f"/api/v1/{resource.slug}/" in schema["paths"]
        assert f"/api/v1/{resource.slug}/{{id}}/" in schema["paths"]


def test_fields_have_their_names_in_spanish_and_english_when_there_are_both(client):
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert schemas["Act"]["properties"]["date"]["description"].startswith("fecha")


def test_the_page_lists_everything_with_nothing_from_elsewhere(client, office):
    client.force_login(office)
    page = client.get("/api/").content.decode()
    for resource in all_resources():
        assert f"/api/v1/{resource.slug}/" in page
    assert not re.search(r'(src|href)="https?://(?!testserver)', page)
    assert not re.search(r"<script(?![^>]*src=)|style=", page)


def test_the_page_is_for_whoever_signs_in(client):
    assert client.get("/api/").status_code == 302


def test_an_address_that_there_is_not_is_a_problem_in_words(asks, office):
    answer = asks(office).get("/api/v1/nada/de/nada")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
