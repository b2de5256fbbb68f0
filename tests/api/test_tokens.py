from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lonja.api.domain import tokens
from lonja.api.models import Token
from lonja.api.web import authentication
from lonja.journal.models import Entry

pytestmark = pytest.mark.django_db
LIST = "/api/v1/actos/"


@pytest.fixture
def proven(client):
    """Somebody signed in who has just typed their password, as making a key asks for."""

    def sign_in(user):
        client.force_login(user)
        client.post("/cuenta/reauthenticate/", {"password": "clave de ejemplo"})
        return client

    return sign_in


def test_a_token_is_shown_once_and_only_its_digest_is_kept(proven, office):
    client = proven(office)
    said = client.post("/cuenta/claves/", {"name": "Cuadro", "scopes": ["*"], "days": "90"})
    secret = said.context["secret"]
    assert secret.startswith("lonja_")
    assert secret in said.content.decode()
    assert secret not in client.get("/cuenta/claves/").content.decode()
    [token] = Token.objects.all()
    assert secret not in {token.digest, token.name, str(token.scopes)}
    assert "no-store" in said["Cache-Control"]


def test_what_it_was_made_for_is_in_the_trail_without_its_digest(office):
    token, _secret = tokens.issue("Cuadro", ["figures"], by=office)
    [entry] = Entry.objects.filter(label="Cuadro")
    assert entry.changes == {"scopes": [None, "Las cifras del año"]}
    assert token.digest not in str(entry.changes)


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer lonja_inventada", "Basic lonja_x", "Bearer " + "x" * 5000]
)
def test_without_a_token_that_works_one_is_told_so_in_words(header, db):
    answer = Client(headers={"authorization": header}).get(LIST)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["detail"].startswith("Falta la clave")


def test_an_expired_a_revoked_and_an_orphan_token_open_nothing(office):
    _old, secret = tokens.issue("Vieja", ["*"], by=office, expires_at=timezone.now())
    assert Client(headers={"authorization": f"Bearer {secret}"}).get(LIST).status_code == 401
    lost, secret = tokens.issue("Perdida", ["*"], by=office)
    tokens.revoke(lost, by=office)
    assert Client(headers={"authorization": f"Bearer {secret}"}).get(LIST).status_code == 401
    _, secret = tokens.issue("Huérfana", ["*"], by=office)
    office.is_active = False
    office.save()
    assert Client(headers={"authorization": f"Bearer {secret}"}).get(LIST).status_code == 401


def test_whoever_is_signed_in_may_read_without_a_token(client, office):
    client.force_login(office)
    assert client.get(LIST).status_code == 200


@pytest.mark.parametrize(
    ("scope", "path", "status"),
    [
        ("*", "/api/v1/impactos/", 200),
        ("line:5", "/api/v1/impactos/", 200),
        ("line:5", "/api/v1/impactos/999999/", 404),
        ("line:5", "/api/v1/grupos/", 403),
        ("line:5", "/api/v1/figures/", 403),
        ("resource:grupos", "/api/v1/grupos/", 200),
        ("resource:grupos", "/api/v1/reuniones-de-grupo/", 403),
        ("resource:grupos", "/api/v1/grupos/999999/", 404),
        ("figures", "/api/v1/figures/", 200),
        ("figures", "/api/v1/grupos/1/", 403),
        ("line:None", "/api/v1/actos/", 403),
    ],
)
def test_a_token_reads_its_scopes_and_nothing_else(asks, office, scope, path, status):
    assert asks(office, scope).get(path).status_code == status


def test_a_scope_never_adds_to_what_its_person_sees(asks, member):
    assert asks(member, "*").get("/api/v1/impactos/").status_code == 403
    assert asks(member, "*", "figures").get("/api/v1/figures/").status_code == 403


def test_its_use_is_noted_every_few_minutes(asks, office, django_assert_num_queries):
    program = asks(office)
    program.get(LIST)
    [token] = Token.objects.all()
    assert timezone.now() - token.last_used_at < timedelta(minutes=1)
    first = token.last_used_at
    program.get(LIST)
    token.refresh_from_db()
    assert token.last_used_at == first


def test_nobody_sees_or_takes_away_the_token_of_another(client, office, direction):
    token, _secret = tokens.issue("De Olga", ["*"], by=office)
    client.force_login(direction)
    assert "De Olga" not in client.get("/cuenta/claves/").content.decode()
    assert client.post(f"/cuenta/claves/{token.pk}/retirar/").status_code == 404
    client.force_login(office)
    assert client.post(f"/cuenta/claves/{token.pk}/retirar/").status_code == 302
    token.refresh_from_db()
    assert not token.works


def test_an_auditor_who_writes_nothing_may_have_a_token(proven, auditor):
    proven(auditor).post("/cuenta/claves/", {"name": "Revisión", "scopes": ["*"], "days": "30"})
    assert Token.objects.filter(user=auditor).exists()


def test_a_form_half_filled_says_what_is_missing(proven, office):
    answer = proven(office).post("/cuenta/claves/", {"name": "", "scopes": ["todo"], "days": "7"})
    assert answer.status_code == 422
    assert not Token.objects.exists()


def test_a_loop_gone_wild_is_stopped(asks, office, monkeypatch):
    monkeypatch.setattr(authentication, "A_MINUTE", 2)
    program = asks(office)
    assert [program.get(LIST).status_code for _ in range(3)] == [200, 200, 429]
    answer = program.get(LIST)
    assert 0 < int(answer["Retry-After"]) <= 60
    assert answer.json()["detail"] == "Demasiadas peticiones en un minuto."


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(asks, office, method):
    answer = getattr(asks(office), method)(LIST)
    assert (answer.status_code, answer["Allow"]) == (405, "GET")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "Aquí solo se lee: pida con GET."
