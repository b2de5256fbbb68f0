"""Coming in: with a code, with a password, with a second factor. And not coming in."""

from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lonja.accounts.models import SignInPolicy, User
from lonja.journal.models import Entry
from lonja.mail import outbox
from lonja.mail.domain import delivering
from lonja.mail.enums import State
from lonja.mail.models import Message
from lonja.team import sign_in

pytestmark = pytest.mark.django_db
PASSWORD = "clave de ejemplo"


def signed_in(client) -> bool:
    return SESSION_KEY in client.session


def by_password(client, user, password=PASSWORD, **more):
    return client.post("/cuenta/login/", {"login": user.email, "password": password, **more})


def totp_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


# -- code ------------------------------------------------------------------------------------


def test_somebody_comes_in_with_the_code_that_they_were_sent(client, member, sign_in_by_code):
    answer = sign_in_by_code(client, member)
    assert (answer.status_code, answer.url) == (302, "/")
    assert signed_in(client)


def test_the_letter_with_the_code_is_in_their_language_and_nobody_reads_it_here(
    client, member, letters
):
    member.language = "en"
    member.save()
    client.post("/cuenta/login/code/", {"email": member.email})
    (letter,) = letters(member.email)
    assert letter.private
    assert letter.shown_text == ""


def test_the_code_of_another_browser_does_not_open(client, member, letters):
    other = Client()
    other.post("/cuenta/login/code/", {"email": member.email})
    code = letters(member.email)[-1].subject.split()[0]
    client.post("/cuenta/login/code/", {"email": member.email})
    client.post("/cuenta/login/code/confirm/", {"code": code})
    assert not signed_in(client)


def test_after_three_wrong_codes_even_the_right_one_does_not_open(client, member, letters):
    client.post("/cuenta/login/code/", {"email": member.email})
    code = letters(member.email)[-1].subject.split()[0]
    for wrong in ("AAAAAA", "BBBBBB", "CCCCCC"):
        client.post("/cuenta/login/code/confirm/", {"code": wrong})
    client.post("/cuenta/login/code/confirm/", {"code": code})
    assert not signed_in(client)


def test_a_stranger_is_told_the_same_and_nothing_is_sent(client, member, letters):
    known = client.post("/cuenta/login/code/", {"email": member.email})
    unknown = Client().post("/cuenta/login/code/", {"email": "nadie@ejemplo.test"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert letters("nadie@ejemplo.test") == []


@pytest.mark.parametrize("way", ["/cuenta/login/code/", "/cuenta/password/reset/"])
def test_the_clock_does_not_tell_a_stranger_who_works_here(member, letters, way):
    """Whoever has no account is answered with the same work: a letter, which is thrown away."""
    for email in (member.email, "nadie@ejemplo.test"):
        with CaptureQueriesContext(connection) as asked:
            Client().post(way, {"email": email})
        written = [one["sql"] for one in asked if 'INTO "mail_message"' in one["sql"]]
        assert len(written) == 1, email
    assert [len(letters(e)) for e in (member.email, "nadie@ejemplo.test")] == [1, 0]


def test_a_code_is_read_by_nobody_else(client, direction, auditor, letters):
    """Or whoever reads the outbox would come in as anybody."""
    Client().post("/cuenta/login/code/", {"email": direction.email})
    (letter,) = letters(direction.email)
    code = letter.subject.split()[0]
    Message.objects.update(state=State.FAILED)
    outbox.retry(letter, by=direction)
    client.force_login(auditor)
    for page in ("/correo/", f"/correo/{letter.pk}/", "/traza/", "/"):
        assert code not in client.get(page).text, page
    delivering.deliver(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.subject, letter.text, letter.html) == (State.SENT, "", "", "")


def test_whoever_asks_for_codes_again_and_again_is_stopped(member, letters):
    for _ in range(5):
        Client().post("/cuenta/login/code/", {"email": member.email})
    assert len(letters(member.email)) == 3


# -- password --------------------------------------------------------------------------------


def test_somebody_comes_in_with_their_password(client, office, confirmed):
    assert by_password(client, confirmed(office)).status_code == 302
    assert signed_in(client)


def test_passwords_are_not_guessed_for_long(client, office, confirmed):
    confirmed(office)
    for _ in range(5):
        by_password(Client(), office, "mala")
    answer = by_password(client, office)
    assert not signed_in(client)
    assert "Demasiados intentos" in answer.content.decode()


def test_somebody_deactivated_does_not_come_in(client, office, confirmed):
    confirmed(office)
    User.objects.update(is_active=False)
    by_password(client, office)
    assert not signed_in(client)


def test_nobody_signs_up(client):
    data = {"email": "nuevo@ejemplo.test", "password1": "una clave bien larga"}
    for answer in (client.get("/cuenta/signup/"), client.post("/cuenta/signup/", data)):
        assert "Las cuentas las abre la oficina" in answer.content.decode()
    assert not User.objects.exists()


def test_a_forgotten_password_is_changed_with_the_link_of_the_letter(
    client, office, confirmed, letters, settings
):
    confirmed(office)
    client.post("/cuenta/password/reset/", {"email": office.email})
    (letter,) = letters(office.email)
    (link,) = [line for line in letter.text.splitlines() if "/reset/key/" in line]
    assert link.startswith(settings.ADDRESS)
    page = client.get(link.removeprefix(settings.ADDRESS), follow=True)
    new = {"password1": "otra clave bien larga", "password2": "otra clave bien larga"}
    client.post(page.redirect_chain[-1][0], new)
    by_password(Client(), office, "clave de ejemplo")
    assert by_password(client, office, "otra clave bien larga").status_code == 302
    assert [one.subject for one in letters(office.email)][1:] == [
        "Se ha puesto una contraseña nueva en su cuenta."
    ]


def test_somebody_who_never_came_in_puts_a_password_by_the_link_and_comes_in_with_it(
    client, office, letters, settings
):
    """Asking for the link leaves the address unconfirmed, and was once asked to be confirmed."""
    client.post("/cuenta/password/reset/", {"email": office.email})
    (link,) = [one for one in letters(office.email)[0].text.splitlines() if "/reset/key/" in one]
    page = client.get(link.removeprefix(settings.ADDRESS), follow=True)
    new = {"password1": "otra clave bien larga", "password2": "otra clave bien larga"}
    client.post(page.redirect_chain[-1][0], new)
    answer = by_password(client, office, "otra clave bien larga")
    assert (answer.status_code, answer.url) == (302, "/")
    assert signed_in(client)
    assert "Confirme su correo" not in [one.subject for one in letters(office.email)]


def test_a_short_password_is_refused(client, office):
    office.set_unusable_password()
    office.save()
    client.force_login(office)
    answer = client.post(
        "/cuenta/password/set/", {"password1": "corta123", "password2": "corta123"}, follow=True
    )
    office.refresh_from_db()
    assert not office.has_usable_password()
    assert answer.status_code == 200


def test_a_new_address_is_confirmed_from_its_own_mail_and_told_in_the_trail(
    client, office, confirmed, letters, settings
):
    confirmed(office)
    former = office.email
    by_password(client, office)
    change = {"email": "nueva@ejemplo.test", "action_add": ""}
    answer = client.post("/cuenta/email/", change)
    # Whoever finds a session open does not keep the account.
    assert answer.url == "/cuenta/reauthenticate/?next=%2Fcuenta%2Femail%2F"
    client.post(answer.url, {"password": PASSWORD, "next": "/cuenta/email/"})
    office.refresh_from_db()
    assert office.email == former
    (link,) = [x for x in letters("nueva@ejemplo.test")[0].text.splitlines() if "/cuenta/" in x]
    path = link.removeprefix(settings.ADDRESS)
    client.get(path)
    office.refresh_from_db()
    assert office.email == former  # opening it is not enough: scanners open every link
    client.post(path)
    office.refresh_from_db()
    assert office.email == "nueva@ejemplo.test"
    assert Entry.objects.get().changes == {"email": [former, "nueva@ejemplo.test"]}
    assert letters(former)[-1].subject == "Ha cambiado el correo de su cuenta."


def test_every_letter_of_allauth_is_known_here(settings):
    """One that was not would break the page that sends it."""
    import allauth

    folder = Path(allauth.__file__).parent / "templates"
    sent = {
        str(one.relative_to(folder)).removesuffix("_subject.txt")
        for app in ("account", "mfa", "socialaccount")
        for one in folder.glob(f"{app}/email/*_subject.txt")
    }
    never = {
        "account/email/account_already_exists",  # nobody signs up
        "account/email/unknown_account",  # strangers are not written to
        "account/email/password_reset_code",  # a link is sent instead
    }
    unknown = sent - set(sign_in.LETTERS) - set(sign_in.NEWS) - never
    assert unknown == set()


# -- second factor ---------------------------------------------------------------------------


@pytest.fixture
def protected(office, confirmed):
    """Somebody with an application that gives codes, and recovery codes."""
    confirmed(office)
    office.secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(office, office.secret)
    RecoveryCodes.activate(office)
    return office


def test_the_password_alone_is_not_enough(client, protected):
    answer = by_password(client, protected)
    assert (answer.status_code, answer.url) == (302, "/cuenta/segundo-factor/authenticate/")
    assert not signed_in(client)
    assert client.get("/cuenta/").status_code == 302


def test_the_code_by_mail_alone_is_not_enough_either(client, protected, sign_in_by_code):
    answer = sign_in_by_code(client, protected)
    assert answer.url == "/cuenta/segundo-factor/authenticate/"
    assert not signed_in(client)


def test_the_code_of_the_application_opens_once(client, protected):
    code = totp_now(protected.secret)
    by_password(client, protected)
    client.post("/cuenta/segundo-factor/authenticate/", {"code": code})
    assert signed_in(client)
    thief = Client()
    by_password(thief, protected)
    thief.post("/cuenta/segundo-factor/authenticate/", {"code": code})
    assert not signed_in(thief)


def test_no_key_is_offered_to_who_has_none(client, protected):
    by_password(client, protected)
    page = client.get("/cuenta/segundo-factor/authenticate/").text
    assert "Escriba el código" in page
    assert "Usar mi llave de acceso" not in page


def test_a_recovery_code_opens_once(client, protected):
    recovery = Authenticator.objects.get(user=protected, type=Authenticator.Type.RECOVERY_CODES)
    code = recovery.wrap().get_unused_codes()[0]
    for browser, opens in ((client, True), (Client(), False)):
        by_password(browser, protected)
        browser.post("/cuenta/segundo-factor/authenticate/", {"code": code})
        assert signed_in(browser) == opens


def test_a_second_factor_is_set_up_after_proving_who_one_is(
    client, office, confirmed, letters, django_capture_on_commit_callbacks
):
    client.force_login(confirmed(office))
    asked = client.get("/cuenta/segundo-factor/totp/activate/")
    assert asked.url.startswith("/cuenta/reauthenticate/")
    client.post("/cuenta/reauthenticate/", {"password": PASSWORD})
    page = client.get("/cuenta/segundo-factor/totp/activate/")
    secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/cuenta/segundo-factor/totp/activate/", {"code": totp_now(secret)})
    assert get_adapter().is_mfa_enabled(office)
    assert letters(office.email)[-1].subject == "Se ha activado una aplicación de autenticación."


@pytest.mark.parametrize("page", ["/cuenta/segundo-factor/totp/activate/", "/cuenta/password/set/"])
def test_who_comes_in_by_codes_alone_comes_in_anew_before_changing_how(
    client, member, sign_in_by_code, page
):
    """Or whoever found their session open would add a key of their own, and keep the account."""
    member.set_unusable_password()
    member.save()
    sign_in_by_code(client, member)
    assert client.get(page).status_code == 200
    UserSession.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    answer = client.get(page)
    assert answer.url == f"/cuenta/login/?next={page}"
    assert not signed_in(client)
    assert "Entre otra vez" in client.get(answer.url).text


def test_an_old_session_of_who_comes_in_by_codes_does_not_change_their_address(
    client, member, sign_in_by_code, letters
):
    member.set_unusable_password()
    member.save()
    sign_in_by_code(client, member)
    UserSession.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    client.post("/cuenta/email/", {"action_add": "", "email": "ladron@ejemplo.test"})
    assert not signed_in(client)
    assert letters("ladron@ejemplo.test") == []


# -- when the office asks for it -------------------------------------------------------------


@pytest.fixture
def asked_of_staff(db):
    SignInPolicy.objects.create(pk=1, staff_needs_second_factor=True)


def test_staff_without_a_second_factor_can_only_set_it_up(
    client, office, asked_of_staff, sign_in_by_code
):
    assert sign_in_by_code(client, office).url == "/cuenta/segundo-factor/"
    assert client.get("/correo/").url == "/cuenta/segundo-factor/"
    assert client.get("/cuenta/").status_code == 200
    TOTP.activate(office, "JBSWY3DPEHPK3PXP")
    assert client.get("/correo/").status_code == 200


def test_whoever_takes_it_away_owes_it_again(client, protected, asked_of_staff):
    by_password(client, protected)
    code = totp_now(protected.secret)
    client.post("/cuenta/segundo-factor/authenticate/", {"code": code})
    assert client.get("/correo/").status_code == 200
    client.post("/cuenta/reauthenticate/", {"password": PASSWORD})
    client.post("/cuenta/segundo-factor/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert client.get("/correo/").url == "/cuenta/segundo-factor/"
    TOTP.activate(protected, "JBSWY3DPEHPK3PXP")
    assert client.get("/correo/").status_code == 200


def test_it_is_owed_by_who_comes_in_and_not_by_who_only_put_a_password_there(
    client, office, member, confirmed, letters, settings, asked_of_staff, sign_in_by_code
):
    confirmed(office)
    client.post("/cuenta/password/reset/", {"email": office.email})
    (link,) = [one for one in letters(office.email)[0].text.splitlines() if "/reset/key/" in one]
    page = client.get(link.removeprefix(settings.ADDRESS), follow=True)
    new = {"password1": "otra clave bien larga", "password2": "otra clave bien larga"}
    client.post(page.redirect_chain[-1][0], new)
    assert client.get("/mi-pagina/no-es-un-enlace/").status_code != 302
    assert sign_in_by_code(client, member).url == "/"


def test_who_owes_it_goes_on_once_the_office_asks_no_more(
    client, office, asked_of_staff, sign_in_by_code
):
    sign_in_by_code(client, office)
    assert client.get("/correo/").url == "/cuenta/segundo-factor/"
    SignInPolicy.objects.update(staff_needs_second_factor=False)
    assert client.get("/correo/").status_code == 200


def test_members_are_not_asked(client, member, asked_of_staff, sign_in_by_code):
    assert sign_in_by_code(client, member).url == "/"


def test_it_costs_no_query_to_those_who_owe_nothing(client, office, django_assert_max_num_queries):
    client.force_login(office)
    with django_assert_max_num_queries(3):  # the session, the user, and the colour of the house
        client.get("/marca.css")


# -- sessions --------------------------------------------------------------------------------


def test_the_session_changes_its_name_on_coming_in(client, member, sign_in_by_code):
    """A key that somebody planted in the browser beforehand is worth nothing afterwards."""
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    sign_in_by_code(client, member)
    assert client.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert not signed_in(thief)


def test_somebody_sees_their_sessions_and_closes_the_others(client, office, confirmed):
    confirmed(office)
    other = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64; rv:1) Gecko Firefox/140.0")
    by_password(other, office)
    by_password(client, office)
    assert "Firefox en Linux" in client.get("/cuenta/sesiones/").content.decode()
    client.post("/cuenta/sesiones/")
    assert UserSession.objects.filter(user=office).count() == 1
    assert client.get("/cuenta/").status_code == 200
    assert other.get("/cuenta/").status_code == 302


def test_changing_the_password_closes_the_other_sessions(client, office, confirmed):
    confirmed(office)
    other = Client()
    by_password(other, office)
    by_password(client, office)
    new = {"password1": "otra clave bien larga", "password2": "otra clave bien larga"}
    client.post("/cuenta/password/change/", {"oldpassword": PASSWORD, **new})
    assert client.get("/cuenta/").status_code == 200
    assert other.get("/cuenta/").status_code == 302


def test_pages_speak_the_language_of_whoever_is_signed_in(client, member):
    member.language = "en"
    member.save()
    client.force_login(member)
    answer = client.get("/cuenta/", headers={"Accept-Language": "es"})
    assert answer["Content-Language"] == "en"
    assert '<html lang="en"' in answer.content.decode()
