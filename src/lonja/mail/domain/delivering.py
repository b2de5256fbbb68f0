"""Taking a message to the mail server: once, and again later when the server says so."""

from __future__ import annotations

import smtplib
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.accounts.tokens import without_tokens

from ..enums import State
from ..models import Message

# Minutes until the next attempt: a day and a half in all.
PAUSES = (1, 5, 15, 60, 180, 360, 720, 720)
# A delivery lasts seconds. After this long, whoever was at it has died.
INTERRUPTED = timedelta(minutes=15)
FORGOTTEN = timedelta(minutes=10)


class Permanent(Exception):
    """The server will not take it, however often it is asked."""


class Temporary(Exception):
    """The server may take it later."""


def deliver(message_id: int) -> datetime | None:
    """Deliver a queued message. When it has to be tried again, the moment to do so.

    Only whoever moves it from queued to sending delivers it, so two jobs cannot send it twice.
    """
    now = timezone.now()
    claimed = Message.objects.filter(pk=message_id, state=State.QUEUED, due_at__lte=now).update(
        state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1
    )
    if not claimed:
        return _not_yet(message_id)
    message = Message.objects.get(pk=message_id)
    try:
        _hand_over(message)
    except Temporary as problem:
        return _try_later(message, str(problem))
    except Permanent as problem:
        _end(message, State.FAILED, error=str(problem)[:400])
    else:
        _end(message, State.SENT, sent_at=timezone.now(), error="", **_forgetting(message))
    return None


def state_of(message_id: int) -> str:
    return Message.objects.values_list("state", flat=True).get(pk=message_id)


def forgotten() -> list[int]:
    """Queued messages whose time has long come: their job was lost."""
    late = Message.objects.filter(state=State.QUEUED, due_at__lt=timezone.now() - FORGOTTEN)
    return list(late.order_by("due_at").values_list("pk", flat=True)[:500])


def hold_interrupted() -> int:
    """Hold what was being sent when its process died: it may have left, or not."""
    stuck = Message.objects.filter(state=State.SENDING, claimed_at__lt=timezone.now() - INTERRUPTED)
    return stuck.update(
        state=State.HELD,
        error=_("El envío se interrumpió y no se sabe si llegó a salir."),
    )


def _not_yet(message_id: int) -> datetime | None:
    """When it is to leave later, that moment: a job may come before its time."""
    due = Message.objects.filter(pk=message_id, state=State.QUEUED).values_list("due_at", flat=True)
    return due.first()


def _hand_over(message: Message) -> None:
    try:
        _as_email(message).send()
    except smtplib.SMTPAuthenticationError as problem:
        raise Temporary(_said(problem)) from problem  # the operator can mend it
    except smtplib.SMTPRecipientsRefused as problem:
        code, text = next(iter(problem.recipients.values()))
        raise _by_code(code, f"{code} {_plain(text)}") from problem
    except smtplib.SMTPConnectError as problem:
        raise Temporary(_said(problem)) from problem
    except smtplib.SMTPResponseException as problem:
        raise _by_code(problem.smtp_code, _said(problem)) from problem
    except OSError as problem:  # every other SMTPException is one too: no server, no answer
        raise Temporary(str(problem) or type(problem).__name__) from problem
    except ValueError as problem:  # an address or a header that cannot be written
        raise Permanent(str(problem)) from problem


def _as_email(message: Message) -> EmailMultiAlternatives:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    email = EmailMultiAlternatives(
        message.subject,
        message.text,
        settings.DEFAULT_FROM_EMAIL,
        [message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "Message-ID": f"<{message.uid}@{domain}>",  # the same in every attempt
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            **_way_out(message),
        },
    )
    email.attach_alternative(message.html, "text/html")
    for one in message.attachments.all():
        if one.is_invitation:
            # Calendars read the alternative, whose method they show buttons for; whoever reads mail
            # without one opens the file.
            email.attach_alternative(bytes(one.content).decode(), one.content_type)
            email.attach(one.name, bytes(one.content), "application/ics")
        else:
            email.attach(one.name, bytes(one.content), one.content_type)
    return email


def _way_out(message: Message) -> dict[str, str]:
    """So that mail programs show a button to get no more (RFC 8058)."""
    if not message.unsubscribe_url:
        return {}
    return {
        "List-Unsubscribe": f"<{message.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _by_code(code: int, said: str) -> Exception:
    return Temporary(said) if 400 <= code < 500 else Permanent(said)


def _said(problem: smtplib.SMTPResponseException) -> str:
    return f"{problem.smtp_code} {_plain(problem.smtp_error)}"


def _plain(text: bytes | str) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else str(text)


def _try_later(message: Message, error: str) -> datetime | None:
    if message.attempts > len(PAUSES):
        _end(message, State.FAILED, error=error[:400])
        return None
    due = timezone.now() + timedelta(minutes=PAUSES[message.attempts - 1])
    _end(message, State.QUEUED, error=error[:400], due_at=due)
    return due


def _forgetting(message: Message) -> dict[str, str]:
    """What is delivered keeps no way in."""
    if message.private:
        return {"subject": "", "text": "", "html": "", "unsubscribe_url": ""}
    return {
        "text": without_tokens(message.text),
        "html": without_tokens(message.html),
        "unsubscribe_url": "",
    }


def _end(message: Message, state: State, **values) -> None:
    Message.objects.filter(pk=message.pk, state=State.SENDING).update(state=state, **values)
