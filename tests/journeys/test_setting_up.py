"""An empty office, from its key to its members, in a browser."""

import openpyxl
import pytest
from playwright.sync_api import Page

from lonja.directory.models import Membership
from lonja.house.models import House
from lonja.welcome.domain import key
from tests.journeys.browsing import assert_accessible, screenshot

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def members(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["Nombre", "CIF", "Tipo", "Fecha de alta", "Cómo llegó"],
        ["Aguas Ejemplo SA", "A58818501", "Empresa", "12/03/2024", "Redes sociales"],
        ["Universidad de Ejemplo", "", "Universidad", "31/01/2022", "Evento"],
    ):
        book.active.append(row)
    book.save(tmp_path / "socios.xlsx")
    return tmp_path / "socios.xlsx"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_five_minutes_from_the_key_to_the_members(open_page, members, settings, tmp_path):
    settings.HOME = tmp_path
    page = open_page(None, f"/bienvenida/{key.make()}/")
    assert_accessible(page)
    page.get_by_label("Su nombre y apellidos").fill("Marina Olmo Vidal")
    page.get_by_label("Su correo").fill("marina@ejemplo.test")
    page.get_by_label("Contraseña").fill("una clave larga de ejemplo")
    page.get_by_label("Nombre del clúster").fill("Clúster de Prueba")
    page.get_by_label("Color de la marca").fill("#aa3322")
    press(page, "Abrir la oficina")

    page.get_by_role("heading", name="Las personas de la oficina").wait_for()
    brand = "getComputedStyle(document.documentElement).getPropertyValue('--brand-source').trim()"
    assert page.evaluate(brand) == "#aa3322"  # at once
    assert_accessible(page)
    page.get_by_label("Nombre y apellidos").first.fill("Julia Sanz Robledo")
    page.get_by_label("Correo").first.fill("julia@ejemplo.test")
    press(page, "Invitar y seguir")

    page.get_by_text("1 persona invitada.").wait_for()
    assert_accessible(page)
    page.get_by_role("link", name="Traer una hoja de cálculo").click()
    page.get_by_label("Fichero").set_input_files(members)
    press(page, "Ver qué trae")
    page.get_by_text("«12/03/2024» se lee como 12 de marzo de 2024").wait_for()
    assert not Membership.objects.exists()
    press(page, "Escribir 2 filas")

    page.get_by_role("button", name="Deshacer la importación").wait_for()
    screenshot(page, "setting-up")
    assert House.ours().name == "Clúster de Prueba"
    assert {one.organisation.name for one in Membership.objects.all()} == {
        "Aguas Ejemplo SA",
        "Universidad de Ejemplo",
    }
