"""Procurement codes appear under their field while somebody writes what is needed."""

import pytest

from lonja.matching.models import Need

from .browsing import assert_accessible, screenshot

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_codes_appear_while_writing_and_one_press_takes_them(open_page, office, phone):
    page = open_page(office, "/necesidades/nuevo/", phone=phone)
    page.get_by_label("Qué necesita").fill("El alumbrado del casco gasta demasiado")
    offered = page.get_by_role("group", name="Códigos sugeridos")
    street_lights = offered.get_by_role("checkbox", name="50232100")
    street_lights.check()
    page.get_by_label("Descripción").press_sequentially("Queremos luminarias LED en las calles")
    lamps = offered.get_by_role("checkbox", name="31527200")
    lamps.wait_for()
    assert street_lights.is_checked(), "what was taken stays while one goes on writing"
    lamps.check()
    assert page.get_by_role("button", name="Sugerir códigos").is_hidden()
    screenshot(page, f"codes-{'phone' if phone else 'desktop'}")
    assert_accessible(page)
    page.get_by_role("button", name="Guardar", exact=True).click()
    page.get_by_role("heading", name="El alumbrado del casco").wait_for()
    assert Need.objects.get().cpv == "50232100 31527200"


def test_a_need_already_written_is_offered_codes_on_reaching_the_field(open_page, office):
    need = Need.objects.create(title="Limpieza de edificios municipales", publicity="members")
    page = open_page(office, f"/necesidades/{need.pk}/editar/")
    offered = page.get_by_role("group", name="Códigos sugeridos")
    assert offered.is_hidden()
    page.get_by_label("Códigos CPV").focus()
    offered.get_by_role("checkbox", name="90910000").check()
    page.get_by_role("button", name="Guardar", exact=True).click()
    page.get_by_role("heading", name="Limpieza de edificios").wait_for()
    need.refresh_from_db()
    assert need.cpv == "90910000"
