"""The public form, as somebody of a town fills it in and confirms it."""

from urllib.parse import urlsplit

from lonja.mail.models import Message
from lonja.matching.models import Intake
from lonja.matching.web import need_forms

SEND = "/necesidad/"


def filled(**other):
    return {
        "place__text": "Villaejemplo", "title": "El alumbrado gasta demasiado",
        "description": "Las farolas del casco son de los años ochenta.", "horizon": "year",
        "budget": "medium", "publicity": "members", "name": "Rosa Alcalde", "role": "Concejala",
        "email": "rosa@villaejemplo.example", "phone": "", "agrees": "on", "website": "",
        "opened": need_forms.stamp(), **other,
    }  # fmt: skip


def send(client, **other):
    return client.post(SEND, filled(**other))


def link_in(message):
    address = next(one for one in message.text.splitlines() if "/necesidad/" in one)
    return urlsplit(address).path


def sent_and_confirmed(client, **other):
    send(client, **other)
    path = link_in(Message.objects.latest("pk"))
    client.post(path, {"do": "confirm"})
    return path, Intake.objects.latest("pk")
