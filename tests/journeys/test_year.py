"""A technician's day in the example year: capture, look for proof, close in on the balance.

One journey walks it all, because writing the year takes longer than walking it.
"""

import re

from playwright.sync_api import Page, expect

from lonja.accounts.models import User
from lonja.acts.models import Act
from lonja.example.world import World
from lonja.example.writing import prepare, write
from lonja.groups.models import WorkingGroup
from tests.journeys.browsing import assert_accessible, screenshot

LOOKED_AT = {
    "mesa": "/",
    "entidades": "/entidades/",
    "reunion": "/reuniones-de-grupo/nuevo/",
    "impactos": "/impactos/?year=2024",
    "oportunidades": "/oportunidades/",
    "balance": "/balance/2024/",
    "cifra": "/balance/2024/cifras/territories.worked/",
    "preparacion": "/balance/2024/preparacion/",
    "texto": "/balance/2024/texto/9/",
    "cierre": "/balance/2024/cierre/",
    "vista": "/balance/2024/vista/",
}


def test_a_year_from_a_phone_at_a_fair_to_the_balance(open_page, transactional_db):
    prepare()
    write(World())
    technician = User.objects.get(email="tecnica@ejemplo.example")
    direction = User.objects.get(email="gerencia@ejemplo.example")

    captures_in_twenty_seconds(open_page(technician, "/capturar/", phone=True))
    goes_from_a_figure_to_its_proof(open_page(technician, "/balance/2024/"))
    sees_an_unbound_number_flagged(open_page(technician, "/balance/2024/texto/5/"))
    every_page_is_accessible(open_page(direction, "/"), "desktop")
    every_page_is_accessible(open_page(direction, "/", phone=True), "phone")


def captures_in_twenty_seconds(page: Page) -> None:
    page.get_by_label("¿Qué ha pasado?").fill("Hablamos con la concejala de sensores de ruido")
    page.get_by_label("Territorio", exact=True).fill("gijon")
    page.get_by_role("option", name=re.compile("^Gijón")).first.click()
    page.get_by_role("button", name="Guardar", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Hablamos con la concejala")
    act = Act.objects.get(title__startswith="Hablamos")
    assert act.incomplete
    assert [place.name for place in act.territories.all()] == ["Gijón"]


def goes_from_a_figure_to_its_proof(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Asociados en el stand")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Asociados en el stand compartido")
    expect(page.get_by_text("No cuentan el propio clúster ni quien canceló").first).to_be_visible()


def sees_an_unbound_number_flagged(page: Page) -> None:
    editor = page.get_by_role("textbox", name=re.compile("Texto"))
    editor.fill("Hubo 999 impactos, de los que {{ press.mentions }} son ciertos.")
    expect(page.get_by_text("número sin cifra detrás").first).to_be_visible()


def every_page_is_accessible(page: Page, size: str) -> None:
    group = WorkingGroup.objects.get(name="Comisión de Calidad del Aire")
    for name, address in (LOOKED_AT | {"grupo": f"/grupos/{group.pk}/"}).items():
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert_accessible(page)
            screenshot(page, f"{name}-{size}-{scheme}")
