"""What the direction does with the accounts of others."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.test import Client

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.journal.models import Entry
from lonja.team import queries
from lonja.team.domain import inviting, managing

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_charge(client, direction):
    client.force_login(direction)
    return client


def test_the_list_says_who_comes_in_and_how(in_charge, direction, office, member):
    TOTP.activate(office, "JBSWY3DPEHPK3PXP")
    page = in_charge.get("/cuenta/equipo/").content.decode()
    for text in ("Olga Oficina", "oficina técnica", "Amalia Asociada", "invitada", direction.email):
        assert text in page
    assert "Una cuenta que ve toda la oficina entra sin segundo factor." in page
    assert {one.name: one.has_second_factor for one in queries.team()} == {
        "Olga Oficina": True,
        "Gerardo Gerencia": False,
        "Amalia Asociada": False,
    }


@pytest.mark.parametrize("people", [1, 12])
def test_the_list_costs_the_same_for_one_as_for_many(
    in_charge, people, django_assert_max_num_queries
):
    for n in range(people):
        User.objects.create(email=f"p{n}@ejemplo.test", role=Role.MEMBER)
    with django_assert_max_num_queries(10):
        in_charge.get("/cuenta/equipo/")


def test_a_change_of_role_is_in_force_at_once_and_in_the_trail(in_charge, direction, member):
    theirs = Client()
    theirs.force_login(member)
    assert theirs.get("/correo/").status_code == 403
    in_charge.post(f"/cuenta/equipo/{member.pk}/", {"role": "office"})
    assert theirs.get("/correo/").status_code == 200
    line = Entry.objects.get()
    assert (line.actor, line.changes) == (direction, {"role": ["asociado", "oficina técnica"]})


def test_the_door_closes_at_once_to_whoever_is_deactivated(in_charge, office):
    theirs = Client()
    theirs.force_login(office)
    in_charge.post(f"/cuenta/equipo/{office.pk}/desactivar/")
    assert theirs.get("/correo/").status_code == 302
    assert not UserSession.objects.filter(user=office).exists()
    in_charge.post(f"/cuenta/equipo/{office.pk}/reactivar/")
    theirs.force_login(User.objects.get(pk=office.pk))
    assert theirs.get("/correo/").status_code == 200


def test_the_invitation_of_whoever_is_deactivated_does_not_open(direction):
    ana = inviting.invite("ana@ejemplo.test", name="Ana", role=Role.OFFICE, by=direction)
    address = inviting.make_token(ana, by=direction)
    managing.deactivate(ana, by=direction)
    assert Client().get(f"/cuenta/invitacion/{address}/").status_code == 410


def test_nobody_deactivates_themselves(direction):
    with pytest.raises(ValidationError):
        managing.deactivate(direction, by=direction)


def test_the_office_is_never_left_without_direction(direction, office):
    with pytest.raises(ValidationError):
        managing.change_role(direction, Role.OFFICE, by=direction)
    managing.change_role(office, Role.DIRECTION, by=direction)
    managing.change_role(direction, Role.OFFICE, by=direction)
    with pytest.raises(ValidationError):
        managing.deactivate(office, by=direction)
    assert User.objects.filter(role=Role.DIRECTION, is_active=True).get() == office


def test_somebody_who_lost_their_telephone_is_let_in_and_told(in_charge, office, letters):
    TOTP.activate(office, "JBSWY3DPEHPK3PXP")
    in_charge.post(f"/cuenta/equipo/{office.pk}/quitar-factores/")
    assert not Authenticator.objects.exists()
    (letter,) = letters(office.email)
    assert letter.subject == "Se han retirado los segundos factores de su cuenta"
    assert "Se retiraron sus segundos factores." in {e.reason for e in Entry.objects.all()}


def test_asking_for_a_second_factor_sends_staff_without_one_to_sign_in_again(
    in_charge, direction, office, member
):
    protected = User.objects.create_user("p@ejemplo.test", role=Role.OFFICE)
    TOTP.activate(protected, "JBSWY3DPEHPK3PXP")
    browsers = {}
    for user in (office, member, protected):
        browsers[user.email] = Client()
        browsers[user.email].force_login(user)
        browsers[user.email].get("/cuenta/")
        UserSession.objects.create(
            user=user, ip="127.0.0.1", session_key=browsers[user.email].session.session_key
        )
    in_charge.post("/cuenta/equipo/segundo-factor/", {"asked": "yes"})
    answers = {email: b.get("/cuenta/").status_code for email, b in browsers.items()}
    assert answers == {office.email: 302, member.email: 200, "p@ejemplo.test": 200}
    assert in_charge.get("/cuenta/equipo/").status_code == 200


def test_whoever_comes_to_be_of_such_an_office_signs_in_again(in_charge, direction, member):
    managing.ask_second_factor_of_staff(True, by=direction)
    theirs = Client()
    theirs.force_login(member)
    UserSession.objects.create(user=member, ip="127.0.0.1", session_key=theirs.session.session_key)
    in_charge.post(f"/cuenta/equipo/{member.pk}/", {"role": Role.ALLY})
    assert theirs.get("/cuenta/").status_code == 200
    in_charge.post(f"/cuenta/equipo/{member.pk}/", {"role": Role.OFFICE})
    assert theirs.get("/cuenta/").status_code == 302


def test_somebody_changes_their_name_and_language_and_nothing_else(client, member):
    client.force_login(member)
    client.post(
        "/cuenta/", {"name": "Amalia A.", "language": "en", "role": "direction", "email": "x@x.es"}
    )
    member.refresh_from_db()
    assert (member.name, member.language, member.role, member.email) == (
        "Amalia A.", "en", "member", "member@ejemplo.test"
    )  # fmt: skip
    assert Entry.objects.get().actor == member
