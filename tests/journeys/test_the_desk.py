"""A morning at the desk: what is urgent, what the year says, and going anywhere by typing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lonja.acts.models import Act
from lonja.journal import writing
from tests.journeys.browsing import assert_accessible, screenshot


@pytest.fixture
def morning(office):
    today = timezone.localdate()
    for title, days, fields in [
        ("Reunión con la Diputación de Ejemplo", 1, {"state": "planned", "place": "Gijón"}),
        ("Visita técnica a las playas", -2, {"state": "planned"}),
        ("En la feria: alumbrado", -3, {"state": "done", "incomplete": True}),
    ]:
        act = Act(title=title, date=today + timedelta(days=days), **fields)
        writing.create(act, by=office)


def test_the_office_begins_its_day(open_page, office, morning):
    page = open_page(office)
    assert page.get_by_role("heading", name="Pide atención").is_visible()
    page.locator(".agenda").get_by_text("Reunión con la Diputación de Ejemplo").wait_for()
    assert page.get_by_role("link", name="Grupos de trabajo").first.is_visible()
    assert_accessible(page)
    screenshot(page, "desk")


def test_on_a_phone_too(open_page, office, morning):
    page = open_page(office, phone=True)
    page.locator(".agenda").get_by_text("Visita técnica a las playas").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert_accessible(page)
    screenshot(page, "desk-phone")


def test_anywhere_by_typing(open_page, office, morning):
    page = open_page(office)
    page.keyboard.press("Control+k")
    page.keyboard.type("palyas")
    found = page.locator("#palette-results").get_by_role("link", name="Visita técnica")
    found.wait_for()
    assert_accessible(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actos/*/")
    assert page.get_by_role("heading", name="Visita técnica a las playas").is_visible()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/buscar/?q=palyas", "search"),
        ("/buscar/?q=nada-de-nada", "search-nothing"),
        ("/traza/", "trail"),
        ("/papelera/", "bin"),
        ("/mesa/estos-dias/", "desk-days"),
        ("/mesa/sin-respuesta/", "desk-waiting"),
        ("/cuenta/claves/", "tokens"),
        ("/api/", "api"),
    ],
)
def test_its_other_pages_can_be_used_by_everybody(open_page, office, morning, path, name):
    page = open_page(office, path)
    assert_accessible(page)
    screenshot(page, name)


def test_what_was_deleted_comes_back_from_the_bin(open_page, office, morning):
    writing.delete(Act.objects.get(title="Visita técnica a las playas"), by=office)
    page = open_page(office, "/papelera/")
    page.get_by_role("button", name="Recuperar Visita técnica a las playas").click()
    page.wait_for_url("**/actos/*/")
    assert Act.objects.filter(title="Visita técnica a las playas").exists()


def test_a_key_for_another_program(open_page, office):
    page = open_page(office, "/cuenta/claves/")
    page.get_by_label("Para qué es").fill("Cuadro de mando")
    page.get_by_role("button", name="Crear la clave").click()
    # A key outlives the session: whoever asks for it proves who they are.
    page.get_by_label("Contraseña").fill("clave de ejemplo")
    page.get_by_role("button", name="Confirmar").click()
    secret = page.locator("#secret").inner_text()
    answer = page.request.get(
        "/api/v1/figures/", headers={"Authorization": f"Bearer {secret}", "Cookie": ""}
    )
    assert answer.status == 200
    assert_accessible(page)
