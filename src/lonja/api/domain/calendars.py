"""The secret address of a person's calendar."""

from __future__ import annotations

from django.core import signing
from django.db.models import F

from lonja.accounts.models import User

from ..models import CalendarKey

_SALT = "lonja.api.calendar"


def secret_of(user: User) -> str:
    """The signed part of the address, or "" when the person has none."""
    key = CalendarKey.objects.filter(user=user, open=True).first()
    return _signer().sign(f"{user.pk}.{key.number}") if key else ""


def renew(user: User) -> str:
    """A new address; the one before stops working."""
    _key, new = CalendarKey.objects.get_or_create(user=user)
    if not new:
        CalendarKey.objects.filter(user=user).update(number=F("number") + 1, open=True)
    return secret_of(user)


def close(user: User) -> None:
    CalendarKey.objects.filter(user=user).update(number=F("number") + 1, open=False)


def owner_of(secret: str) -> User | None:
    try:
        pk, _, number = _signer().unsign(secret).partition(".")
    except signing.BadSignature:
        return None
    keys = CalendarKey.objects.select_related("user").filter(open=True, user__is_active=True)
    key = keys.filter(user_id=pk, number=number).first()
    return key.user if key else None


def _signer() -> signing.Signer:
    return signing.Signer(salt=_SALT, sep="~")
