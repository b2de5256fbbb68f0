"""Personal links: what is asked of an outsider works from an e-mail, without an account.

    token = links.make("interest", introduction, person.email, days=14, by=user)
    address = links.address("interest-answer", token)         # goes into the e-mail

    link = links.open(token, "interest")                       # or raises a Refusal
    links.use(link)                                            # when something is done through it

A token is random, and signed with the key of the house: what was never ours is refused before the
database is asked. It serves one purpose, about one record, for one person, until a date. Opening
changes nothing, because the scanners of mail servers open every link: only a POST may act. The
pages behind links inherit from `accounts.web.views.linked.LinkPage`.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from .models import Link
from .models.link import PURPOSES, Purpose


class Refusal(Exception):
    """Why a link does not open."""


class Unknown(Refusal):
    """Nobody made it: mistyped, cut by a mail program, or guessed."""


class OtherPurpose(Refusal):
    """It is ours, but for another page."""


class Expired(Refusal):
    """Its time has passed."""


class Used(Refusal):
    """It was of a single use, and it was used."""


class Revoked(Refusal):
    """The office withdrew it, or the record is gone."""


class NotTheirs(Refusal):
    """Whoever it was made for speaks no more for those whom it is about."""


class OfMembers(Refusal):
    """What it opens is of members, and those whom it is about are none today."""


def purpose(code: str, said: Any, model: type[models.Model], named: str) -> str:
    """Declare what people do by links of this code, in words of a sentence: «decir si le
    interesa»; and about which records, called by what stands at a path of theirs."""
    PURPOSES[code] = Purpose(said, model, named)
    return code


def make(
    purpose: str,
    record: models.Model,
    person_email: str,
    *,
    days: float,
    by: Any,
    single_use: bool = False,
) -> str:
    """A new token. It is only ever known here: put it in its e-mail, and keep no copy."""
    secret = secrets.token_urlsafe(18)
    Link.objects.create(
        digest=_digest(secret),
        purpose=purpose,
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        email=person_email.strip().lower(),
        single_use=single_use,
        expires_at=timezone.now() + timedelta(days=days),
        made_by=by,
    )
    return _signer().sign(secret)


def address(url_name: str, token: str, **kwargs: Any) -> str:
    """The whole address of the page `url_name`, which takes the token as `token`."""
    return settings.ADDRESS.rstrip("/") + reverse(url_name, kwargs={"token": token, **kwargs})


def open(
    token: str,
    purpose: str,
    related: Sequence[str] = (),
    spoken_for: Callable[[str], Q] | None = None,
) -> Link:
    """The link of a token; its record comes with what is `related` to it. Changes nothing. Raises
    a Refusal when it does not open. `spoken_for`: of an e-mail, a condition on records, by which
    whoever has it speaks for one; the record says whether it `is_spoken_for`."""
    try:
        secret = _signer().unsign(token)
    except signing.BadSignature:
        raise Unknown from None
    link = Link.objects.filter(digest=_digest(secret)).first()
    if link is None:
        raise Unknown
    if not constant_time_compare(link.purpose, purpose):
        raise OtherPurpose
    if related or spoken_for:
        kind = ContentType.objects.get_for_id(link.content_type_id)
        rows = kind.model_class()._base_manager.select_related(*related)
        if spoken_for:
            still = ExpressionWrapper(spoken_for(link.email), BooleanField())
            rows = rows.annotate(is_spoken_for=still)
        if found := rows.filter(pk=link.object_id).first():
            link.record = found
    if link.revoked_at or link.record is None or getattr(link.record, "deleted_at", None):
        raise Revoked
    if link.is_spent:
        raise Used
    if link.has_expired:
        raise Expired
    return link


def use(link: Link) -> None:
    """Note that something was done through it. Raises Used when another was first."""
    now = timezone.now()
    fresh = Q(used_at__isnull=True) | Q(single_use=False)
    if not Link.objects.filter(fresh, pk=link.pk, revoked_at__isnull=True).update(
        used_at=link.used_at or now
    ):
        raise Used
    link.used_at = link.used_at or now


def revoke(link: Link, *, by: Any) -> None:
    Link.objects.filter(pk=link.pk, revoked_at__isnull=True).update(
        revoked_at=timezone.now(), revoked_by=by
    )


def revoke_all(record: models.Model, purpose: str = "", *, by: Any) -> int:
    """Withdraw the links about a record that still open; how many they were."""
    still = Link.objects.of(record).open()
    if purpose:
        still = still.filter(purpose=purpose)
    return still.update(revoked_at=timezone.now(), revoked_by=by)


def forget(email: str) -> int:
    """Close the links of somebody erased, and forget for whom they were; how many."""
    theirs = Link.objects.filter(email=email.strip().lower())
    theirs.open().update(revoked_at=timezone.now())
    return theirs.update(email="")


def forget_about(record: models.Model) -> int:
    """Close the links about a record, and forget for whom they were; how many."""
    about = Link.objects.of(record)
    about.open().update(revoked_at=timezone.now())
    return about.update(email="")


def _signer() -> signing.Signer:
    return signing.Signer(salt="lonja.accounts.links", sep="~")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
