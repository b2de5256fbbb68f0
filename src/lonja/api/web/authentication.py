"""Who asks: a token in the Authorization header, or whoever is signed in to the office."""

from __future__ import annotations

import time
from collections import Counter

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie

from lonja.workbench.resource import Resource

from .. import scopes
from ..domain import tokens
from ..models import Token
from .problems import TooMany

A_MINUTE = 600
"""Requests of one token, or of one person, in a minute."""


class ByToken(HttpBearer):
    """`Authorization: Bearer lonja_…`"""

    openapi_description = "Clave personal, de la página «Claves y calendarios»."

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        found = tokens.recognise(token)
        if found is None:
            return None
        _count(f"token:{found.pk}")
        request.user = found.user
        return found


class BySession(APIKeyCookie):
    """The session of the office, so that its own pages and a curious person may read."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None):
        user = request.user
        if not user.is_authenticated or not user.is_active:
            return None
        _count(f"user:{user.pk}")
        return user


def require_resource(request: HttpRequest, resource: Resource) -> None:
    token = request.auth
    if isinstance(token, Token) and not scopes.allows_resource(token.scopes, resource):
        raise PermissionDenied


def require_figures(request: HttpRequest) -> None:
    token = request.auth
    if isinstance(token, Token) and not scopes.allows_figures(token.scopes):
        raise PermissionDenied
    if not request.user.reads_everything:
        raise PermissionDenied


_seen: Counter[str] = Counter()
_minute = 0


def _count(who: str) -> None:
    """Raises TooMany beyond the limit of this minute.

    Each process counts its own: enough to stop a loop gone wild, and it costs nothing.
    """
    global _minute
    now = int(time.time())
    if now // 60 != _minute:
        _minute = now // 60
        _seen.clear()
    _seen[who] += 1
    if _seen[who] > A_MINUTE:
        raise TooMany(60 - now % 60)
