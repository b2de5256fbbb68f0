"""Nobody signs up: the office invites."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from lonja.accounts.enums import Role
from lonja.accounts.models import Link, User
from lonja.journal.models import Entry
from lonja.mail.models import Message
from lonja.team.domain import inviting

pytestmark = pytest.mark.django_db
ANA = "ana@ejemplo.test"


@pytest.fixture
def ana(direction):
    return inviting.invite(ANA, name="Ana Ejemplo", role=Role.OFFICE, by=direction)


@pytest.fixture
def address(ana):
    return way_in(Message.objects.get(to=ANA))


def way_in(letter) -> str:
    return re.search(r"/cuenta/invitacion/\S+", letter.text)[0]


def test_the_direction_invites_and_the_letter_carries_the_way_in(client, direction, settings):
    client.force_login(direction)
    form = {"name": "Ana Ejemplo", "email": "Ana@Ejemplo.test", "role": "office", "language": "es"}
    assert client.post("/cuenta/equipo/invitar/", form).url == "/cuenta/equipo/"
    user = User.objects.get(email=ANA)
    assert (user.name, user.role, user.has_usable_password()) == ("Ana Ejemplo", "office", False)
    letter = Message.objects.get(to=ANA)
    assert letter.private
    assert f"{settings.ADDRESS}/cuenta/invitacion/" in letter.text
    assert "Gerardo Gerencia le ha abierto una cuenta" in letter.text
    lines = [(e.verb, e.actor) for e in Entry.objects.order_by("pk")]
    assert lines == [("created", direction), ("sent", direction)]


def test_nobody_is_invited_twice(client, direction, ana):
    with pytest.raises(ValidationError):
        inviting.invite(ANA.upper(), name="Otra", role=Role.MEMBER, by=direction)
    client.force_login(direction)
    form = {"name": "Otra", "email": ANA, "role": "member", "language": "es"}
    answer = client.post("/cuenta/equipo/invitar/", form)
    assert "Ya hay una cuenta con este correo." in answer.content.decode()
    assert User.objects.get(email=ANA).name == "Ana Ejemplo"


def test_an_account_is_not_entered_from_the_address_that_it_had_before(client, ana, address):
    """She came in by a code, and left the address of her last job."""
    User.objects.filter(pk=ana.pk).update(email="ana@otro.test")
    assert client.get(address).status_code == 410
    assert client.post(address, {"name": "Quien lee ahora su correo"}).status_code == 410
    assert SESSION_KEY not in client.session


def test_whoever_is_invited_says_their_name_and_is_in(client, address):
    page = client.get(address).content.decode()
    assert "Ana Ejemplo" in page
    assert ANA in page
    answer = client.post(address, {"name": "Ana Ejemplo Ruiz", "password": ""})
    assert answer.url == "/cuenta/"
    user = User.objects.get(email=ANA)
    assert client.session[SESSION_KEY] == str(user.pk)
    assert user.name == "Ana Ejemplo Ruiz"
    assert EmailAddress.objects.get(user=user).verified
    assert client.get("/cuenta/").status_code == 200


def test_with_a_password_they_come_in_later_with_it(client, address):
    client.post(address, {"name": "Ana", "password": "una clave bien larga"})
    again = Client()
    again.post("/cuenta/login/", {"login": ANA, "password": "una clave bien larga"})
    assert SESSION_KEY in again.session


@pytest.mark.parametrize("weak", ["corta", "qwerty123456", "ana@ejemplo.test"])
def test_a_weak_password_is_sent_back_and_the_invitation_still_opens(client, address, weak):
    answer = client.post(address, {"name": "Ana", "password": weak})
    assert answer.status_code == 422
    assert f'value="{weak}"' not in answer.content.decode()
    assert client.get(address).status_code == 200


def test_opening_the_invitation_lets_nobody_in(client, address):
    client.get(address)
    assert SESSION_KEY not in client.session
    assert Link.objects.get().used_at is None


def test_an_invitation_is_used_once(client, address):
    client.post(address, {"name": "Ana", "password": ""})
    thief = Client()
    answer = thief.post(address, {"name": "Otra", "password": ""})
    assert answer.status_code == 410
    assert SESSION_KEY not in thief.session
    assert User.objects.get(email=ANA).name == "Ana"


def test_whoever_was_signed_in_on_that_computer_no_longer_is(client, address, member):
    client.force_login(member)
    client.post(address, {"name": "Ana", "password": ""})
    assert client.session[SESSION_KEY] == str(User.objects.get(email=ANA).pk)


def test_inviting_again_leaves_the_former_link_without_use(client, ana, address, direction):
    client.force_login(direction)
    client.post(f"/cuenta/equipo/{ana.pk}/invitar/")
    letters = Message.objects.filter(to=ANA).order_by("pk")
    visitor = Client()
    assert visitor.get(address).status_code == 410
    assert visitor.get(way_in(letters[1])).status_code == 200


def test_the_trail_and_the_outbox_of_an_invitation_hide_the_way_in(client, office, address):
    client.force_login(office)
    letter = Message.objects.get(to=ANA)
    for page in ("/correo/", f"/correo/{letter.pk}/", "/cuenta/enlaces/"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "invitacion/" not in answer.content.decode()
    assert "invitacion/" not in str(list(Entry.objects.values()))


def test_the_first_person_of_an_installation_is_invited_from_the_command_line(capsys, settings):
    call_command("invite", "gerencia@ejemplo.test", "--name", "Inés Ejemplo")
    address = capsys.readouterr().out.strip()
    assert User.objects.get().role == Role.DIRECTION
    assert Client().get(address.removeprefix(settings.ADDRESS)).status_code == 200
