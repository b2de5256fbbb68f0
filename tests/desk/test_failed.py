"""What Lonja could not do by itself: seen in words, tried again, or set aside; with its trail."""

import pytest
from django.urls import reverse

from lonja.desk import failed
from lonja.jobs import queries
from lonja.jobs.domain import running
from lonja.jobs.models import Failure
from lonja.journal.enums import Verb
from lonja.journal.models import Entry
from lonja.mail.enums import State
from lonja.mail.models import Message
from tests.jobs.trial import write_to_nobody

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(db):
    write_to_nobody.enqueue()
    running.drain()
    return Failure.objects.get()


@pytest.fixture
def letter(db):
    return Message.objects.create(
        to="nadie@ejemplo.example", subject="Su opinión", text="Hola", html="<p>Hola</p>",
        template="x", state=State.FAILED, error="550 no such user", attempts=1,
    )  # fmt: skip


def text(response):
    return response.content.decode()


def act(client, name, sort, pk):
    return client.post(reverse(f"failed-{name}", args=[sort, pk]), follow=True)


def test_an_office_without_failures_is_told_so(client, office):
    client.force_login(office)
    assert "Nada ha fallado." in text(client.get(reverse("failed")))


def test_what_failed_is_told_in_words_with_the_detail_at_hand(client, office, job, letter):
    client.force_login(office)
    page = text(client.get(reverse("failed")))
    assert "Escribir a quien ya no está" in page
    assert "La dirección ya no existe" in page
    assert "«Su opinión», a nadie@ejemplo.example" in page
    assert "Esa dirección no existe o no admite correo." in page
    assert "550 no such user" in page


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("La dirección ya no existe", "La dirección ya no existe"),
        ("Una carta: sin dirección", "Una carta: sin dirección"),
        ("WorkerLost: el proceso 12 murió", "El programa se cerró mientras la hacía."),
        ("ConnectionError: nadie abre", "No se pudo llegar a otro sitio de la red."),
        ("OperationalError: disk full", "La base de datos no respondió"),
        ("KeyError: 'x'", "Un error del programa."),
        ("KeyError", "Un error del programa."),
    ],
)
def test_why_a_job_failed_is_said_without_the_words_of_the_program(error, words):
    assert failed.why(error).startswith(words)


@pytest.mark.parametrize(
    ("state", "said", "words"),
    [
        ("failed", "552 full", "El buzón de destino está lleno."),
        ("failed", "554 spam", "El servidor de correo lo rechazó."),
        ("failed", "timed out", "El servidor de correo no lo aceptó en día y medio."),
        ("held", "El envío se interrumpió.", "El envío se interrumpió."),
    ],
)
def test_why_a_letter_did_not_leave_is_said_in_words(state, said, words):
    assert failed.why_of_letter(state, said) == words


def test_a_job_is_run_again_and_the_trail_says_who(client, office, job):
    client.force_login(office)
    assert "Vuelve a la cola." in text(act(client, "again", "tareas", job.pk))
    assert not queries.failures_to_settle().exists()
    assert queries.waiting().count() == 1
    line = Entry.objects.get(verb=Verb.RUN_AGAIN)
    assert (line.actor, line.object_id) == (office, job.pk)
    assert client.post(reverse("failed-again", args=["tareas", job.pk])).status_code == 404


def test_a_job_that_no_longer_exists_can_only_be_set_aside(client, office, job):
    Failure.objects.update(job="lonja.que.no.esta")
    client.force_login(office)
    assert "ya no existe en esta versión" in text(act(client, "again", "tareas", job.pk))
    assert queries.failures_to_settle().count() == 1
    assert "Apartado." in text(act(client, "aside", "tareas", job.pk))
    assert not queries.failures_to_settle().exists()
    assert Entry.objects.get(verb=Verb.SET_ASIDE).actor == office


def test_a_letter_is_sent_again_or_set_aside(client, office, letter):
    client.force_login(office)
    act(client, "again", "cartas", letter.pk)
    letter.refresh_from_db()
    assert letter.state == State.QUEUED

    Message.objects.update(state=State.HELD)
    act(client, "aside", "cartas", letter.pk)
    letter.refresh_from_db()
    assert letter.state == State.ASIDE
    assert Entry.objects.get(verb=Verb.SET_ASIDE).actor == office
    assert "apartado" in text(client.get(reverse("outbox-message", args=[letter.pk])))
    assert "Nada ha fallado." in text(client.get(reverse("failed")))


def test_the_auditor_reads_and_does_nothing(client, auditor, job):
    client.force_login(auditor)
    page = client.get(reverse("failed"))
    assert page.status_code == 200
    assert "Repetir</" not in text(page)
    for name in ("failed-again", "failed-aside"):
        assert client.post(reverse(name, args=["tareas", job.pk])).status_code == 403
    assert client.post(reverse("failed-again", args=["otras", job.pk])).status_code == 403


def test_the_page_asks_the_same_of_one_and_of_three(client, office, django_assert_num_queries):
    client.force_login(office)
    for rows in (1, 3):
        while Failure.objects.count() < rows:
            Failure.objects.create(
                result_id="0" * 32, title="x", job="x", attempts=1, error="KeyError: x"
            )
        with django_assert_num_queries(5):
            client.get(reverse("failed"))
