"""Keeping the processes of an office alive, and taking them all down together.

Each child leads a process group of its own: Ctrl-C reaches only the supervisor, which stops them in
order; and whatever a dead child had started can be swept away by its group. If the supervisor is
itself killed, Linux tells the children to stop.
"""

import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

PATIENCE = 30  # seconds that a child has to finish what it is doing
RESTARTS = 4  # deaths within A_WHILE after which it is of no use to start it at once again
A_WHILE = 60
PR_SET_PDEATHSIG = 1


class KeepsDying(Exception):
    """The essential child dies as soon as it is started again."""


@dataclass
class Child:
    name: str
    command: Sequence[str]
    # Without it there is no office; any other may rest a while and be tried again.
    essential: bool = False
    process: subprocess.Popen | None = None
    deaths: list[float] = field(default_factory=list)
    rests_until: float = 0

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 (the command is ours)
            self.command,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )

    def is_dead(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def send(self, number: int) -> None:
        if self.process and not self.is_dead():
            self.process.send_signal(number)

    def sweep(self) -> None:
        """End whatever remains of its group."""
        if self.process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    def __init__(self, children: Sequence[Child], *, on_death: Callable[[str], None]) -> None:
        self.children = children
        self.on_death = on_death
        self._signals = 0
        self._wake, self._woken = os.pipe()

    def run(self, *, when_up: Callable[[], bool]) -> None:
        """Start the children and keep them until SIGTERM or SIGINT.

        `when_up` is called until it returns True, with only the first child running: the others
        would compete with it for the processors while it starts. KeepsDying if it keeps dying.
        """
        before = {n: signal.signal(n, self._stop) for n in (signal.SIGTERM, signal.SIGINT)}
        first, *others = self.children
        try:
            first.start()
            while not self._signals and not when_up():
                self.keep([first])
            if not self._signals:
                for child in others:
                    child.start()
            while not self._signals:
                self.keep(self.children)
        finally:
            self._take_down()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, number: int, frame: object) -> None:
        self._signals += 1
        os.write(self._woken, b".")

    def keep(self, children: Sequence[Child]) -> None:
        """Start again those that have died, and rest a moment."""
        for child in children:
            if child.is_dead() and time.monotonic() >= child.rests_until:
                self._revive(child)
        self._rest(0.2)

    def _revive(self, child: Child) -> None:
        child.sweep()
        now = time.monotonic()
        child.deaths = [at for at in child.deaths if now - at < A_WHILE] + [now]
        if len(child.deaths) >= RESTARTS:
            if child.essential:
                raise KeepsDying(child.name)
            child.rests_until = now + A_WHILE
            return
        self.on_death(child.name)
        child.start()

    def _take_down(self) -> None:
        """Ask once; insist after a while, or at once if asked a second time."""
        asked = self._signals
        for child in self.children:
            child.send(signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        while any(not child.is_dead() for child in self.children):
            if time.monotonic() > end or self._signals > max(asked, 1):
                break
            self._rest(0.1)
        for child in self.children:
            child.sweep()
            if child.process:
                child.process.wait()

    def _rest(self, seconds: float) -> None:
        if select.select([self._wake], [], [], seconds)[0]:
            os.read(self._wake, 64)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
