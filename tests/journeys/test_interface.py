"""What the interface does with a keyboard, on a phone and in the dark."""

import re

import pytest
from playwright.sync_api import expect

from lonja.territories.enums import Kind
from lonja.territories.models import Territory
from tests.journeys.browsing import assert_accessible, screenshot


@pytest.mark.parametrize("phone", [False, True])
def test_every_piece_is_accessible_in_light_and_dark(open_page, office, phone):
    page = open_page(office, "/estilo/", phone=phone)

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
        screenshot(page, f"style-{'phone' if phone else 'desktop'}-{scheme}")


def test_no_page_is_wider_than_the_smallest_phone(open_page, office):
    page = open_page(office, "/estilo/", phone=True)
    page.set_viewport_size({"width": 360, "height": 740})

    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_choice_shows_that_it_unfolds(open_page, office):
    page = open_page(office, "/estilo/")
    pictures = page.locator("select").evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundImage)"
    )
    assert pictures
    assert [one for one in pictures if "chevron" not in one] == []


def test_the_chosen_theme_is_remembered_by_the_next_page(open_page, office):
    page = open_page(office, "/estilo/")
    page.get_by_text("Olga Oficina").click()
    page.get_by_role("button", name="Claro u oscuro").click()
    page.goto("/estilo/")

    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_keyboard_opens_the_palette_and_walks_its_results(open_page, office):
    page = open_page(office, "/estilo/")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Buscar en todo")).to_be_visible()
    page.keyboard.type("grupos")
    expect(page.locator(".palette-results a").first).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).not_to_have_url(re.compile("/estilo/"))


def test_the_first_tab_leads_past_the_rail(open_page, office):
    page = open_page(office, "/estilo/")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Ir al contenido")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_the_rail_of_a_phone_waits_behind_a_button(open_page, office):
    page = open_page(office, "/estilo/", phone=True)
    rail = page.get_by_role("navigation", name="Principal")

    expect(rail).to_be_hidden()
    page.get_by_role("button", name="Más").click()
    expect(rail).to_be_visible()
    page.keyboard.press("Escape")
    expect(rail).to_be_hidden()


def test_a_territory_is_chosen_by_typing_part_of_its_name(open_page, office):
    Territory.objects.create(name="Vallclara de la Mar", kind=Kind.MUNICIPALITY)
    page = open_page(office, "/capturar/")
    box = page.get_by_role("combobox", name="Territorio")
    box.fill("vallcl")
    page.get_by_role("option", name="Vallclara").wait_for()
    box.press("ArrowDown")
    box.press("Enter")

    chosen = page.locator(".combobox", has_text="Vallclara de la Mar")
    expect(chosen).to_be_visible()
    assert chosen.locator("input[type=hidden]").get_attribute("value").isdecimal()
    assert_accessible(page)


def test_leaving_a_changed_form_is_asked_first(open_page, office):
    page = open_page(office, "/grupos/nuevo/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Nombre").first.fill("Comisión del Agua")
    page.goto("/estilo/")

    assert asked == ["beforeunload"]


def test_a_list_narrows_while_one_types_and_its_address_says_so(open_page, office):
    page = open_page(office, "/grupos/")
    page.get_by_label("Buscar", exact=True).last.fill("aire")

    expect(page).to_have_url(re.compile(r"/grupos/\?q=aire$"))
    expect(page.locator("#rows")).to_contain_text("Nada coincide")
