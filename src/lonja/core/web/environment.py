"""What a request carries: nothing of the process that serves it.

The server mixes the environment of its process into that of every request, as CGI did. There are
the passwords of the database and of the mail; and what is kept of a request, such as the one that
waits in a session while its owner proves again who they are, would keep them too, and every copy
of the database with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

OF_A_REQUEST = {
    "CONTENT_LENGTH", "CONTENT_TYPE", "GATEWAY_INTERFACE", "PATH_INFO", "QUERY_STRING",
    "REMOTE_ADDR", "REQUEST_METHOD", "SCRIPT_NAME", "SERVER_NAME", "SERVER_PORT",
    "SERVER_PROTOCOL", "SERVER_SOFTWARE",
}  # fmt: skip

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def without_the_process(application: Application) -> Application:
    """The same WSGI application, told only of the request."""
    process = dict(os.environ)

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        told = {
            name: value
            for name, value in environ.items()
            if name in OF_A_REQUEST or process.get(name) != value
        }
        return application(told, start_response)

    return answer
