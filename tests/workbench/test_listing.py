"""Lists of any record, page by page."""

from datetime import date, timedelta

import pytest

from lonja.press.models import Mention, Outlet, Valuation
from lonja.workbench.choosing import is_large
from lonja.workbench.filters import RelatedFilter
from lonja.workbench.web.views import listing
from tests.factories import act

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentions():
    outlet = Outlet.objects.create(name="Diario Ejemplo")
    for number in range(120):
        day = date(2024, 1, 1) + timedelta(days=number)
        one = act(Mention, f"Noticia {number}", day, outlet=outlet, url="https://ejemplo.example")
        Valuation.objects.create(
            mention=one,
            amount=number * 7 % 120,
            provider="Ejemplo",
            method="Tarifas",
            valued_on=day,
        )


@pytest.mark.parametrize("address", ["", "sort=value", "sort=-title", "evidence=yes"])
def test_a_far_page_shows_what_it_would_show_if_it_were_near(
    client, office, mentions, monkeypatch, address
):
    client.force_login(office)

    def titles():
        page = client.get(f"/impactos/?{address}&page=2").context["page"]
        return page.number, [one.title for one in page.object_list]

    near = titles()
    monkeypatch.setattr(listing, "DEEP", 1)

    assert titles() == near
    assert near[0] == 2
    assert len(near[1]) == 50


def test_a_mention_is_chosen_among_thousands_by_typing(client, office, mentions):
    """A drop-down of them all would take seconds to draw."""
    client.force_login(office)
    mention = Mention.objects.first()

    page = client.get(f"/valoraciones/{mention.valuations.get().pk}/editar/").content.decode()

    assert is_large(Mention)
    assert f'value="{mention.pk}"' in page
    assert page.count("Noticia ") <= 3


def test_among_many_a_filter_is_chosen_by_typing_and_among_few_from_a_drop_down(
    client, office, monkeypatch
):
    for name in ("El Faro", "El Farol", "La Voz"):
        outlet = Outlet.objects.create(name=name)
        act(Mention, f"Según {name}", date(2024, 3, 1), outlet=outlet)
    client.force_login(office)

    def told(address=""):
        answer = client.get(f"/impactos/?{address}")
        titles = sorted(mention.title for mention in answer.context["page"].object_list)
        return titles, answer.content.decode()

    every = ["Según El Faro", "Según El Farol", "Según La Voz"]
    titles, page = told()
    assert titles == every
    assert f'<option value="{outlet.pk}">La Voz</option>' in page
    assert 'name="outlet__text"' not in page

    monkeypatch.setattr(RelatedFilter, "FEW", 2)
    titles, page = told()
    assert titles == every
    assert 'name="outlet__text"' in page
    assert 'data-source="/impactos/opciones/?filter=outlet"' in page
    assert "La Voz</option>" not in page

    Outlet.objects.create(name="La Voz que nadie citó")
    Outlet.objects.bulk_create(Outlet(name=f"El Far {number}") for number in range(6))
    asked = client.get("/impactos/opciones/?filter=outlet&q=voz").content.decode()
    assert [asked.count(name) for name in ("La Voz</li>", "nadie")] == [1, 0]

    titles, page = told(f"outlet={outlet.pk}")
    assert titles == ["Según La Voz"]
    assert f'<input type="hidden" name="outlet" value="{outlet.pk}">' in page
    assert "Quitar filtros" in page

    assert told("outlet__text=la voz")[0] == ["Según La Voz"]
    assert told("outlet__text=el far")[0] == ["Según El Faro", "Según El Farol"]
    assert "Quitar filtros" in told("outlet__text=el far")[1]
    assert told("outlet__text=nadie")[0] == []
    assert told("outlet=nadie")[0] == every
