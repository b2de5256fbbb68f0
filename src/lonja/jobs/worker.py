"""A worker: the loop that runs jobs, one at a time, until it is told to stop.

Any number of them may run, on any machine that reaches the database. Each also looks at the
schedule and after the jobs of the dead, so that no other process is needed.
"""

import logging
import os
import random
import select
import signal
import threading
import time
from collections.abc import Iterable

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from . import identity
from .domain import leasing, recovering, running, scheduling
from .job import Job
from .when import Entry

logger = logging.getLogger("lonja.jobs")

LOOK_EVERY = 1.0  # seconds between looks at an empty queue
ROUND_EVERY = 5.0  # and between looks at the schedule and at lost jobs


class Worker:
    def __init__(self, schedule: Iterable[Entry]) -> None:
        self.schedule = list(schedule)
        self.name = identity.of_process(os.getpid())
        self.stopping = False
        self._wake, self._woken = os.pipe()
        self._next_round = 0.0
        self._pulse = Pulse(self.name)

    def heed_signals(self) -> None:
        """On SIGTERM or SIGINT, finish the job in hand and leave."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def _stop(self, number: int, frame: object) -> None:
        self.stopping = True
        os.write(self._woken, b".")

    def work(self, *, until_empty: bool = False) -> None:
        self._pulse.start()
        try:
            while not self.stopping:
                found = self._one_step()
                if until_empty and not found:
                    break
                if not found:
                    self._rest()
        finally:
            self._pulse.end()
            connections.close_all()

    def _one_step(self) -> bool:
        """Run one job, if there is one. A database out of reach is waited for."""
        close_old_connections()
        try:
            self._make_rounds()
            result = running.take(worker=self.name)
        except (DatabaseError, InterfaceError) as error:
            logger.warning("The queue is out of reach: %s", error)
            connections.close_all()
            return False
        if result:
            self._pulse.watch(result)
            running.run(result, worker=self.name)
            self._pulse.watch(None)
        return result is not None

    def _make_rounds(self) -> None:
        if time.monotonic() < self._next_round:
            return
        # Unevenly, so that several workers do not all look at the same time.
        self._next_round = time.monotonic() + ROUND_EVERY * random.uniform(0.8, 1.2)  # noqa: S311
        recovering.recover()
        scheduling.tick(self.schedule, now=timezone.now())

    def _rest(self) -> None:
        select.select([self._wake], [], [], LOOK_EVERY * random.uniform(0.8, 1.2))  # noqa: S311


class Pulse(threading.Thread):
    """The heart of a worker: renews its hold, and ends the process if its job hangs."""

    def __init__(self, worker: str) -> None:
        super().__init__(name="pulse", daemon=True)
        self._worker = worker
        self._ended = threading.Event()
        self._deadline: float | None = None

    def watch(self, result: DBTaskResult | None) -> None:
        """Look after this job from now on; after none if None."""
        self._deadline = time.monotonic() + _limit(result) if result else None

    def run(self) -> None:
        renewed = time.monotonic()
        while not self._ended.wait(1):
            deadline, now = self._deadline, time.monotonic()
            if deadline is None:
                continue
            if now > deadline:
                logger.error("The job has taken too long: the worker ends itself")
                os.kill(os.getpid(), signal.SIGKILL)
            if now - renewed > leasing.BEAT.total_seconds():
                self._renew()
                renewed = now
        connections.close_all()

    def _renew(self) -> None:
        try:
            leasing.renew(worker=self._worker)
        except (DatabaseError, InterfaceError) as error:
            logger.warning("The hold could not be renewed: %s", error)
            connections.close_all()

    def end(self) -> None:
        self._ended.set()
        self.join(timeout=5)


def _limit(result: DBTaskResult) -> float:
    try:
        limit = result.task.limit
    except ImportError:
        limit = Job.limit
    return limit.total_seconds()
