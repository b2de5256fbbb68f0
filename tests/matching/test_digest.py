"""The letter of opportunities: to whom, how often, and never empty."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lonja.directory.models import Membership, Organisation, Person, Seat
from lonja.mail import jobs as mail_jobs
from lonja.mail.models import Message
from lonja.matching.domain import digesting, spotting
from lonja.matching.domain.describing import choose_frequency
from lonja.matching.enums import Frequency
from lonja.matching.jobs import digest
from lonja.matching.models import Fit, Notice, Profile, Subscription, Told
from tests.mail.conftest import server

__all__ = ["server"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def aire(db):
    """A member."""
    one = Organisation.objects.create(name="Aire Ejemplo", folded="aire ejemplo")
    Membership.objects.create(organisation=one, admitted_on=timezone.localdate() - timedelta(400))
    return one


@pytest.fixture
def ana(aire):
    """Who represents it, and wants to know once a week."""
    person = Person.objects.create(name="Ana Ejemplo", email="ana@aire.example")
    Seat.objects.create(person=person, organisation=aire, is_main=True)
    choose_frequency(person, aire, Frequency.WEEKLY)
    return person


@pytest.fixture
def notice():
    numbers = iter(range(1, 99))

    def make(title="Estaciones de calidad del aire", *, days=20, **more):
        return Notice.objects.create(
            **{
                "atom_id": f"https://contratos.example/{next(numbers)}",
                "title": title,
                "state": "open",
                "kind": "tender",
                "source": "placsp",
                "source_updated_at": timezone.now(),
                "deadline": timezone.now() + timedelta(days=days),
                **more,
            }
        )

    return make


def fits(member, *notices):
    for place, one in enumerate(notices):
        Fit.objects.create(notice=one, member=member, score=10.0 - place)


def work():
    """Do what has been asked for in the background, to the last."""
    from lonja.jobs.domain import running

    while result := running.take(worker="prueba"):
        running.run(result, worker="prueba")


def letters():
    return [(one.to, one.subject) for one in Message.objects.order_by("pk")]


# -- what is written ---------------------------------------------------------------------------


def test_the_new_notices_that_fit_come_in_one_letter_the_best_first(ana, aire, notice):
    fits(aire, notice("Primera"), notice("Segunda"))

    assert digesting.send(Subscription.objects.get().pk) == 2

    assert letters() == [("ana@aire.example", "2 oportunidades para Aire Ejemplo")]
    text = Message.objects.get().text
    assert text.index("Primera") < text.index("Segunda")


def test_nobody_is_told_of_the_same_twice_and_no_letter_is_empty(ana, aire, notice):
    fits(aire, notice("Primera"))
    key = Subscription.objects.get().pk
    digesting.send(key)

    assert digesting.send(key) == 0
    assert len(letters()) == 1
    fits(aire, notice("Segunda"))
    assert digesting.send(key) == 1
    assert "Primera" not in Message.objects.order_by("pk").last().text


def test_what_is_closed_withdrawn_or_ends_within_hours_is_not_told(ana, aire, notice):
    fits(
        aire,
        notice("Vencida", days=-1),
        notice("Adjudicada", state="resolved"),
        notice("Retirada", withdrawn_at=timezone.now()),
        notice("De hoy", days=0.2),
    )
    assert digesting.send(Subscription.objects.get().pk) == 0
    assert letters() == []


def test_a_letter_has_the_twelve_best_and_the_rest_waits(ana, aire, notice):
    fits(aire, *(notice(f"N{number:02}") for number in range(15)))
    key = Subscription.objects.get().pk
    assert [digesting.send(key), digesting.send(key)] == [12, 3]


def test_it_says_why_each_fits(ana, aire, notice):
    Fit.objects.create(
        notice=notice(), member=aire, score=1.0, reasons=[{"kind": "codes", "codes": ["90731100"]}]
    )
    digesting.send(Subscription.objects.get().pk)
    assert "- Declara el código 90731100" in Message.objects.get().text


def test_each_is_written_to_in_their_language(ana, aire, notice):
    Person.objects.update(language="en")
    fits(aire, notice())
    digesting.send(Subscription.objects.get().pk)
    assert letters() == [("ana@aire.example", "An opportunity for Aire Ejemplo")]


# -- to whom -----------------------------------------------------------------------------------


def test_only_whoever_still_represents_a_member_and_wants_it(ana, aire, notice):
    fits(aire, notice())
    assert digesting.due(Frequency.WEEKLY).count() == 1
    assert digesting.due(Frequency.AT_ONCE).count() == 0

    Seat.objects.update(until=timezone.localdate() - timedelta(1))
    assert digesting.due(Frequency.WEEKLY).count() == 0
    Seat.objects.update(until=None)
    Membership.objects.update(left_on=timezone.localdate())
    assert digesting.due(Frequency.WEEKLY).count() == 0


def test_who_chose_never_is_not_written_to_though_a_job_was_waiting(ana, aire, notice):
    fits(aire, notice())
    choose_frequency(ana, aire, Frequency.NEVER)
    assert digesting.send(Subscription.objects.get().pk) == 0


def test_on_monday_each_who_has_something_new_gets_a_letter(ana, aire, notice):
    digest.send_weekly.call()
    work()
    assert letters() == []
    fits(aire, notice())
    digest.send_weekly.call()
    digest.send_weekly.call()
    work()
    assert len(letters()) == 1


# -- which notices fit whom --------------------------------------------------------------------


def test_a_new_notice_reaches_at_once_whoever_asked_for_that(ana, aire, notice):
    Profile.objects.create(
        organisation=aire, text="Estaciones de calidad del aire y sensores", cpv="90731100"
    )
    choose_frequency(ana, aire, Frequency.AT_ONCE)
    notice("Suministro de estaciones de calidad del aire", cpv="90731100")

    digest.spot_new.call()
    work()

    assert letters() == [("ana@aire.example", "Una oportunidad para Aire Ejemplo")]
    assert not spotting.unseen().exists()


def test_a_notice_that_changes_is_looked_at_again(aire, notice):
    one = notice()
    spotting.spot(spotting.unseen())
    assert not spotting.unseen().exists()
    one.save()
    assert list(spotting.unseen()) == [one]


def test_what_no_longer_fits_or_is_closed_is_forgotten(aire, notice):
    Profile.objects.create(organisation=aire, text="Jardinería", cpv="77310000")
    open_one, closed = notice(cpv="90731100"), notice("Cerrada", state="resolved")
    fits(aire, open_one, closed)

    digest.spot_again.call()
    work()

    assert not Fit.objects.exists()


# -- the way out -------------------------------------------------------------------------------


def test_the_letter_can_be_stopped_with_one_press_of_the_mail_program(server, ana, aire, notice):
    fits(aire, notice())
    digesting.send(Subscription.objects.get().pk)
    mail_jobs.deliver.call(Message.objects.get().pk)

    [arrived] = server.arrived
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<http://localhost:8000(\S+)>", arrived["List-Unsubscribe"].strip())[1]
    # As mail programs do: no cookies, no page before it.
    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert Subscription.objects.get().frequency == Frequency.NEVER
    assert Message.objects.get().unsubscribe_url == ""


def test_opening_the_way_out_changes_nothing(client, ana, aire, notice):
    fits(aire, notice())
    digesting.send(Subscription.objects.get().pk)
    address = Message.objects.get().unsubscribe_url.removeprefix("http://localhost:8000")

    assert "cada cuánto" in client.get(address).content.decode().lower()
    assert Subscription.objects.get().frequency == Frequency.WEEKLY


def test_how_often_is_chosen_from_the_letter(client, ana, aire, notice):
    fits(aire, notice())
    digesting.send(Subscription.objects.get().pk)
    address = Message.objects.get().unsubscribe_url.removeprefix("http://localhost:8000")
    page = address.removesuffix("baja/")

    assert client.post(page, {"frequency": "siempre"}).status_code == 422
    answer = client.post(page, {"frequency": "at_once"})
    assert "Le escribiremos en cuanto salgan" in answer.content.decode()
    assert Subscription.objects.get().frequency == Frequency.AT_ONCE


def test_the_office_has_no_copy_of_the_way_out(ana, aire, notice, marta, client):
    fits(aire, notice())
    digesting.send(Subscription.objects.get().pk)
    message = Message.objects.get()
    client.force_login(marta)
    shown = client.get(f"/correo/{message.pk}/").content.decode()
    token = message.unsubscribe_url.split("/")[-3]
    assert token not in shown


def test_two_workers_write_one_letter(ana, aire, notice):
    fits(aire, notice())
    key = Subscription.objects.get().pk
    assert [digesting.send(key), digesting.send(key)] == [1, 0]
    assert Told.objects.count() == 1
