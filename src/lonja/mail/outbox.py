"""Write to somebody.

    outbox.send("matching/mail/introduction", person, {"need": need}, about=introduction, by=user)

The letter is written now, in the language of whoever gets it, and leaves once the transaction is
committed: what is rolled back is never sent. See `writing` for how templates look.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from lonja.journal import writing as journal
from lonja.journal.enums import Verb

from . import jobs, writing
from .enums import State
from .models import Attachment, Message

# name, content, type: ("cita.ics", b"…", "text/calendar; method=REQUEST"), which with its method is
# an invitation that calendars take in, and without it a file.
File = tuple[str, bytes, str]


def send(
    template: str,
    to: Any,
    context: dict[str, Any] | None = None,
    *,
    about: models.Model | None,
    by: Any,
    language: str = "",
    private: bool = False,
    once: str = "",
    reply_to: str = "",
    files: Iterable[File] = (),
    at: datetime | None = None,
    unsubscribe: str = "",
) -> Message:
    """Put a letter in the outbox; it leaves on commit, or not before `at`.

    `to` is an address, or somebody with `email` and `language` (a user, a person). `private`: it
    carries a way in, so nobody is to read it here. `once` names what must be written a single time
    ("reminder:7:30"): when it has been, that message comes back and nothing is sent. A POST to
    `unsubscribe`, without more, must be enough to get no more of this sort.
    """
    language = language or getattr(to, "language", "") or "es"
    known = {"to": to, "about": about, "by": by, **(context or {})}
    return post(
        writing.write(template, known, language), to, template=template, about=about, by=by,
        private=private, once=once, reply_to=reply_to, files=files, at=at,
        unsubscribe=unsubscribe,
    )  # fmt: skip


def post(
    letter: writing.Letter,
    to: Any,
    *,
    template: str,
    about: models.Model | None,
    by: Any,
    private: bool = False,
    once: str = "",
    reply_to: str = "",
    files: Iterable[File] = (),
    at: datetime | None = None,
    unsubscribe: str = "",
) -> Message:
    """The same for a letter already written."""
    if once and (already := Message.objects.filter(once=once).first()):
        return already
    message = Message(
        once=once or None,
        template=template,
        to=getattr(to, "email", to),
        reply_to=reply_to,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        unsubscribe_url=unsubscribe,
        private=private,
        by=by,
        about=about,
        due_at=at or timezone.now(),
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
            for name, content, kind in files:
                Attachment.objects.create(
                    message=message, name=name, content=content, content_type=kind
                )
            if about is not None:
                journal.note(Verb.SENT, about, by=by, reason=message.shown_subject)
            jobs.enqueue(message.pk, at=at)
    except IntegrityError:
        if once and (already := Message.objects.filter(once=once).first()):
            return already  # somebody wrote the same at the same time
        raise
    return message


def was_written(once: str) -> bool:
    """Whether a letter with that name was written already."""
    return Message.objects.filter(once=once).exists()


@transaction.atomic
def retry(message: Message, *, by: Any) -> bool:
    """Try again what failed or was held. False when it is neither."""
    again = Message.objects.filter(pk=message.pk, state__in=[State.FAILED, State.HELD]).update(
        state=State.QUEUED, attempts=0, error="", due_at=timezone.now()
    )
    if again:
        message.refresh_from_db()
        journal.note(Verb.SENT, message, by=by, reason=message.shown_subject)
        jobs.enqueue(message.pk)
    return bool(again)


@transaction.atomic
def set_aside(message: Message, *, by: Any) -> bool:
    """Leave what failed or was held as it is. False when it is neither."""
    aside = Message.objects.filter(pk=message.pk, state__in=[State.FAILED, State.HELD]).update(
        state=State.ASIDE
    )
    if aside:
        journal.note(Verb.SET_ASIDE, message, by=by, reason=message.shown_subject)
    return bool(aside)
