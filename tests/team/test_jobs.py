from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from lonja.accounts import links
from lonja.accounts.models import Link
from lonja.team import jobs

pytestmark = pytest.mark.django_db


def test_what_nobody_will_open_again_is_forgotten(client, office, member):
    client.force_login(office)
    now = timezone.now()
    Session.objects.create(session_key="x", session_data="", expire_date=now - timedelta(days=1))
    for age in (10, 1000):
        links.make("interest", member, "ana@ejemplo.test", days=-age, by=office)
    assert jobs.forget_expired.call() == 1
    assert Link.objects.get().expires_at > now - timedelta(days=11)
    assert Session.objects.get().session_key == client.session.session_key
