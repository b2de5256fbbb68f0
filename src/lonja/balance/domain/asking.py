"""Asking, with one click, whoever knows for what a record lacks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from lonja.accounts.models import User
from lonja.evidence.queries import owner_of
from lonja.mail import outbox
from lonja.mail.models import Message
from lonja.workbench.registry import url_of


def ask(record: models.Model, person: User, *, what: str, year: int, by: Any) -> Message:
    """Write to the person about the record; asked twice on the same day, they get one letter."""
    owner = owner_of(type(record))._meta.label_lower
    return outbox.send(
        "balance/mail/missing",
        person,
        {
            "record": record,
            "what": what,
            "year": year,
            "link": settings.ADDRESS.rstrip("/") + url_of(record),
        },
        about=record,
        by=by,
        once=f"missing:{owner}:{record.pk}:{person.pk}:{timezone.localdate():%Y%m%d}",
        reply_to=getattr(by, "email", ""),
    )
