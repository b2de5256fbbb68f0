"""Real workers, killed without warning, and in numbers."""

import signal
from collections import Counter

import pytest
from django_tasks_db.models import DBTaskResult

from lonja.jobs import identity
from lonja.jobs.domain import leasing, recovering, running
from lonja.jobs.models import Failure, Lease, Tick
from tests.support.processes import lonja, python, wait_until

from .trial import dawdle, hang, lines, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start():
    """Start workers that end with the test."""
    started = []

    def start(*arguments: str):
        started.append(lonja("worker", *arguments))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def test_the_job_of_a_worker_killed_half_way_is_finished_by_another(start, tmp_path):
    book = tmp_path / "book"
    asked = dawdle.enqueue(str(book), 600)
    first = start()
    wait_until(lambda: lines(book))
    first.kill()
    first.wait()
    start()
    wait_until(lambda: "done" in lines(book))
    wait_until(lambda: not Lease.objects.exists())
    asked.refresh()
    assert asked.status == "SUCCESSFUL"
    assert asked.attempts == 2
    assert len(lines(book)) == 3


def test_told_to_stop_a_worker_finishes_the_job_in_hand_and_takes_no_other(start, tmp_path):
    book, other = tmp_path / "book", tmp_path / "other"
    dawdle.using(priority=9).enqueue(str(book), 2)
    write.enqueue(str(other), "hola")
    worker = start()
    wait_until(lambda: lines(book))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0
    assert lines(book)[1:] == ["done"]
    assert lines(other) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_an_idle_worker_leaves_at_once(start, number):
    worker = start()
    assert "En marcha" in worker.stdout.readline()
    worker.send_signal(number)
    assert worker.wait(timeout=5) == 0


def test_three_workers_run_every_job_exactly_once(start, tmp_path):
    book = tmp_path / "book"
    for number in range(60):
        write.enqueue(str(book), str(number))
    for worker in [start("--until-empty") for _ in range(3)]:
        assert worker.wait(timeout=60) == 0
    assert Counter(lines(book)) == Counter(str(number) for number in range(60))
    assert DBTaskResult.objects.successful().count() == 60


def test_a_job_that_hangs_is_cut_off_and_reported(start, tmp_path):
    hang.enqueue()
    assert start().wait(timeout=30) == -signal.SIGKILL
    recovering.recover()
    assert str(Failure.objects.get()) == (
        "No acabar nunca: WorkerLost: El proceso que la hacía se interrumpió."
    )


def test_a_silent_worker_of_another_machine_loses_its_job(tmp_path):
    write.enqueue(str(tmp_path / "book"), "hola")
    result = running.take(worker="elsewhere/12/345")
    assert recovering.recover() == 0
    Lease.objects.update(beat_at=result.started_at - leasing.SILENCE * 2)
    assert recovering.recover() == 1
    # Its end, told too late, is not written over what another makes of the job.
    running.run(result, worker="elsewhere/12/345")
    assert DBTaskResult.objects.get().status == "READY"


def test_a_worker_of_this_machine_that_lives_keeps_its_job_however_silent(tmp_path):
    write.enqueue(str(tmp_path / "book"), "hola")
    alive = python("-c", "import time; time.sleep(600)")
    try:
        result = running.take(worker=identity.of_process(alive.pid))
        Lease.objects.update(beat_at=result.started_at - leasing.SILENCE * 2)
        assert recovering.recover() == 0
    finally:
        alive.kill()
        alive.wait()
    assert recovering.recover() == 1


def test_two_that_look_at_the_schedule_at_once_enqueue_each_slot_once():
    watchers = [python("-m", "tests.jobs.watch_schedule") for _ in range(2)]
    said = [watcher.communicate(timeout=60)[0] for watcher in watchers]
    assert [watcher.returncode for watcher in watchers] == [0, 0], said
    enqueued = sum(int(text.split()[-1]) for text in said)
    ticks = Tick.objects.exclude(result=None)
    assert enqueued == ticks.count() == DBTaskResult.objects.count()
    assert ticks.count() >= 3
    assert ticks.values("slot").distinct().count() == ticks.count()
