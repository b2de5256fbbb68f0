"""A need that comes in at nine is in the hands of the right members at five past nine."""

import pytest
from django.urls import reverse

from lonja.directory.domain import taxonomy
from lonja.directory.models import Area
from lonja.journal import writing
from lonja.mail.models import Message
from lonja.matching.fitting.keeping import keeper
from lonja.matching.models import Candidate, Need
from lonja.territories.enums import Kind
from lonja.territories.models import Territory
from tests.matching.members import join
from tests.matching.test_fitting import declares, won

from .browsing import assert_accessible, screenshot

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def need(office):
    taxonomy.load()
    keeper.forget()
    town = Territory.objects.create(kind=Kind.MUNICIPALITY, name="Villaejemplo", code="41999")
    need = writing.create(
        Need(title="Medir la calidad del aire", territory=town, cpv="90731100"), by=office
    )
    need.areas.add(Area.objects.get(code="AMB-01"))
    join("Aires Ejemplo", "Ana Aires", tax_id="B00000001")
    won(office)
    declares(join("Bruma", "Blas Bruma"), office, "AMB-01", level="proven")
    return need


def test_members_are_chosen_asked_and_answer_by_their_link_on_a_phone(open_page, office, need):
    page = open_page(office, reverse("necesidades-detail", args=[need.pk]), phone=True)
    page.get_by_role("link", name="Elegir y consultar").click()
    assert_accessible(page)
    screenshot(page, "choosing-phone")

    page.get_by_label("Marcar Aires Ejemplo").check()
    page.get_by_label("Marcar Bruma").check()
    page.get_by_role("button", name="Consultar a los marcados").click()
    assert_accessible(page)
    page.get_by_label("Palabras de la oficina").fill("Lo quieren antes del verano.")
    page.get_by_role("button", name="Ver el correo").click()
    page.get_by_text("Así les llegará").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Enviar").click()
    page.get_by_text("2 asociados consultados.").wait_for()
    assert_accessible(page)

    letter = Message.objects.get(to="ana-aires@ejemplo.example")
    token = letter.text.split("/interes/")[1].split("/")[0]
    theirs = open_page(None, f"/interes/{token}/?respuesta=yes", phone=True)
    assert theirs.get_by_label("Sí, nos interesa").is_checked()
    assert_accessible(theirs)
    screenshot(theirs, "interest-phone")
    theirs.get_by_role("button", name="Contestar").click()
    theirs.get_by_text("Su respuesta está recogida").wait_for()
    assert_accessible(theirs)
    assert Candidate.objects.get(member__name="Aires Ejemplo").state == "interested"

    page.reload()
    page.get_by_role("button", name="Presentar Aires Ejemplo").click()
    page.get_by_text("Falta el sí del territorio").wait_for()


def test_a_member_is_discarded_with_a_reason_and_brought_back(open_page, office, need):
    page = open_page(office, reverse("need-who", args=[need.pk]))
    row = page.locator(".person-row", has_text="Bruma")
    row.locator("summary").click()
    assert_accessible(page)
    row.get_by_label("Por qué se descarta").select_option("size")
    row.get_by_role("button", name="Descartar").click()
    page.get_by_text("Bruma, descartado.").wait_for()
    page.get_by_role("button", name="Deshacer").first.click()
    page.get_by_text("Bruma vuelve a la lista.").wait_for()


def test_the_ledger_and_the_recruitment_list_are_accessible(open_page, office, need):
    for path in (reverse("ledger"), f"{reverse('ledger')}?view=needs", reverse("recruiting")):
        page = open_page(office, path)
        assert_accessible(page)
