"""A page with many parts: the first come with it, and the others straight after, in batches."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lonja.directory.models import Membership
from lonja.events.models import Attendance, Conclusion, Event, EventRole, Session, Stand
from lonja.territories.models import Territory
from lonja.workbench.parts import parts_of
from lonja.workbench.registry import by_slug
from tests.factories import DAY, act, organisation, prove
from tests.support.reading import FROM_PAGE, read_whole

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def fair():
    """An event with rows in each of its parts."""
    water = organisation("Aguas Ejemplo")
    fair = act(Event, "Feria de ejemplo", next_step="Llamar")
    fair.territories.add(Territory.objects.create(name="Villanorte", kind="municipality"))
    fair.participations.create(organisation=water)
    EventRole.objects.create(event=fair, role="exhibits", detail="Expuso")
    Session.objects.create(event=fair, title="La sesión")
    Stand.objects.create(event=fair, concept="El stand")
    act(Event, "La cena", within=fair)
    Attendance.objects.create(event=fair, organisation=water, state="attended")
    Conclusion.objects.create(event=fair, text="La conclusión")
    prove(fair)
    return fair


def titles(answer) -> list[str]:
    return re.findall(r"<h2[^>]*>(?:<svg.*?</svg>)?\s*([^<]+?)\s*</h2>", answer.content.decode())


def addresses(page: str) -> list[str]:
    return re.findall(r'hx-get="(/eventos/[^"]+/partes/[^"]+)"', page)


def test_the_page_keeps_their_place_and_each_request_brings_its_own(client, auditor, fair):
    client.force_login(auditor)

    page = client.get(f"/eventos/{fair.pk}/")
    first, *later = addresses(page.content.decode())

    assert later == []
    assert first == f"/eventos/{fair.pk}/partes/1/"
    awaited = page.content.decode().split('class="awaited"')[1].split("Todavía sin nada")[0]
    brought = client.get(first, **FROM_PAGE)
    assert titles(brought) == re.findall(r"<h2>([^<]+)</h2>", awaited)
    assert "<html" not in brought.content.decode()
    shown = page.content.decode().split('class="awaited"')[0]
    assert "Nuestro papel" in titles(page)
    for text in ("El stand", "La cena", "asistió", "La conclusión"):
        assert text in brought.content.decode()
        assert text not in shown


def test_read_whole_it_has_its_parts_in_their_order(client, auditor, fair):
    client.force_login(auditor)

    whole = read_whole(client, f"/eventos/{fair.pk}/")

    places = [whole.index(text) for text in ("Expuso", "El stand", "La cena", "La conclusión")]
    assert places == sorted(places)


def test_each_part_is_in_one_batch_and_in_their_order(office, fair):
    resource = by_slug("eventos")

    batches = [parts_of(fair, resource, office, batch=number) for number in range(4)]

    names = [
        [str(part["title"]) for part in one.panels if isinstance(part, dict) and part["rows"]]
        for one in batches
    ]
    assert [batch.number for batch in batches[0].later] == [1]
    assert names[:2] == [
        ["Nuestro papel", "Sesiones"],
        ["Stand", "Actos dentro de este", "Asistencia", "Conclusiones"],
    ]
    assert names[2:] == [[], []]


def test_the_place_kept_is_as_long_as_what_comes(client, auditor, fair):
    for number in range(3):
        Stand.objects.create(event=fair, concept=f"Otro {number}")
    client.force_login(auditor)

    later = client.get(f"/eventos/{fair.pk}/").context["later"]

    assert [(str(one.title), one.lines) for one in later[0].awaited][:2] == [
        ("Stand", 4),
        ("Actos dentro de este", 1),
    ]


def test_without_javascript_they_open_as_a_page_that_leads_back(client, office, fair):
    client.force_login(office)

    page = client.get(f"/eventos/{fair.pk}/").content.decode()
    opened = client.get(f"/eventos/{fair.pk}/partes/1/").content.decode()

    assert f'<a href="/eventos/{fair.pk}/partes/1/">' in page
    assert "<html" in opened
    assert f'href="/eventos/{fair.pk}/"' in opened
    assert "La conclusión" in opened


def test_what_is_added_from_a_part_comes_back_to_the_record(client, office, fair):
    client.force_login(office)

    brought = client.get(f"/eventos/{fair.pk}/partes/1/", **FROM_PAGE).content.decode()

    assert f"/conclusiones/nuevo/?event={fair.pk}&amp;next=/eventos/{fair.pk}/" in brought
    assert "partes" not in brought


def test_a_page_with_few_parts_awaits_none(client, office):
    client.force_login(office)
    dinner = act(Event, "Una cena")
    Conclusion.objects.create(event=dinner, text="La conclusión")

    page = client.get(f"/eventos/{dinner.pk}/")

    assert page.context["later"] == []
    assert "La conclusión" in page.content.decode()
    assert client.get(f"/eventos/{dinner.pk}/partes/1/").status_code == 404
    # Somebody put them in the bin while the page was on its way: there is nothing to bring.
    gone = client.get(f"/eventos/{dinner.pk}/partes/1/", **FROM_PAGE)
    assert (gone.status_code, gone.content.decode().strip()) == (200, "")


@pytest.mark.parametrize("headers", [{}, FROM_PAGE])
def test_whoever_may_not_see_the_record_sees_none_of_its_parts(client, member, fair, headers):
    client.force_login(member)

    assert client.get(f"/eventos/{fair.pk}/partes/1/", **headers).status_code == 404
    assert client.get(f"/eventos/{fair.pk}/").status_code == 404


def test_a_member_is_brought_only_what_its_page_would_show(client, member, fair):
    """Of other members it sees who they are; what the office did with them, nowhere."""
    other = organisation("Otra Ejemplo")
    Membership.objects.create(organisation=other, admitted_on=DAY, channel="direct")
    other.participations.create(act=fair)
    client.force_login(member)

    assert client.get(f"/entidades/{other.pk}/").status_code == 200
    for number in range(4):
        answer = client.get(f"/entidades/{other.pk}/partes/{number}/", **FROM_PAGE)
        assert "Feria de ejemplo" not in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_and_batches_ask_the_same_however_many_rows(client, office, fair, rows):
    for number in range(rows - 1):
        Conclusion.objects.create(event=fair, text=f"Otra {number}")
        Session.objects.create(event=fair, title=f"Otra {number}")
        Stand.objects.create(event=fair, concept=f"Otro {number}")
    client.force_login(office)
    path = f"/eventos/{fair.pk}/"

    assert asked(client, path) == MOST - 1
    assert asked(client, f"{path}partes/1/", **FROM_PAGE) == 8
    assert asked(client, f"{path}partes/1/") == 9


def asked(client, path: str, **headers) -> int:
    client.get(path, **headers)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path, **headers).status_code == 200
    return len(queries)
