"""A real mail server, in a thread, that does as each test tells it."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller


class Server:
    """What arrived, and what it is to answer: `answers` are given in order, then it accepts."""

    def __init__(self) -> None:
        self.arrived: list[EmailMessage] = []
        self.answers: list[str] = []
        self.refused: dict[str, str] = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answers and not self.answers[0].startswith("250"):
            return self.answers.pop(0)
        message = message_from_bytes(envelope.content, policy=policy.default)
        message["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.arrived.append(message)
        return "250 OK"


@pytest.fixture
def server(settings, db) -> Iterator[Server]:
    handler = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_TIMEOUT = 5
    yield handler
    controller.stop()


@pytest.fixture
def sending(settings):
    """Templates of letters for the tests."""
    settings.TEMPLATES = [
        {
            **settings.TEMPLATES[0],
            "APP_DIRS": False,
            "OPTIONS": {
                **settings.TEMPLATES[0]["OPTIONS"],
                "loaders": [
                    ("django.template.loaders.locmem.Loader", LETTERS),
                    "django.template.loaders.app_directories.Loader",
                ],
            },
        }
    ]


LETTERS = {
    "prueba/aviso.txt": """Reunión de {{ group }}

Hola, {{ to.name }}:

Le convocamos a la reunión de {{ group }}.

{% trans "Entrar" %}:
{{ address }}/grupos/7/

- Lugar: {{ place }}
- Hora: 10:00
"""
}
