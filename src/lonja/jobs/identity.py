"""Which process is who: told so that others on the same machine can see whether it lives."""

import os
import socket
from functools import cache
from pathlib import Path


@cache
def machine() -> str:
    """A name that is the same for the processes that can see each other's numbers.

    On Linux, the boot and the namespace of process numbers (each container has its own).
    """
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot[:13]}.{os.stat('/proc/self/ns/pid').st_ino}"
    except OSError:
        return socket.gethostname()[:40]


def of_process(pid: int) -> str:
    return f"{machine()}/{pid}/{_started(pid) or 0}"


def is_alive(worker: str) -> bool | None:
    """Whether the process that `of_process` named still lives; None when it cannot be seen."""
    where, pid, started = worker.rsplit("/", 2)
    if where != machine() or not Path("/proc/self/stat").exists():
        return None
    return _started(int(pid)) == int(started)


def _started(pid: int) -> int | None:
    """When the process began, in ticks since boot: a number taken again is another process."""
    try:
        # The name, in parentheses, may hold spaces: count the fields after it.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    dead = fields[0] in "ZX"
    return None if dead else int(fields[19])
