"""Children that die, and how long it is insisted on."""

import sys

import pytest

from lonja.jobs.supervision import RESTARTS, Child, KeepsDying, Supervisor
from tests.support.processes import wait_until

STAY = [sys.executable, "-c", "import time; time.sleep(600)"]
DIE = [sys.executable, "-c", "raise SystemExit(1)"]


def test_an_essential_child_that_keeps_dying_ends_the_run_and_the_others_with_it():
    died = []
    web, worker = Child("web", DIE, essential=True), Child("tareas", STAY)
    with pytest.raises(KeepsDying, match="web"):
        Supervisor([web, worker], on_death=died.append).run(when_up=lambda: True)
    assert died == ["web"] * (RESTARTS - 1)
    assert worker.is_dead()


def test_another_that_keeps_dying_rests_while_the_essential_one_goes_on():
    died = []
    web, worker = Child("web", STAY, essential=True), Child("tareas", DIE)
    supervisor = Supervisor([web, worker], on_death=died.append)
    web.start()
    worker.start()
    try:
        wait_until(lambda: supervisor.keep([web, worker]) or worker.rests_until)
        supervisor.keep([web, worker])
        assert died == ["tareas"] * (RESTARTS - 1)
        assert worker.is_dead()
        assert not web.is_dead()
    finally:
        web.sweep()
        web.process.wait()
