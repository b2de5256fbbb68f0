"""Two sides that can be introduced: a member with somebody, and a council with somebody."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from lonja.directory.models import Membership, Organisation, Person, Seat
from lonja.journal import writing
from lonja.mail.models import Message
from lonja.matching.domain import introducing
from lonja.matching.enums import Answer
from lonja.matching.models import Need

MEMBER, TERRITORY = "marcos@aires.example", "teresa@villaejemplo.example"
SECRETS = ("Marcos Miembro", MEMBER, "600 111 222")
THEIRS = ("Teresa Territorio", TERRITORY, "600 333 444")


def somebody(organisation, name, email, phone="", *, title="", is_main=True, language="es"):
    person = Person.objects.create(
        name=name, email=email, phone=phone, language=language, folded=name.lower()
    )
    Seat.objects.create(person=person, organisation=organisation, title=title, is_main=is_main)
    return person


def a_member(name="Aires Ejemplo, S.L.", since=date(2020, 1, 1)):
    made = Organisation.objects.create(
        name=name, description="Estaciones de calidad del aire.", folded=name.lower()
    )
    Membership.objects.create(organisation=made, admitted_on=since)
    return made


def a_council(place):
    return Organisation.objects.create(
        name=f"Ayuntamiento de {place}", kind="public_body", territory=place,
        description="Una villa de ejemplo.", folded="ayuntamiento",
    )  # fmt: skip


def a_need(place, council, *, by, **fields):
    fields = {"title": "Medir el ruido", "received_on": date(2024, 3, 1), **fields}
    return writing.create(Need(territory=place, organisation=council, **fields), by=by)


def agree(introduction, *, by=None, on=None):
    """The yes of both, with which they are introduced."""
    for side in ("member", "territory"):
        introduction = introducing.answer(introduction, side=side, said=Answer.YES, by=by, on=on)
    return introduction


def letters(email: str) -> list[Message]:
    return list(Message.objects.filter(to=email).order_by("pk"))


def path_in(message: Message) -> str:
    """The personal link of a letter, that all its buttons share."""
    (address,) = {*re.findall(r"^http\S+/enlace/[^\s?]+", message.text, re.MULTILINE)}
    return urlsplit(address).path
