"""What an upgrade does with who was signed in."""

from importlib import import_module

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session

pytestmark = pytest.mark.django_db


def test_what_sessions_kept_of_the_process_goes_and_everybody_signs_in_again(client, office):
    client.force_login(office)
    assert client.get("/").status_code == 200
    UserSession.objects.create(
        user=office, session_key=client.session.session_key, ip="192.0.2.7", user_agent="x"
    )
    import_module("lonja.accounts.migrations.0002_sign_in_again").forget(apps, None)
    assert client.get("/").url == "/cuenta/login/?next=/"
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
