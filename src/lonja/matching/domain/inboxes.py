"""How much is written to an address that nobody has yet shown to be theirs.

Whoever fills in a public form may type the address of another. So what goes there says nothing of
what was typed, and is little: `MOST` needs waiting to be confirmed, and `MOST` letters a day. Many
addresses are one inbox: what follows a plus sign in them is only a label of its owner.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from lonja.core import turns
from lonja.mail.models import Message

from ..models import Intake

MOST = 5
DAY = timedelta(days=1)
CONFIRM = "matching/mail/need_confirm"


def take_turn(email: str) -> None:
    """Before looking how full an inbox is and writing to it: nobody else does meanwhile."""
    turns.take(f"inbox:{_inbox(email)}")


def is_full(email: str) -> bool:
    """Too many needs already wait for that inbox to confirm them."""
    waiting = Intake.objects.filter(need__isnull=True)
    return _reaching(email, waiting, "email") >= MOST


def has_had_enough(email: str) -> bool:
    """It was asked to confirm as often as it may be in one day."""
    today = Message.objects.filter(template=CONFIRM, created_at__gt=timezone.now() - DAY)
    return _reaching(email, today, "to") >= MOST


def _reaching(email: str, rows: QuerySet, field: str) -> int:
    """How many of the rows go to the same inbox."""
    inbox = _inbox(email)
    domain = inbox.rpartition("@")[2]
    near = rows.filter(**{f"{field}__iendswith": f"@{domain}"}).values_list(field, flat=True)
    return sum(_inbox(one) == inbox for one in near)


def _inbox(email: str) -> str:
    name, _at, domain = email.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"
