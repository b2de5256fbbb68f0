"""`lonja check` says in words what is wrong, what to do about it, and fails when it is serious."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from lonja.accounts.models import User
from lonja.acts.enums import Kind
from lonja.acts.models import Act
from lonja.balance.domain import closing
from lonja.balance.models import FrozenFigure
from lonja.directory.models import Organisation
from lonja.evidence import queries as evidence
from lonja.evidence.domain import attaching
from lonja.groups.models import GroupMeeting
from lonja.jobs.models import Failure
from lonja.journal import writing
from lonja.mail.enums import State
from lonja.mail.models import Message
from lonja.search.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(capsys, home, settings, monkeypatch):
    """What `lonja check` says, and whether it fails."""
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.SECRET_KEY = "".join(map(chr, range(33, 99)))
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE")  # which the tests in a browser need

    def check(*arguments: str) -> tuple[str, bool]:
        home.chmod(0o700)
        try:
            call_command("check", *arguments)
        except CommandError as error:
            return capsys.readouterr().out + str(error), True
        return capsys.readouterr().out, False

    return check


def test_an_office_in_order_has_nothing_to_say(say, meeting):
    call_command("reindex")

    said, fails = say()

    assert not fails
    assert said.endswith("Todo está bien.\n")
    assert "Buscador: bien" in said
    assert "error" not in said


def test_the_example_open_to_the_world_with_its_password(say, settings):
    user = User.objects.create_user("gerencia@ejemplo.example", "lonja-de-ejemplo")
    told = "su contraseña es la del ejemplo, que es pública: gerencia@ejemplo.example"
    assert told not in say()[0]  # only this computer opens it
    settings.ALLOWED_HOSTS = ["oficina.example"]
    said, fails = say()
    assert (told in said, fails) == (True, True)
    user.set_password("otra que nadie sabe")
    user.save()
    assert told not in say()[0]


def test_a_file_that_is_not_there(say, meeting):
    proof = evidence.of(meeting).get()
    proof.file.storage.delete(proof.file.name)

    said, fails = say()

    assert fails
    assert f"Falta 1 fichero de «evidencias»: {proof.file.name} (#{proof.pk})" in said
    assert "Recupérelos de una copia" in said


def test_a_proof_of_what_does_not_exist(say, meeting, office):
    company = writing.create(Organisation(name="Efímera"), by=office)
    attaching.attach_note(company, "Carta de alta", by=office)
    Organisation.everything.filter(pk=company.pk).delete()

    said, fails = say()

    assert fails
    assert "1 evidencia es de un registro de «entidades» que no existe: Carta de alta" in said


def test_a_record_removed_past_the_office_is_missed_by_its_trail(say, meeting, office):
    company = writing.create(Organisation(name="Efímera"), by=office)
    Organisation.everything.filter(pk=company.pk).delete()

    said, _fails = say()

    assert "La traza habla de 1 registro de «entidades» que ya no existe." in said


def test_what_is_in_the_bin_is_not_missed(say, meeting, office):
    call_command("reindex")
    writing.delete(meeting, by=office)

    assert say()[1] is False


def test_a_meeting_without_its_detail(say, meeting):
    Act.objects.create(title="A medias", date=date(2024, 5, 5), kind=Kind.GROUP_MEETING)

    said, fails = say()

    assert fails
    assert "1 acto dice ser de «reunión de grupo» y no tiene su detalle: A medias" in said


def test_a_record_that_the_search_does_not_know_and_the_way_to_mend_it(say, meeting):
    Organisation.objects.create(name="Escrita a mano")
    Document.objects.filter(title__startswith="Reunión").delete()

    said, fails = say()
    assert fails
    assert "El buscador no va a la par de los registros" in said
    assert "entidades (1)" in said
    assert "lonja check --fix" in said

    mended, fails = say("--fix")
    assert not fails
    assert "Arreglado." in mended
    assert say() == (say()[0], False)


def test_jobs_that_nobody_does_and_jobs_given_up(say, meeting):
    from django_tasks_db.models import DBTaskResult

    from lonja.jobs.jobs import forget_finished

    forget_finished.enqueue()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    Failure.objects.create(
        result_id="00000000-0000-0000-0000-000000000000",
        title="Leer los anuncios",
        job="x",
        attempts=3,
        error="sin respuesta",
    )

    said, fails = say()

    assert fails
    assert "1 tarea espera desde hace más de un cuarto de hora." in said
    assert "lonja worker" in said
    assert "1 tarea ha fallado: Leer los anuncios: sin respuesta" in said


def test_mail_that_does_not_leave(say, meeting):
    ago = timezone.now() - timedelta(hours=3)
    Message.objects.create(template="t", to="a@ejemplo.test", subject="Una", due_at=ago)
    Message.objects.create(
        template="t",
        to="b@ejemplo.test",
        subject="Otra",
        state=State.FAILED,
        error="550 no such user",
    )

    said, fails = say()

    assert fails
    assert "1 mensaje debería haber salido hace más de una hora." in said
    assert "1 mensaje no ha salido: 550 no such user" in said


def test_a_closed_year_that_somebody_altered(say, meeting, direction):
    call_command("reindex")
    closed = closing.close(2024, by=direction, today=date(2025, 1, 9))
    assert say()[1] is False

    FrozenFigure.objects.filter(closing=closed, key="press.mentions").update(value=999)

    said, fails = say()
    assert fails
    assert "Las cifras cerradas de 2024 no son las que se cerraron." in said


def test_a_change_to_a_record_does_not_break_the_seal_of_its_year(say, meeting, direction):
    closing.close(2024, by=direction, today=date(2025, 1, 9))
    writing.change(meeting, by=direction, date=date(2023, 1, 2))

    assert "Años cerrados: bien" in say()[0]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL does not let it happen")
def test_a_key_that_points_nowhere(say, meeting):
    GroupMeeting.objects.filter(pk=meeting.pk).update(group_id=987_654)

    said, fails = say()

    assert fails
    assert "1 fila de «reuniones de grupos» apunta a un registro de «grupos" in said
    GroupMeeting.objects.filter(pk=meeting.pk).update(group_id=meeting.group_id)


def test_tables_behind_the_code_are_told_before_anything_else(say, meeting):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'press'")

    said, fails = say()

    assert fails
    assert "Las tablas no están al día: press.0001_initial" in said
    assert "Lo demás no se puede mirar" in said
    assert "Buscador" not in said


def test_an_office_opened_to_the_world_without_precautions(say, meeting, settings):
    call_command("reindex")
    settings.ALLOWED_HOSTS = ["oficina.example"]

    said, fails = say()

    assert fails  # links that would lead nowhere
    assert "LONJA_HTTPS=yes" in said
    assert "LONJA_ADDRESS" in said
    assert "EMAIL_URL" in said


def test_a_key_that_can_be_guessed(say, meeting, settings):
    settings.SECRET_KEY = "1234"

    assert "La clave SECRET_KEY es corta o previsible" in say()[0]


def test_a_secret_that_others_can_read(say, meeting, home, tmp_path, monkeypatch):
    from lonja.house import health

    (home / "secret.key").write_text("x")
    (home / "secret.key").chmod(0o644)
    assert "secret.key" not in say()[0]  # nobody else gets into its folder

    monkeypatch.setattr(health, "_others_enter", lambda folder: True)
    said, fails = say()

    assert fails
    assert "puede leer" in said
    assert f"chmod 700 {home}" in said


def test_nobody_is_asked_who_they_are(say, meeting):
    """It is for the operator of the machine: it runs without anybody in the office."""
    User.objects.update(is_active=False)

    assert "Traza" in say()[0]
