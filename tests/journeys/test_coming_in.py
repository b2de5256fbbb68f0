"""Coming in, and looking after one's own account, as people do it: in a browser."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page

from lonja.accounts.enums import Role
from lonja.mail.models import Message
from lonja.team.domain import inviting
from tests.journeys.browsing import assert_accessible, screenshot

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "clave de ejemplo"


def give_a_key(page: Page) -> None:
    """A security key built into the computer, that recognises its owner by itself."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_somebody_comes_in_with_the_code_of_their_mail(open_page, office):
    page = open_page(None, "/cuenta/")
    page.get_by_label("Su correo").fill(office.email)
    page.get_by_role("button", name="Enviarme un código").click()
    page.get_by_role("heading", name="Escriba el código").wait_for()
    assert_accessible(page)
    screenshot(page, "sign-in-code")
    letter = Message.objects.get(to=office.email)
    code = re.search(r"^\S{4,}$", letter.text, re.MULTILINE)[0]
    page.get_by_label("Código").fill(code)
    page.get_by_role("button", name="Entrar").click()
    page.wait_for_url("**/cuenta/")
    assert page.get_by_role("heading", name="Mi cuenta").is_visible()
    assert_accessible(page)
    screenshot(page, "own-account")


def test_somebody_adds_a_passkey_and_comes_in_with_it_alone(open_page, office):
    page = open_page(office, "/cuenta/segundo-factor/")
    give_a_key(page)
    assert_accessible(page)
    page.get_by_role("link", name="Añadir una llave").click()
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Confirmar").click()
    page.get_by_label("Nombre").fill("portátil")
    page.get_by_label(re.compile("Entrar solo con ella")).check()
    assert_accessible(page)
    screenshot(page, "passkey-add")
    page.get_by_role("button", name="Añadir").click()
    page.wait_for_url(re.compile(r"recovery-codes|webauthn/$"))
    screenshot(page, "recovery-codes")
    page.goto("/cuenta/segundo-factor/webauthn/")
    assert page.get_by_text("portátil").is_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Cambiar el nombre").click()
    page.get_by_label("Nombre").fill("el de casa")
    page.get_by_role("button", name="Guardar").click()
    page.get_by_role("rowheader", name="el de casa").wait_for()

    page.context.clear_cookies()
    page.goto("/cuenta/")
    page.get_by_role("button", name="Entrar con una llave de acceso").click()
    page.get_by_role("heading", name="Mi cuenta").wait_for()

    Authenticator.objects.all().delete()
    page.context.clear_cookies()
    page.goto("/cuenta/")
    page.get_by_role("button", name="Entrar con una llave de acceso").click()
    page.get_by_text("No reconocemos esa llave").wait_for()


def test_the_drawing_of_the_secret_is_dark_on_light_also_at_night(open_page, office):
    """A telephone does not read black on black."""
    page = open_page(office, "/cuenta/segundo-factor/totp/activate/")
    page.emulate_media(color_scheme="dark")
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Confirmar").click()
    drawing = page.get_by_role("img", name="Código QR con el secreto")
    assert drawing.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
    assert_accessible(page)


def test_a_wrong_password_is_said_and_breaks_nothing_in_the_page(open_page, office):
    page = open_page(None, "/cuenta/")
    broken = []
    page.on("pageerror", lambda error: broken.append(error))
    page.get_by_text("Entrar con contraseña").click()
    page.get_by_label("Correo electrónico").fill(office.email)
    page.get_by_label("Contraseña").fill("otra cosa")
    page.get_by_role("button", name="Entrar", exact=True).click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_role("link", name="¿Ha olvidado su contraseña?").count() == 1
    assert_accessible(page)
    assert broken == []


def test_a_key_is_a_second_factor_after_the_password(open_page, office):
    page = open_page(office, "/cuenta/segundo-factor/webauthn/add/")
    give_a_key(page)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Confirmar").click()
    page.get_by_label("Nombre").fill("llavero")
    page.get_by_role("button", name="Añadir").click()
    page.wait_for_url(re.compile(r"recovery-codes|webauthn/$"))

    page.context.clear_cookies()
    page.goto("/cuenta/")
    page.get_by_text("Entrar con contraseña").click()
    page.get_by_label("Correo electrónico").fill(office.email)
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("button", name="Entrar", exact=True).click()
    page.get_by_role("heading", name="Segundo factor").wait_for()
    assert_accessible(page)
    screenshot(page, "second-factor")
    page.get_by_role("button", name="Usar mi llave de acceso").click()
    page.get_by_role("heading", name="Mi cuenta").wait_for()


def test_somebody_invited_comes_in_for_the_first_time_on_their_telephone(open_page, direction):
    inviting.invite("ana@ejemplo.test", name="Ana Ejemplo", role=Role.OFFICE, by=direction)
    letter = Message.objects.get(to="ana@ejemplo.test")
    address = next(line for line in letter.text.splitlines() if "/invitacion/" in line)
    page = open_page(None, urlsplit(address).path, phone=True)
    assert_accessible(page)
    screenshot(page, "invitation")
    page.get_by_role("button", name="Entrar").click()
    page.get_by_role("heading", name="Mi cuenta").wait_for()


def test_the_direction_sees_who_comes_in(open_page, direction, office, member):
    page = open_page(direction, "/cuenta/equipo/")
    assert_accessible(page)
    screenshot(page, "team")
    page.get_by_role("link", name="Olga Oficina").click()
    assert_accessible(page)
    screenshot(page, "team-person")
    page.goto("/correo/")
    assert_accessible(page)
    page.goto("/cuenta/enlaces/")
    assert_accessible(page)
