"""Lists of any record, page by page."""

from datetime import date, timedelta

import pytest

from lonja.press.models import Mention, Outlet, Valuation
from lonja.workbench.choosing import is_large
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
