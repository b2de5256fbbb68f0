"""Those who come by a link, with a telephone in their hand and without an account."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from lonja.accounts import links
from lonja.directory.domain import taxonomy
from lonja.directory.models import Membership, Seat
from lonja.mail.models import Message
from lonja.matching.models import Intake, Need, Profile
from lonja.territories.models import Territory
from tests import factories as make
from tests.journeys.browsing import assert_accessible, screenshot

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gijon(transactional_db):
    province = Territory.objects.create(kind="province", name="Asturias", code="33")
    return Territory.objects.create(
        kind="municipality", name="Gijón", code="33024", province=province
    )


def link_in(message: Message) -> str:
    return urlsplit(re.search(r"http\S+/(?:necesidad|ficha)/\S+", message.text)[0]).path


def test_a_councillor_says_what_they_need_from_a_telephone(open_page, gijon):
    page = open_page(path="/necesidad/", phone=True)
    assert_accessible(page)
    screenshot(page, "need-form-phone")
    page.get_by_label("¿De qué municipio o entidad se trata?").fill("gijom")
    page.get_by_role("option", name="Gijón").click()
    page.get_by_label("¿Qué quieren resolver?").fill("El alumbrado gasta demasiado")
    page.get_by_label("Cuéntelo con sus palabras").fill("Las farolas son de los ochenta.")
    page.get_by_label("en un año").check()
    page.get_by_label("Su nombre y apellidos").fill("Rosa Alcalde")
    page.get_by_label("Su correo").fill("rosa@gijon.example")
    page.get_by_label("Estoy de acuerdo").check()
    page.wait_for_timeout(3100)  # Nobody fills it in sooner.
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_role("heading", name="Mire su correo")).to_be_visible()
    assert_accessible(page)
    assert Intake.objects.get().territory == gijon

    page.goto(link_in(Message.objects.get()))
    assert_accessible(page)
    page.get_by_role("button", name="Sí, la envié yo").click()
    expect(page.get_by_text("La oficina la tiene y la está leyendo")).to_be_visible()
    assert_accessible(page)
    screenshot(page, "need-followed-phone")
    page.get_by_label("¿Quiere añadir algo?").fill("Son 1.200 farolas.")
    page.get_by_role("button", name="Añadir").click()
    expect(page.get_by_text("Son 1.200 farolas.")).to_be_visible()
    assert Need.objects.get().title == "El alumbrado gasta demasiado"


def test_a_member_tells_what_it_does_from_a_telephone(open_page, gijon):
    taxonomy.load()
    aires = make.organisation("Aires Ejemplo, S.L.")
    Membership.objects.create(organisation=aires, admitted_on=date(2020, 1, 1))
    ana = make.person("Ana Aires", email="ana@aires.example")
    Seat.objects.create(person=ana, organisation=aires)
    token = links.make("profile", aires, ana.email, days=9, by=None)
    page = open_page(path=f"/ficha/{token}/", phone=True)
    assert_accessible(page)
    page.get_by_role("textbox", name="Qué hace").fill("Renovamos el alumbrado público.")
    page.get_by_label("Códigos CPV").focus()
    page.get_by_label("Alumbrado público inteligente", exact=True).select_option(
        "con referencia demostrable"
    )
    page.get_by_label("ISO 9001").check()
    screenshot(page, "profile-form-phone")
    assert_accessible(page)
    page.get_by_role("button", name="Guardar y seguir").click()
    expect(page.get_by_role("heading", name="Añadir una referencia")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Qué se hizo").fill("Alumbrado de Gijón")
    page.get_by_label("Año").fill("2023")
    page.get_by_label("Importe").fill("186.400")
    page.get_by_role("button", name="Añadir").click()
    expect(page.get_by_text("186.400")).to_be_visible()
    page.get_by_role("link", name="Cómo se ve").click()
    expect(page.get_by_role("heading", name="Lo que ha hecho")).to_be_visible()
    assert_accessible(page)
    screenshot(page, "profile-seen-phone")
    level = Profile.objects.get().levels.get()
    assert (level.area.code, level.level) == ("ENE-01", "proven")
