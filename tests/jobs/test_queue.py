"""The queue within one process: keys, retries, and what the office is told."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lonja.jobs import queries
from lonja.jobs.domain import forgetting, retrying, running
from lonja.jobs.models import Failure, Lease
from lonja.journal.enums import Verb
from lonja.journal.models import Entry

from .trial import answer_with_a_set, knock, lines, write, write_to_nobody

pytestmark = pytest.mark.django_db


def test_a_job_is_run_once_and_leaves_no_lease(tmp_path):
    write.enqueue(str(tmp_path / "book"), "hola")
    assert running.drain() == 1
    assert running.drain() == 0
    assert lines(tmp_path / "book") == ["hola"]
    assert not Lease.objects.exists()


def test_a_job_asked_for_in_a_change_that_fails_does_not_exist(tmp_path):
    def change_and_fail():
        with transaction.atomic():
            write.enqueue(str(tmp_path / "book"), "hola")
            raise ValueError("lo que cambiaba no estaba bien")

    with pytest.raises(ValueError, match="no estaba bien"):
        change_and_fail()
    assert running.drain() == 0


def test_asked_twice_with_the_same_key_it_is_one_job(tmp_path):
    book = str(tmp_path / "book")
    first = write.using(key="saludo:1").enqueue(book, "hola")
    again = write.using(key="saludo:1").enqueue(book, "hola")
    other = write.using(key="saludo:2").enqueue(book, "adiós")
    assert first.id == again.id != other.id
    assert running.drain() == 2
    # Done already, it is still the same job.
    assert write.using(key="saludo:1").enqueue(book, "hola").id == first.id
    assert running.drain() == 0
    assert lines(tmp_path / "book") == ["hola", "adiós"]


def test_a_job_that_fails_is_tried_again_until_it_succeeds(tmp_path):
    asked = knock.enqueue(str(tmp_path / "book"), opens_at=3)
    assert running.drain() == 3
    asked.refresh()
    assert lines(tmp_path / "book") == ["try 1", "try 2", "try 3"]
    assert asked.return_value == "dentro"
    assert not queries.failures_to_settle().exists()


def test_a_job_that_keeps_failing_is_given_up_and_the_office_is_told(tmp_path):
    asked = knock.enqueue(str(tmp_path / "book"), opens_at=9)
    assert running.drain() == 3
    failure = queries.failures_to_settle().get()
    assert failure.title == "Llamar a una puerta"
    assert failure.error == "ConnectionError: nadie abre"
    assert failure.attempts == 3
    assert failure.result_id == UUID(asked.id)
    assert "raise ConnectionError" in failure.traceback


def test_a_job_that_gives_up_is_not_tried_again():
    write_to_nobody.enqueue()
    assert running.drain() == 1
    assert str(Failure.objects.get()) == "Escribir a quien ya no está: La dirección ya no existe"


def test_between_tries_it_waits_twice_as_long_each_time():
    half_a_minute = timedelta(seconds=30)
    for tries, least in ((1, 30), (2, 60), (5, 480), (40, 6 * 3600)):
        waited = retrying.wait(half_a_minute, tries).total_seconds()
        assert least <= waited <= least * 1.2


def test_waiting_for_its_next_try_it_lets_others_pass(tmp_path):
    asked = knock.using(priority=9).enqueue(str(tmp_path / "book"), opens_at=9)
    DBTaskResult.objects.filter(pk=asked.id).update(task_path="tests.jobs.gone.knock")
    write.enqueue(str(tmp_path / "book"), "hola")
    running.drain()
    waiting = queries.waiting().get()
    assert waiting.exception_class_path == "builtins.ModuleNotFoundError"
    assert waiting.run_after > timezone.now()
    assert lines(tmp_path / "book") == ["hola"]


def test_an_answer_that_cannot_be_kept_is_a_failure():
    answer_with_a_set.enqueue()
    running.drain()
    assert queries.waiting().get().exception_class_path == "builtins.TypeError"


def test_the_office_runs_a_failed_job_again(office):
    write_to_nobody.enqueue()
    running.drain()
    failure = Failure.objects.get()
    retrying.run_again(failure, by=office)
    assert not queries.failures_to_settle().exists()
    assert queries.waiting().get().task_path == "tests.jobs.trial.write_to_nobody"
    assert Entry.objects.get().actor == office


def test_two_that_see_to_the_same_failure_do_it_once(office):
    write_to_nobody.enqueue()
    running.drain()
    first, second = Failure.objects.get(), Failure.objects.get()
    retrying.run_again(first, by=office)
    assert retrying.run_again(second, by=office) is None
    retrying.set_aside(second, by=office)
    assert queries.waiting().count() == 1
    assert Entry.objects.get().verb == Verb.RUN_AGAIN


def test_what_finished_long_ago_is_forgotten_but_not_what_failed(tmp_path):
    old = write.using(key="saludo").enqueue(str(tmp_path / "book"), "hola")
    write.enqueue(str(tmp_path / "book"), "hoy")
    write_to_nobody.enqueue()
    running.drain()
    DBTaskResult.objects.filter(pk=old.id).update(finished_at=timezone.now() - timedelta(days=31))
    assert forgetting.forget_finished() == 1
    assert DBTaskResult.objects.count() == 2
    assert Failure.objects.count() == 1
