"""`lonja serve`: the whole office from one command, and nothing of it left behind."""

import os
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.processes import lonja, wait_until

# Processes and signals are the same whatever they keep their records in.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def told():
    """What the environment says besides the port."""
    return {}


@pytest.fixture
def opened(direction, port, told):
    """An open office, in which somebody works already; its port is told by the environment."""
    serving = lonja("serve", "--no-example", PORT=str(port), **told)
    try:
        wait_until(lambda: child(serving.pid, "lonja worker") or serving.poll() is not None, 60)
        assert serving.poll() is None, serving.stdout.read()
        yield serving
    finally:
        family = descendants(serving.pid)
        serving.kill()
        serving.wait()
        for pid in filter(alive, family):
            os.kill(pid, signal.SIGKILL)


def assert_it_leaves_nothing_behind(opened, port, *, told: signal.Signals) -> None:
    family = descendants(opened.pid)
    assert len(family) >= 4  # the web and its two processes, and the worker
    opened.send_signal(told)
    said, _ = opened.communicate(timeout=40)
    assert opened.returncode == 0
    assert f"http://localhost:{port}" in said
    assert said.strip().endswith("Cerrado.")
    assert [pid for pid in family if alive(pid)] == []
    assert not answers(port)


def test_told_to_stop_it_leaves_nothing_behind(opened, port):
    assert_it_leaves_nothing_behind(opened, port, told=signal.SIGTERM)


@pytest.mark.parametrize(
    "told", [{"LONJA_HOSTS": "oficina.test", "LONJA_ADDRESS": "https://oficina.test"}]
)
def test_under_a_name_of_its_own_it_opens_without_a_word_too_many(opened, told, port):
    urllib.request.urlopen(
        urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": "oficina.test"})
    )
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/")  # any other name
    opened.send_signal(signal.SIGINT)
    said, _ = opened.communicate(timeout=40)

    assert said.startswith("La oficina está abierta en https://oficina.test\n")
    assert "ERROR" not in said


def test_what_dies_is_started_again_and_with_ctrl_c_all_of_it_leaves(opened, port):
    web, worker = (child(opened.pid, name) for name in ("granian", "lonja worker"))
    os.kill(web, signal.SIGKILL)
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: child(opened.pid, "granian") not in (None, web))
    wait_until(lambda: child(opened.pid, "lonja worker") not in (None, worker))
    wait_until(lambda: answers(port))
    assert_it_leaves_nothing_behind(opened, port, told=signal.SIGINT)


def test_killed_without_warning_its_children_leave_too(opened):
    family = descendants(opened.pid)
    opened.kill()
    opened.wait()
    wait_until(lambda: not any(alive(pid) for pid in family), 40)


def test_a_port_that_is_taken_is_said_in_plain_words(port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        serving = lonja("serve", "--no-example", "--port", str(port))
        said, _ = serving.communicate(timeout=40)
    assert serving.returncode == 1
    assert said.startswith(f"CommandError: No se puede abrir el puerto {port}: ya está")
    assert f"PORT={port + 1}" in said


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def child(parent: int, word: str) -> int | None:
    for pid in descendants(parent):
        with suppress(OSError):  # it may have died meanwhile
            if word in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " "):
                return pid
    return None


def descendants(pid: int) -> list[int]:
    """The processes that it started, and those that these started, the eldest first."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    children = [int(line) for line in found.stdout.split()]
    return [each for one in children for each in (one, *descendants(one))]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
