"""Signing in with the identity provider of the cluster: whoever was invited, and nobody else."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY

from lonja.accounts.models import User

from .identity_provider import Provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    provider = Provider()
    app = {
        "provider_id": "oidc",
        "name": "Identidad Ejemplo",
        "client_id": "lonja",
        "secret": "s",
        "settings": {"server_url": provider.url, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    yield provider
    provider.stop()


def come_in(client, **changed):
    """Go to the provider and come back with its word."""
    away = client.get("/cuenta/oidc/oidc/login/")
    asked = parse_qs(urlsplit(away.url).query)
    back = {"state": asked["state"][0], "code": "c"} | changed
    return client.get("/cuenta/oidc/oidc/login/callback/", back)


def test_the_page_offers_it(client, provider):
    assert "Entrar con Identidad Ejemplo" in client.get("/cuenta/login/").content.decode()


def test_whoever_was_invited_comes_in(client, provider, office):
    come_in(client)
    assert client.session[SESSION_KEY] == str(office.pk)
    assert SocialAccount.objects.get().user == office
    assert "code_verifier" in dict(provider.asked)["/token"]


def test_whoever_was_not_stays_out(client, provider):
    provider.person["email"] = "intruso@ejemplo.test"
    answer = come_in(client)
    assert answer.status_code == 403
    assert "le conoce como intruso@ejemplo.test, y aquí nadie tiene cuenta" in answer.text
    assert SESSION_KEY not in client.session
    assert not User.objects.exists()


def test_an_address_that_the_provider_has_not_verified_opens_nothing(client, provider, office):
    """And what it says is the same whether somebody has that address here or not."""
    for email in (office.email, "intruso@ejemplo.test"):
        provider.person |= {"email": email, "email_verified": False}
        answer = come_in(client)
        assert f"no asegura que {email} sea suyo" in answer.text
        assert SESSION_KEY not in client.session


def test_a_provider_that_tells_no_address_opens_nothing(client, provider, office):
    del provider.person["email"]
    assert "no nos dice su correo" in come_in(client).text
    assert SESSION_KEY not in client.session


def test_whoever_thinks_better_of_it_at_the_provider_is_told_so(client, provider, office):
    answer = come_in(client, code="", error="access_denied")
    assert (answer.status_code, answer.url) == (302, "/cuenta/externa/login/cancelled/")
    assert "Entrada cancelada" in client.get(answer.url).text


def test_the_word_given_to_another_browser_opens_nothing(client, provider, office):
    come_in(client, state="otro")
    assert SESSION_KEY not in client.session


def test_somebody_deactivated_stays_out(client, provider, office):
    User.objects.update(is_active=False)
    come_in(client)
    assert SESSION_KEY not in client.session


def test_a_second_factor_is_asked_all_the_same(client, provider, office):
    TOTP.activate(office, "JBSWY3DPEHPK3PXP")
    answer = come_in(client)
    assert SESSION_KEY not in client.session
    assert answer.url == "/cuenta/segundo-factor/authenticate/"


def test_a_provider_that_does_not_answer_is_said_and_is_no_fault_of_ours(client, provider, office):
    away = client.get("/cuenta/oidc/oidc/login/")
    state = parse_qs(urlsplit(away.url).query)["state"][0]
    provider.stop()
    there = client.get("/cuenta/oidc/oidc/login/")
    back = client.get("/cuenta/oidc/oidc/login/callback/", {"state": state, "code": "c"})
    for answer in (there, back):
        assert answer.status_code == 502
        assert "entre con un código por correo" in answer.text
    assert SESSION_KEY not in client.session


def test_without_a_provider_there_is_no_such_way_in(client, db):
    assert client.get("/cuenta/oidc/oidc/login/").status_code == 404
