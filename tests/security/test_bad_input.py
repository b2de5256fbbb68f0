"""What nobody types in earnest: it is answered in words, and soon."""

import time

import pytest

from lonja.directory.models import Person
from lonja.workbench.registry import all_resources

from .pages import all_pages

pytestmark = pytest.mark.django_db
TOO_LARGE = str(2**63)
LONG = "a" * 60_000
MANY_WORDS = "agua luz gas red " * 3_000


@pytest.fixture
def page(client, direction):
    client.force_login(direction)
    return client


@pytest.mark.parametrize("number", [TOO_LARGE, "9" * 5000])
def test_a_number_that_no_record_has_is_of_no_record(page, number):
    """Also where a record is a kind of act, and its number that of another table."""
    numbered = [(p, p.path.replace("999999", number)) for p in all_pages() if "999999" in p.path]
    assert len(numbered) > 300
    answers = {
        str(one): getattr(page, "get" if "get" in one.verbs else "post")(path).status_code
        for one, path in numbered
    }
    assert {code for code in answers.values() if code >= 500} == set()


@pytest.mark.parametrize("text", [LONG, MANY_WORDS], ids=["one word", "many words"])
@pytest.mark.parametrize("resource", all_resources(), ids=lambda resource: resource.slug)
def test_a_text_without_end_is_looked_for_by_its_beginning(page, resource, text):
    started = time.monotonic()
    for address in (resource.url("list"), resource.url("choices"), f"/api/v1/{resource.slug}/"):
        assert page.get(address, {"q": text}).status_code == 200, address
    assert time.monotonic() - started < 5


def test_a_name_without_end_is_of_nobody(page):
    for address, field in (("/resultados/nuevo/", "territory"), ("/cargos/nuevo/", "person")):
        answer = page.post(address, {f"{field}__text": LONG})
        assert answer.status_code == 422
        assert "No hay nada con el nombre «aaa" in answer.text
        assert LONG[:300] not in answer.text.replace(f'value="{LONG}"', "")


@pytest.mark.parametrize("year", ["9" * 5000, "-1", "0", "1989", "3000", "²", "MMXXIV", ""])
def test_a_year_that_was_none_shows_the_present_one(page, year):
    assert page.get("/", {"year": year}).status_code == 200


@pytest.mark.parametrize("key", ["", "nada", "²", TOO_LARGE])
def test_records_that_are_none_are_not_made_one(page, key):
    ana = Person.objects.create(name="Ana Ejemplo")
    for asked in ({"kept": key, "gone": ana.pk}, {"kept": ana.pk, "gone": key}):
        assert page.post(f"/personas/{ana.pk}/union/", asked).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/entidades/?kind=a%00b", "/entidades/opciones/?q=%00", "/api/v1/actos/?q=%00",
     "/correo/?to=%00", "/balance/2024/cifras/a%00b/"],
)  # fmt: skip
def test_what_no_database_could_keep_is_not_asked_of_any(page, address):
    assert page.get(address).status_code == 400


def test_nor_is_it_written(page):
    ana = Person.objects.create(name="Ana Ejemplo")
    for address, field in (
        (f"/personas/{ana.pk}/evidencia/", "note"),
        ("/cargos/nuevo/", "person__text"),
        (f"/personas/{ana.pk}/editar/", "name"),
    ):
        assert page.post(address, {field: "Ana\0"}).status_code == 400, address
