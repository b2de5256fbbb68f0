from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from lonja.acts.enums import State
from lonja.api.domain import calendars
from lonja.core.ical import calendar, plain

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=5)


def unfolded(answer) -> list[str]:
    text = answer.content.decode().replace("\r\n ", "")
    return text.split("\r\n")


@pytest.fixture
def address(office) -> str:
    return reverse("calendar", args=[calendars.renew(office)])


def test_the_acts_of_the_office_are_in_the_calendar(address, act):
    act("Reunión; con Alba, y más", day=SOON, time=time(10, 30), place="Gijón", state=State.PLANNED)
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = unfolded(answer)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2] == "END:VCALENDAR"
    assert r"SUMMARY:Reunión\; con Alba\, y más" in lines
    assert "LOCATION:Gijón" in lines
    assert "STATUS:TENTATIVE" in lines


def test_a_local_hour_is_given_in_universal_time(address, act):
    day = date(timezone.localdate().year + 1, 7, 1)
    act("En verano", day=day, time=time(10, 30))
    assert f"DTSTART:{day:%Y%m%d}T083000Z" in unfolded(Client().get(address))


def test_an_act_without_an_hour_takes_whole_days(address, act):
    act("Feria", day=SOON, end_date=SOON + timedelta(days=2))
    lines = unfolded(Client().get(address))
    assert f"DTSTART;VALUE=DATE:{SOON:%Y%m%d}" in lines
    assert f"DTEND;VALUE=DATE:{SOON + timedelta(days=3):%Y%m%d}" in lines


def test_what_is_long_past_is_left_out(address, act):
    act("De hace años", day=date(2019, 5, 6))
    assert "De hace años" not in Client().get(address).content.decode()


@pytest.mark.parametrize("secret", ["nada", "1.1", "1.1~firma", "1.1~" + "x" * 43, "~", ".~."])
def test_an_invented_address_opens_nothing(secret, db):
    assert Client().get(reverse("calendar", args=[secret])).status_code == 404


def test_a_new_address_makes_the_old_one_useless(client, office, address):
    client.force_login(office)
    client.post(reverse("calendar-renew"))
    assert Client().get(address).status_code == 404
    new = reverse("calendar", args=[calendars.secret_of(office)])
    assert Client().get(new).status_code == 200
    client.post(reverse("calendar-close"))
    assert Client().get(new).status_code == 404
    assert calendars.secret_of(office) == ""
    client.post(reverse("calendar-renew"))
    assert Client().get(new).status_code == 404


def test_the_calendar_of_somebody_who_has_left_is_closed(office, address):
    office.is_active = False
    office.save()
    assert Client().get(address).status_code == 404


def test_each_member_has_only_its_own_acts(company, act):
    alba, bruma = company("Alba", "alba@ejemplo.test"), company("Bruma", "bruma@ejemplo.test")
    act("Con Alba", alba.company, day=SOON)
    act("Con Bruma", bruma.company, day=SOON)
    text = Client().get(reverse("calendar", args=[calendars.renew(alba)])).content.decode()
    assert "Con Alba" in text
    assert "Bruma" not in text


def test_the_calendar_is_not_made_until_it_is_asked_for(client, office):
    client.force_login(office)
    assert ".ics" not in client.get("/cuenta/claves/").content.decode()


@given(st.text(max_size=300))
def test_whatever_is_typed_leaves_in_lines_of_75_octets_and_is_read_back(text):
    text = text.encode("utf-8", "replace").decode()
    made = calendar()
    made.add_component(Event.new(uid="1", summary=plain(text)))
    lines = made.to_ical().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert len([line for line in lines if line.startswith(b"BEGIN:")]) == 2
    (event,) = Calendar.from_ical(made.to_ical()).events
    assert event["SUMMARY"] == plain(text)
