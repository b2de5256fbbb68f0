"""The letter with the opportunities that fit a member: once a week, or as soon as they come out.

Nobody is told of the same notice twice, and a letter without anything new is not written.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from lonja.accounts import links
from lonja.directory.queries import members_on, seats_to_write_to
from lonja.mail import outbox

from ..enums import Frequency
from ..fitting import words
from ..models import Fit, Notice, Subscription, Told
from .describing import choose_frequency

MOST = 12
"""Notices in a letter, the best; the rest wait for the next one."""
DAYS = 400
"""How long the links of a letter open: somebody may want to stop them a year later."""
PURPOSE = links.purpose("digest", gettext_lazy("elegir sus avisos"), Subscription, "member__name")
REASONS = 3


def due(frequency: Frequency) -> QuerySet[Subscription]:
    """Subscriptions of people who still represent a member, and for whom there is something new."""
    today = timezone.localdate()
    seat = seats_to_write_to().filter(person=OuterRef("person"), organisation=OuterRef("member"))
    return Subscription.objects.filter(
        Exists(seat),
        Exists(_new().filter(member=OuterRef("member"))),
        frequency=frequency,
        member__in=members_on(today).values("pk"),
    ).order_by("pk")


def new_for(subscription: Subscription) -> list[Fit]:
    """What fits it, can still be answered, and it has not been told of: the best first."""
    told = Told.objects.filter(subscription=subscription).values("notice")
    rows = _new().filter(member=subscription.member_id).exclude(notice__in=told)
    return list(rows.select_related("notice", "notice__territory")[:MOST])


@transaction.atomic
def send(subscription_id: int) -> int:
    """Write the letter of a subscription; of how many notices. 0: there was nothing new."""
    one = Subscription.objects.select_for_update().select_related("person", "member").get(
        pk=subscription_id
    )  # fmt: skip
    fits = [] if one.frequency == Frequency.NEVER else new_for(one)
    if not fits:
        return 0
    now = timezone.now()
    Told.objects.bulk_create(
        [Told(subscription=one, notice=fit.notice, at=now) for fit in fits], ignore_conflicts=True
    )
    Subscription.objects.filter(pk=one.pk).update(last_sent_at=now)
    token = links.make(PURPOSE, one, one.person.email, days=DAYS, by=None)
    with translation.override(one.person.language or "es"):
        entries = _told(fits)
    outbox.send(
        "matching/mail/digest",
        one.person,
        {
            "member": one.member,
            "entries": entries,
            "weekly": one.frequency == Frequency.WEEKLY,
            "url": links.address("digest", token),
        },
        about=one.member,
        by=None,
        unsubscribe=links.address("digest-stop", token),
    )
    return len(fits)


def stop(subscription: Subscription) -> None:
    choose_frequency(subscription.person, subscription.member, Frequency.NEVER)


def _new() -> QuerySet[Fit]:
    # Not one that closes within hours: it could no longer be answered.
    soon = timezone.now() + timedelta(days=1)
    return Fit.objects.filter(notice__in=Notice.objects.open(soon).values("pk")).order_by(
        "-score", "pk"
    )


def _told(fits: list[Fit]) -> list[dict]:
    names = words.Names()
    return [
        {
            "notice": fit.notice,
            "reasons": [said.text for said in words.said(fit.reasons, names)[:REASONS]],
        }
        for fit in fits
    ]
