"""What the outbox knows of somebody, and forgetting it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import QuerySet

from lonja.journal import redacting

from .. import queries
from ..enums import State
from ..models import Attachment, Message


def letters_of(email: str) -> list[dict[str, Any]]:
    """What was written to somebody, as plain JSON, the oldest first."""
    return [
        {
            "at": one.created_at.isoformat(),
            "subject": one.shown_subject,
            "text": one.shown_text,
            "state": one.state,
        }
        for one in queries.to(email).order_by("created_at")
    ]


@transaction.atomic
def forget(email: str) -> int:
    """Blank what was written to somebody; that a letter was sent, and when, stays. How many."""
    return _blank(queries.to(email))


@transaction.atomic
def forget_about(record: models.Model) -> int:
    """The same, of what was written to anybody about a record."""
    kind = ContentType.objects.get_for_model(record)
    return _blank(Message.objects.filter(content_type=kind, object_id=record.pk))


@transaction.atomic
def forget_once(beginning: str) -> int:
    """The same, for the letters whose `once` begins so, and no other of the same person."""
    return _blank(Message.objects.filter(once__startswith=beginning))


@transaction.atomic
def rewrite(kinds: redacting.Kinds, clean: Callable[[str], str]) -> int:
    """Put what was written to anybody about some records through `clean`; how many letters changed.

    An enclosed file that `clean` would change goes whole: it was sent, and is not written anew.
    """
    changed, letters = 0, Message.objects.filter(redacting.about(kinds))
    for letter in letters.iterator(chunk_size=200):
        said = {name: getattr(letter, name) for name in ("subject", "text", "html", "error")}
        told = {name: new for name, old in said.items() if (new := clean(old)) != old}
        if told:
            told["subject"] = told.get("subject", letter.subject)[:240]
            changed += Message.objects.filter(pk=letter.pk).update(**told)
    for file in Attachment.objects.filter(message__in=letters).iterator(chunk_size=50):
        text = bytes(file.content).decode(errors="replace").replace("\r\n ", "")  # as iCalendar
        if clean(text) != text:
            file.delete()
    return changed


def _blank(theirs: QuerySet[Message]) -> int:
    theirs.filter(state=State.QUEUED).update(state=State.FAILED)  # nobody is written to any more
    Attachment.objects.filter(message__in=theirs).delete()
    return theirs.update(
        to="", reply_to="", subject="", text="", html="", error="", unsubscribe_url=""
    )
