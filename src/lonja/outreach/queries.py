"""Named reads of what the cluster tells and of who follows it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from lonja.acts.queries import by_calendar_month, by_month

from .models import Dossier, Issue, Peer, PeerReading, Placement, Post, Reading, SocialAccount

FRESH = timedelta(days=90)
"""A reading older than this on the day asked for is flagged."""
NEAR = timedelta(days=45)
"""How far from a date a reading of another cluster may lie to stand for it."""


def posts(year) -> QuerySet[Post]:
    """Posts published in the year: with the link of at least one placement."""
    placed = Placement.objects.filter(post=OuterRef("pk"))
    return Post.objects.in_year(year).filter(Exists(placed))


def posts_by_month(rows: QuerySet[Post]) -> dict[int, int]:
    """Month (1 to 12) -> posts, every month present, August too."""
    found = by_calendar_month(rows)
    return {month: found[month] for month in range(1, 13)}


def posts_of_every_month() -> dict[tuple[int, int], int]:
    """(Year, month) -> posts published in it."""
    placed = Placement.objects.filter(post=OuterRef("pk"))
    return by_month(Post.objects.done().filter(Exists(placed)))


def dossiers_up_to(day: date) -> QuerySet[Dossier]:
    """Dossiers published up to a day, of any year; new editions are not new dossiers."""
    return Dossier.objects.done().filter(date__lte=day, edition_of__isnull=True).exclude(url="")


def last_readings(day: date) -> QuerySet[Reading]:
    """The last reading on or before a day of each account that was open on it."""
    open_then = SocialAccount.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
    newest = (
        Reading.objects.filter(account=OuterRef("account"), date__lte=day)
        .order_by("-date")
        .values("pk")[:1]
    )
    return Reading.objects.filter(account__in=open_then, pk=Subquery(newest)).select_related(
        "account"
    )


def unread_accounts(day: date) -> QuerySet[SocialAccount]:
    """Accounts open on a day that were never read before it."""
    read = Reading.objects.filter(account=OuterRef("pk"), date__lte=day)
    return SocialAccount.objects.filter(
        ~Exists(read),
        Q(closed_on__isnull=True) | Q(closed_on__gt=day),
        Q(opened_on__isnull=True) | Q(opened_on__lte=day),
    )


def peers_read() -> list[Peer]:
    """Every peer, with its readings at hand, the oldest first."""
    readings = Prefetch("readings", PeerReading.objects.order_by("date"))
    return list(Peer.objects.prefetch_related(readings))


def peer_growths(
    start: date, end: date, peers: Iterable[Peer]
) -> tuple[dict[str, Decimal], list[str]]:
    """Relative growth of each peer between two days, and the peers not read at both ends."""
    growths, missing = {}, []
    for peer in peers:
        readings = list(peer.readings.all())
        first, last = _standing_for(start, readings), _standing_for(end, readings)
        if first and last and first.followers:
            growths[peer.name] = Decimal(last.followers) / first.followers - 1
        else:
            missing.append(peer.name)
    return growths, missing


def _standing_for(day: date, readings: list[PeerReading]) -> PeerReading | None:
    near = [r for r in readings if day - NEAR <= r.date <= day]
    return near[-1] if near else None


def issues(year) -> QuerySet[Issue]:
    """Numbers sent in the year. A resend to those who did not open is not a number."""
    return Issue.objects.in_year(year).filter(resend_of__isnull=True)


def placements(year) -> QuerySet[Placement]:
    return Placement.objects.filter(post__in=posts(year)).select_related("account", "post")


def peer_rows(start: date, end: date) -> QuerySet[PeerReading]:
    """The readings of other clusters that can stand for one end of a period or the other."""
    return PeerReading.objects.filter(
        Q(date__range=(start - NEAR, start)) | Q(date__range=(end - NEAR, end))
    ).select_related("peer")
