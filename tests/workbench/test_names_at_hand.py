"""A form names what a record has without asking for it a second time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lonja.events.models import Event
from lonja.territories.models import Territory
from tests.factories import act, organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def dinner():
    fair = act(Event, "La feria")
    dinner = act(Event, "La cena", within=fair)
    dinner.territories.add(Territory.objects.create(name="Villanorte", kind="municipality"))
    dinner.participations.create(organisation=organisation("Aguas Ejemplo"))
    dinner.participations.create(person=person("Irene Alameda Tejar"))
    return dinner


def test_what_it_has_is_shown_and_each_thing_is_asked_once(client, office, dinner):
    client.force_login(office)
    path = f"/eventos/{dinner.pk}/editar/"
    client.get(path)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(path).content.decode()

    for name in ("La feria", "Villanorte", "Aguas Ejemplo"):
        assert page.count(f"<li><span>{name}</span>") == 1
    assert len(queries) == 11


def test_what_was_chosen_and_refused_is_named_too(client, office, dinner):
    """Not only what the record had: what was typed stands again, whatever has to be mended."""
    other = Territory.objects.create(name="Villasur", kind="municipality")
    client.force_login(office)

    sent = client.post(
        f"/eventos/{dinner.pk}/editar/",
        {"title": "", "date": "2024-06-12", "state": "done", "territories": [other.pk]},
    )

    page = sent.content.decode()
    assert sent.status_code == 422
    assert "<li><span>Villasur</span>" in page
    assert "<li><span>Villanorte</span>" not in page
