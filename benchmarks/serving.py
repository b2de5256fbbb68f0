"""The same pages from a browser's side: `lonja serve`, real HTTP, real sign-in."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from .measuring import shares
from .office import ROOT, Failed, Office

PATIENCE = 120  # seconds


@contextmanager
def open_office(office: Office) -> Iterator[tuple[int, float]]:
    """`lonja serve` until the end of the block: its port, and the seconds until it answered."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = time.perf_counter()
    serving = subprocess.Popen(
        [sys.executable, "-m", "lonja", "serve", "--port", str(port)],
        env=office.environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _answers(port):
            if serving.poll() is not None or time.perf_counter() - start > PATIENCE:
                raise Failed("lonja serve does not answer")
            time.sleep(0.02)
        yield port, time.perf_counter() - start
    finally:
        serving.send_signal(signal.SIGTERM)
        serving.wait(timeout=60)


def _answers(port: int) -> bool:
    """Whether the page of signing in comes whole."""
    try:
        return get(port, "/cuenta/entrar/")[0] in (200, 404)
    except OSError:
        return False


def get(port: int, path: str, cookies: str = "") -> tuple[int, bytes, list[str]]:
    """Status, body, and the cookies that are set."""
    return _ask(port, "GET", path, cookies)


def _ask(port: int, method: str, path: str, cookies: str, body: str = "") -> tuple:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Host": f"localhost:{port}", "Cookie": cookies}
    if body:
        origin = f"http://localhost:{port}"
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin}
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers.get_all("Set-Cookie") or []
    finally:
        connection.close()


def sign_in(port: int, path: str, email: str, password: str) -> str:
    """The cookies of somebody who has signed in at `path`."""
    _status, page, set_ = get(port, path)
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
    if not token:
        raise Failed("the page of signing in has no form")
    cookies = _jar(set_)
    form = {"csrfmiddlewaretoken": token[1].decode(), "login": email, "password": password}
    status, _body, set_ = _ask(port, "POST", path, cookies, urlencode(form))
    if status != 302:
        raise Failed(f"signing in answered {status}")
    return "; ".join(filter(None, [cookies, _jar(set_)]))


def _jar(set_: list[str]) -> str:
    return "; ".join(cookie.partition(";")[0] for cookie in set_)


def measure(port: int, cookies: str, path: str, rounds: int) -> dict[str, float]:
    """Milliseconds from asking to the last byte."""
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        status, _body, _set = get(port, path, cookies)
        times.append((time.perf_counter() - start) * 1000)
        if status != 200:
            raise Failed(f"{path} answered {status}")
    return shares(times[1:])
