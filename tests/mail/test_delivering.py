"""A letter leaves once; when the server is busy, later; when it refuses, somebody hears of it."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lonja.accounts import links
from lonja.journal.models import Entry
from lonja.mail import jobs, outbox, queries
from lonja.mail.domain import delivering
from lonja.mail.enums import State
from lonja.mail.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(sending, server, member, office) -> Message:
    return outbox.send(
        "prueba/aviso", member, {"group": "Calidad del Aire", "place": "Sala 2"},
        about=member, by=office, reply_to="olga@ejemplo.test",
        files=[("cita.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")],
    )  # fmt: skip


def deliver(message: Message) -> Message:
    jobs.deliver.call(message.pk)
    message.refresh_from_db()
    return message


def test_a_letter_waits_until_a_job_takes_it(letter, server):
    assert (letter.state, server.arrived) == (State.QUEUED, [])
    assert DBTaskResult.objects.get().args_kwargs["args"] == [letter.pk]


def test_it_arrives_whole(letter, server, settings, member):
    assert deliver(letter).state == State.SENT
    (arrived,) = server.arrived
    assert arrived["Subject"] == "Reunión de Calidad del Aire"
    assert arrived["To"] == member.email == arrived["X-Envelope-To"]
    assert arrived["Reply-To"] == "olga@ejemplo.test"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Message-ID"] == f"<{letter.uid}@localhost>"
    assert "Le convocamos" in arrived.get_body(["plain"]).get_content()
    assert "<p>Le convocamos" in arrived.get_body(["html"]).get_content()
    (file,) = arrived.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("cita.ics", "text/calendar")


INVITATION = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX-NAME:Año nuevo\r\nEND:VCALENDAR\r\n"


def test_an_invitation_arrives_as_calendars_take_it_in(sending, server, member):
    """As an alternative that says its method, beside the text, and as a file."""
    message = outbox.send(
        "prueba/aviso", member, {"group": "Aire"}, about=member, by=None,
        files=[("invite.ics", INVITATION.encode(), "text/calendar; method=REQUEST")],
    )  # fmt: skip
    deliver(message)
    (arrived,) = server.arrived
    assert arrived.get_content_type() == "multipart/mixed"
    body, file = arrived.iter_parts()
    assert body.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in body.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    calendar = list(body.iter_parts())[-1]
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_content_charset() == "utf-8"
    assert calendar.get_content().splitlines() == INVITATION.splitlines()
    assert (file.get_filename(), file.get_content_type()) == ("invite.ics", "application/ics")
    assert file.get_content().decode() == INVITATION


def test_a_job_that_runs_twice_delivers_once(letter, server):
    jobs.deliver.call(letter.pk)
    jobs.deliver.call(letter.pk)
    assert len(server.arrived) == 1
    assert Message.objects.get().attempts == 1


def test_the_same_reminder_is_written_once(sending, server, member, office):
    first, second = (
        outbox.send(
            "prueba/aviso", member, {"group": "Aire"}, about=member, by=office, once="aviso:7"
        )
        for _ in range(2)
    )
    assert first == second
    assert DBTaskResult.objects.count() == 1
    assert Entry.objects.count() == 1


def test_what_is_rolled_back_is_never_sent(sending, server, member):
    with transaction.atomic():
        outbox.send("prueba/aviso", member, {"group": "Aire"}, about=member, by=None)
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_writing_about_a_record_leaves_a_line_in_its_trail(letter, office):
    line = Entry.objects.get()
    assert (line.verb, line.actor, line.reason) == ("sent", office, "Reunión de Calidad del Aire")
    assert list(queries.about(letter.about)) == [letter]


# -- a busy server ---------------------------------------------------------------------------


def test_a_server_that_is_busy_is_asked_again_a_minute_later(letter, server):
    server.answers = ["451 4.3.0 Estoy ocupado"]
    before = timezone.now()
    deliver(letter)
    assert (letter.state, letter.attempts) == (State.QUEUED, 1)
    assert letter.error == "451 4.3.0 Estoy ocupado"
    assert before < letter.due_at - timedelta(minutes=1) < timezone.now()
    assert DBTaskResult.objects.exclude(run_after=None).latest("enqueued_at").run_after

    jobs.deliver.call(letter.pk)
    assert server.arrived == []  # it is not time yet

    Message.objects.update(due_at=timezone.now())
    deliver(letter)
    assert (letter.state, letter.attempts, letter.error) == (State.SENT, 2, "")
    assert len(server.arrived) == 1


def test_without_a_server_it_waits(letter, settings):
    settings.EMAIL_PORT = 1
    deliver(letter)
    assert letter.state == State.QUEUED
    assert "Connection refused" in letter.error


def test_patience_ends_after_a_day_and_a_half(letter, server):
    server.answers = ["451 4.3.0 Estoy ocupado"] * 20
    waits = []
    while letter.state == State.QUEUED:
        Message.objects.update(due_at=timezone.now())
        moment = timezone.now()
        deliver(letter)
        waits.append(round((letter.due_at - moment).total_seconds() / 60))
    assert letter.state == State.FAILED
    assert waits[:-1] == list(delivering.PAUSES)
    assert 24 * 60 < sum(delivering.PAUSES) < 48 * 60


# -- a server that refuses -------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["recipient", "content"])
def test_what_the_server_refuses_fails_at_once_and_is_shown(client, letter, server, office, stage):
    if stage == "recipient":
        server.refused[letter.to] = "550 5.1.1 No existe"
    else:
        server.answers = ["550 5.1.1 No existe"]
    deliver(letter)
    assert (letter.state, letter.error) == (State.FAILED, "550 5.1.1 No existe")
    assert list(queries.in_trouble()) == [letter]
    client.force_login(office)
    assert "Un mensaje no ha podido salir." in client.get("/correo/").content.decode()
    assert "550 5.1.1 No existe" in client.get(f"/correo/{letter.pk}/").content.decode()


def test_a_recipient_that_is_busy_is_not_a_refusal(letter, server):
    server.refused[letter.to] = "450 4.2.0 Vuelva luego"
    assert deliver(letter).state == State.QUEUED


def test_an_address_that_cannot_be_written_fails(letter):
    Message.objects.update(to="malo\n@ejemplo.test")
    assert deliver(letter).state == State.FAILED


def test_the_office_sends_again_what_failed(client, letter, server, office):
    server.answers = ["550 5.1.1 No existe"]
    deliver(letter)
    client.force_login(office)
    client.post(f"/correo/{letter.pk}/reintentar/")
    assert deliver(letter).state == State.SENT
    client.post(f"/correo/{letter.pk}/reintentar/")
    assert deliver(letter).state == State.SENT
    assert len(server.arrived) == 1


# -- a process that dies ---------------------------------------------------------------------


def test_nobody_sends_again_by_himself_what_may_have_left(letter, server):
    Message.objects.update(state=State.SENDING, claimed_at=timezone.now() - timedelta(hours=1))
    jobs.deliver.call(letter.pk)
    assert server.arrived == []
    assert jobs.sweep.call() == {"queued": 0, "held": 1}
    letter.refresh_from_db()
    assert letter.state == State.HELD
    assert letter.error == "El envío se interrumpió y no se sabe si llegó a salir."


def test_what_is_being_sent_right_now_is_left_alone(letter):
    Message.objects.update(state=State.SENDING, claimed_at=timezone.now())
    assert jobs.sweep.call() == {"queued": 0, "held": 0}


def test_a_letter_that_lost_its_job_gets_another(letter):
    DBTaskResult.objects.all().delete()
    Message.objects.update(due_at=timezone.now() - timedelta(hours=1))
    assert jobs.sweep.call() == {"queued": 1, "held": 0}
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_deliver_once(letter, server):
    start = threading.Barrier(4)

    def work():
        try:
            start.wait()
            jobs.deliver.call(letter.pk)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert len(server.arrived) == 1
    assert Message.objects.get().state == State.SENT


# -- ways in ---------------------------------------------------------------------------------


def test_what_is_delivered_keeps_no_way_in(sending, server, member, office):
    token = links.make("interest", member, member.email, days=7, by=office)
    address = links.address("invitation", token)
    message = outbox.send(
        "prueba/aviso", member, {"group": "Aire", "place": address}, about=member, by=office
    )
    assert address in message.text
    assert token not in message.shown_text
    deliver(message)
    assert address in server.arrived[0].get_body(["plain"]).get_content().replace("=\n", "")
    assert token not in message.text + message.html
    assert "Lugar: http" in message.text


def test_a_private_letter_is_forgotten_once_it_leaves(sending, server, member):
    message = outbox.send(
        "prueba/aviso", member, {"group": "Aire"}, about=None, by=None, private=True
    )
    assert message.shown_text == ""
    deliver(message)
    assert (message.text, message.html) == ("", "")
    assert len(server.arrived) == 1
