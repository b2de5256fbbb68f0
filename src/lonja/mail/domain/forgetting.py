"""What the outbox knows of somebody, and forgetting it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import QuerySet

from ..enums import State
from ..models import Attachment, Message


def letters_of(email: str) -> list[dict[str, Any]]:
    """What was written to somebody, as plain JSON, the oldest first."""
    letters = Message.objects.filter(to__iexact=email).order_by("created_at")
    return [
        {
            "at": one.created_at.isoformat(),
            "subject": one.shown_subject,
            "text": one.shown_text,
            "state": one.state,
        }
        for one in letters
    ]


@transaction.atomic
def forget(email: str) -> int:
    """Blank what was written to somebody; that a letter was sent, and when, stays. How many."""
    return _blank(Message.objects.filter(to__iexact=email))


@transaction.atomic
def forget_about(record: models.Model) -> int:
    """The same, of what was written to anybody about a record."""
    kind = ContentType.objects.get_for_model(record)
    return _blank(Message.objects.filter(content_type=kind, object_id=record.pk))


@transaction.atomic
def forget_once(beginning: str) -> int:
    """The same, for the letters whose `once` begins so, and no other of the same person."""
    return _blank(Message.objects.filter(once__startswith=beginning))


def _blank(theirs: QuerySet[Message]) -> int:
    theirs.filter(state=State.QUEUED).update(state=State.FAILED)  # nobody is written to any more
    Attachment.objects.filter(message__in=theirs).delete()
    return theirs.update(
        to="", reply_to="", subject="", text="", html="", error="", unsubscribe_url=""
    )
