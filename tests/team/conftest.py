import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from lonja.mail.models import Message


@pytest.fixture(autouse=True)
def nothing_counted(db):
    """Each test begins with no wrong password on record."""
    cache.clear()


@pytest.fixture
def letters():
    """The letters to somebody, the oldest first: `letters("ana@ejemplo.test")`."""
    return lambda email: list(Message.objects.filter(to=email).order_by("pk"))


@pytest.fixture
def confirmed():
    """Somebody whose address is known to be theirs."""

    def confirm(user):
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    return confirm


@pytest.fixture
def sign_in_by_code(letters):
    """What somebody does to come in: ask for a code, read their mail, type it."""

    def sign_in(client, user):
        client.post("/cuenta/login/code/", {"email": user.email})
        code = re.search(r"^\S{4,}$", letters(user.email)[-1].text, re.MULTILINE)[0]
        return client.post("/cuenta/login/code/confirm/", {"code": code})

    return sign_in
