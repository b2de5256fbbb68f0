from datetime import timedelta

import pytest
from django.utils import timezone

from lonja.accounts.models import User
from lonja.acts.enums import State
from lonja.balance.models import Goal
from lonja.groups.models import GroupMeeting, WorkingGroup
from lonja.journal import writing
from lonja.matching.models import Need

pytestmark = pytest.mark.django_db


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client):
    assert client.get("/").status_code == 302


def test_the_day_begins_with_the_year_the_week_and_the_last_moves(client, office, act):
    today = timezone.localdate()
    act("Reunión con Gijón", today + timedelta(days=1), state=State.PLANNED)
    act("Visita a Gijón", today)
    client.force_login(office)
    page = client.get("/").content.decode()
    assert "Olga" in page
    assert "Grupos de trabajo" in page
    assert "Estos días" in page
    assert "Reunión con Gijón" in client.get("/mesa/estos-dias/").content.decode()
    assert "Visita a Gijón" in page  # among the last moves


def test_an_office_without_figures_yet_is_told_where_to_begin(client, office, auditor):
    client.force_login(office)
    page = client.get("/").content.decode()
    for address in (
        "/importar/nueva/",
        "/capturar/",
        "/saldos-iniciales/nuevo/",
        "/objetivos/nuevo/",
    ):
        assert f'<li><a href="{address}' in page
    assert "Nada urge" not in page
    assert "todo va al paso" not in page
    client.force_login(auditor)
    assert "Para empezar" not in client.get("/").content.decode()


def test_once_something_counts_the_desk_says_how_the_year_goes(client, office):
    group = writing.create(WorkingGroup(name="Comisión de Calidad del Aire"), by=office)
    meeting = GroupMeeting(group=group, date=timezone.localdate(), state=State.DONE)
    writing.create(meeting, by=office)
    client.force_login(office)
    page = client.get("/").content.decode()
    assert "Para empezar" not in page
    assert "todo va al paso" in page


def test_each_of_the_seven_days_says_how_much_falls_on_it(client, office, act):
    today = timezone.localdate()
    for days in (0, 2, 2, 8):
        act(f"Acto {days}", today + timedelta(days=days), state=State.PLANNED)
    client.force_login(office)
    days = client.get("/mesa/estos-dias/").context["days"]
    assert [things for _day, things in days] == [1, 0, 2, 0, 0, 0, 0]
    assert days[0][0] == today


def test_what_waits_arrives_after_the_desk_the_first_eight_and_opens_whole(client, office):
    client.force_login(office)
    assert "/mesa/sin-respuesta/" not in client.get("/").content.decode()
    assert "Nadie espera respuesta." in client.get("/mesa/sin-respuesta/").content.decode()
    received = timezone.localdate() - timedelta(days=20)
    for number in range(10):
        Need.objects.create(title=f"Necesidad {number}", received_on=received)
    assert 'hx-get="/mesa/sin-respuesta/"' in client.get("/").content.decode()
    part = client.get("/mesa/sin-respuesta/", HTTP_HX_REQUEST="true").content.decode()
    assert (part.count("agenda-day"), "<html" in part) == (8, False)
    assert '<a href="/mesa/sin-respuesta/">y 2 más</a>' in part
    assert client.get("/mesa/sin-respuesta/").content.decode().count("agenda-day") == 10


def test_what_is_late_is_said_of_its_line(client, office):
    today = timezone.localdate()
    Goal.objects.create(year=today.year, key="groups.meetings_held", value=10_000)
    client.force_login(office)
    page = client.get("/").content.decode()
    assert "1 línea va por detrás" in page
    assert page.count("por detrás") == 2  # and beside the name of the line
    assert "objetivo: 10.000" in page


def test_it_asks_the_database_twelve_questions_at_most(
    client, office, act, django_assert_max_num_queries
):
    for days in range(-10, 10):
        act(f"Acto {days}", timezone.localdate() + timedelta(days=days), state=State.PLANNED)
    client.force_login(office)
    client.get("/")
    with django_assert_max_num_queries(12):
        client.get("/")


def test_what_has_just_been_written_is_counted(client, office, act):
    client.force_login(office)
    client.get("/")
    act("Reunión", timezone.localdate() - timedelta(days=1), incomplete=True)
    page = client.get("/").content.decode()
    assert "Una nota rápida espera sus datos" in page


def test_another_year_can_be_looked_at(client, office):
    client.force_login(office)
    assert "2023, de un vistazo" in client.get("/?year=2023").content.decode()
    for nonsense in ("", "x", "1066", "9999", "-1"):
        assert client.get("/", {"year": nonsense}).status_code == 200


def test_an_auditor_sees_it_and_is_offered_nothing_to_write(client, auditor):
    client.force_login(auditor)
    page = client.get("/").content.decode()
    assert "de un vistazo" in page
    assert "button spark" not in page


@pytest.mark.parametrize("role", ["member", "territory", "ally"])
def test_those_of_outside_have_a_desk_without_the_figures_of_the_office(client, request, role, act):
    act("Reunión con otros", timezone.localdate(), state=State.PLANNED)
    client.force_login(request.getfixturevalue(role))
    page = client.get("/").content.decode()
    assert "de un vistazo" not in page
    assert "Lo último" not in page
    assert "Reunión con otros" not in page


def test_somebody_without_a_role_is_received_too(client, db):
    client.force_login(User.objects.create_user("nadie@ejemplo.test", "clave de ejemplo"))
    assert client.get("/").status_code == 200
