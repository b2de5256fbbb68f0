"""From an introduction to an agreement, on two telephones and without an account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from lonja.journal import writing
from lonja.matching.domain import following_up, introducing
from lonja.matching.models import FollowUp, Meeting, Need, Outcome, Profile
from lonja.territories.enums import Kind
from lonja.territories.models import Territory
from tests.journeys.browsing import assert_accessible, screenshot
from tests.matching import people
from tests.matching.people import MEMBER, TERRITORY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(office):
    place = Territory.objects.create(kind=Kind.MUNICIPALITY, name="Villaejemplo", code="41999")
    council, aires = people.a_council(place), people.a_member()
    Profile.objects.create(
        organisation=aires, certifications=["ENS medio", "ISO 27001"],
        text="Medimos la calidad del aire y el ruido con sensores propios, y los mantenemos.",
    )  # fmt: skip
    marcos = people.somebody(aires, *people.SECRETS, title="Gerente")
    teresa = people.somebody(council, *people.THEIRS, title="Concejala de Medio Ambiente")
    need = people.a_need(
        place, council, by=office, title="Medir el ruido del ocio nocturno", horizon="year",
        description="Los vecinos del centro se quejan cada verano. Querríamos saber cuánto ruido "
        "hay, dónde y a qué horas, antes de decidir nada.",
    )  # fmt: skip
    made = introducing.propose(
        need, aires, by=office, reason="Midió el ruido de Écija en 2023 y trabaja en su provincia"
    )
    return introducing.send(
        made, words="Creemos que os vais a entender. Contadnos qué tal.", member_contact=marcos,
        territory_contact=teresa, by=office,
    )  # fmt: skip


def narrow(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= 390


def opened(open_page, email: str) -> Page:
    page = open_page(None, people.path_in(people.letters(email)[-1]), phone=True)
    assert narrow(page)
    assert_accessible(page)
    return page


def look(page: Page, name: str) -> None:
    assert_accessible(page)
    assert narrow(page)
    screenshot(page, name)


def test_from_the_introduction_to_an_agreement_on_a_telephone(open_page, asked, office):
    page = opened(open_page, TERRITORY)
    look(page, "linked-introduction")
    page.get_by_label("pueden dar también mi teléfono").check()
    page.get_by_role("button", name="Sí, preséntennos").click()
    page.get_by_text("Su respuesta está recogida").wait_for()
    look(page, "linked-answered")

    page = opened(open_page, MEMBER)
    page.get_by_role("button", name="Sí, preséntennos").click()
    page.get_by_text("Teresa Territorio").wait_for()
    look(page, "linked-introduced")
    page.get_by_role("button", name="Proponer horas para reunirse").click()
    page.get_by_role("heading", name="Proponer horas").wait_for()
    look(page, "linked-times")
    for number, days in ((1, 6), (2, 7)):
        part = page.get_by_role("group", name=f"Hora {number}")
        part.get_by_label("Día").fill(str(timezone.localdate() + timedelta(days=days)))
        part.get_by_label("Hora").fill("10:00")
    page.get_by_label("Enlace de videollamada").fill("https://video.example/sala")
    page.get_by_role("button", name="Proponer estas horas").click()
    page.get_by_text("Horas enviadas").wait_for()

    page = opened(open_page, TERRITORY)
    look(page, "linked-pick")
    page.get_by_role("button", name="Elegir").last.click()
    page.get_by_text("La invitación está en su correo").wait_for()
    look(page, "linked-agreed")

    Meeting.objects.update(date=timezone.localdate() - timedelta(days=1))
    page.reload()
    look(page, "linked-held")
    page.get_by_role("button", name="Sí, se celebró").click()
    page.get_by_text("Consta como celebrada").wait_for()
    look(page, "linked-told")

    FollowUp.objects.filter(days=30).update(due_on=timezone.localdate())
    for key in following_up.due(timezone.localdate()):
        following_up.ask(key)
    for email in (TERRITORY, MEMBER):
        page = opened(open_page, email)
        look(page, "linked-follow-up")
        page.get_by_label("contrato").check()
        page.get_by_label("Importe").fill("12.500,50")
        page.get_by_role("button", name="Hay acuerdo").click()
        page.get_by_text("12.500,50 €").wait_for()
    look(page, "linked-follow-up-told")
    assert str(Outcome.objects.get().amount) == "12500.50"


def test_the_office_follows_it_all_on_one_page(open_page, asked, office):
    for side in ("member", "territory"):
        made = introducing.answer(asked, side=side, said="yes", by=None, words="Con mucho gusto")
    following_up.answer(
        made.follow_ups.get(side="member", days=30), "agreement", kind="contract", amount=10000,
        by=None,
    )  # fmt: skip
    following_up.answer(
        made.follow_ups.get(side="territory", days=30), "agreement", kind="contract", amount=8000,
        by=None,
    )  # fmt: skip
    page = open_page(office, f"/presentaciones/{asked.pk}/")
    assert_accessible(page)
    screenshot(page, "introduction")
    page.get_by_role("link", name="La reunión").click()
    page.get_by_role("group", name="Hora 1").wait_for()
    assert_accessible(page)
    screenshot(page, "meeting-new")
    page.get_by_role("group", name="Hora 1").get_by_label("Día").fill(
        str(timezone.localdate() + timedelta(days=5))
    )
    page.get_by_role("group", name="Hora 1").get_by_label("Hora").fill("12:30")
    page.get_by_role("button", name="Guardar", exact=True).click()
    page.get_by_role("link", name="Fijar la hora").click()
    assert_accessible(page)
    page.get_by_role("radio").check()
    page.get_by_role("button", name="Convocar").click()
    page.get_by_role("heading", name="Quiénes").wait_for()
    assert_accessible(page)
    screenshot(page, "meeting")
    page.goto("/reuniones/")
    assert_accessible(page)
    screenshot(page, "meetings")
    page.goto(f"/resultados/{Outcome.objects.get().pk}/")
    page.get_by_text("Cada parte dice un importe").wait_for()
    assert_accessible(page)
    screenshot(page, "outcome-disputed")


def test_the_office_asks_both_sides(open_page, asked, office):
    need = writing.create(Need(title="Otra", territory=asked.need.territory,
                               organisation=asked.need.organisation), by=office)  # fmt: skip
    made = introducing.propose(need, asked.member, by=office)
    page = open_page(office, f"/presentaciones/{made.pk}/")
    page.get_by_role("link", name="Preguntar a las dos partes").click()
    page.get_by_label("Lo que la oficina les dice").fill("Adelante.")
    assert_accessible(page)
    screenshot(page, "introduction-send")
    page.get_by_role("button", name="Enviar").click()
    page.get_by_text("Aquí se verá lo que contesten").wait_for()
