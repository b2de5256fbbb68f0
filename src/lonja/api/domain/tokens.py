"""Making tokens, recognising them, and taking them away."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from lonja.accounts.models import User
from lonja.journal import writing
from lonja.journal.enums import Verb

from ..models import Token
from ..scopes import in_words

PREFIX = "lonja_"
# Noting every use would be a write for every read.
USE_NOTED_EVERY = timedelta(minutes=5)


@transaction.atomic
def issue(
    name: str, scopes: Sequence[str], *, by: User, expires_at: datetime | None = None
) -> tuple[Token, str]:
    """A new token of the person `by`, and the secret, which is never known again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=by,
        name=name,
        digest=_digest(secret),
        hint=secret[-4:],
        scopes=list(scopes),
        expires_at=expires_at,
    )
    writing.note(
        Verb.CREATED, token, by=by, changes={"scopes": [None, ", ".join(in_words(scopes))]}
    )
    return token, secret


def recognise(secret: str) -> Token | None:
    """The working token of a secret. Its use is noted every few minutes."""
    if not secret.startswith(PREFIX):
        return None
    found = Token.objects.working().select_related("user").filter(digest=_digest(secret)).first()
    if found is None:
        return None
    now = timezone.now()
    if found.last_used_at is None or now - found.last_used_at > USE_NOTED_EVERY:
        Token.objects.filter(pk=found.pk).update(last_used_at=now)
    return found


@transaction.atomic
def revoke(token: Token, *, by: User) -> None:
    if Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
        writing.note(Verb.DELETED, token, by=by)


def _digest(secret: str) -> str:
    """A plain hash is enough: what it hides is random, and as long as the hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
