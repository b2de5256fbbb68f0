"""A real web server on this machine, that answers as each test tells it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    # Says it sends more than it does, as when a connection breaks.
    short_by: int = 0


class Site:
    """What is published at each path, and what was asked: [(path, headers)]."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.pages: dict[str, Answer | Callable[[], Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def publish(self, path: str, body: bytes, **headers: str) -> None:
        self.pages[path] = Answer(
            body, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )

    @property
    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked]


@contextmanager
def a_site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            site.asked.append((self.path, dict(self.headers)))
            page = site.pages.get(self.path, Answer(status=404))
            answer = page() if callable(page) else page
            known = answer.headers.get("ETag")
            if known and self.headers.get("If-None-Match") == known:
                answer = Answer(status=304)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body) + answer.short_by))
            self.end_headers()
            self.wfile.write(answer.body)
            if answer.short_by:
                self.close_connection = True

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
