"""Which members each open notice fits, kept so that pages and letters need not rank again.

A notice is looked at when its source changes it; all the open ones each night, since members
change too. What is no longer open is forgotten.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from .. import fitting
from ..models import Fit, Notice

MOST = 25
"""Members kept of each notice."""
BATCH = 500


def unseen() -> QuerySet[Notice]:
    """Open notices that have changed since they were last looked at, or never were."""
    stale = Q(spotted_at__isnull=True) | Q(spotted_at__lt=F("updated_at"))
    return Notice.objects.open().filter(stale).order_by("pk")


def spot(notices: QuerySet[Notice], *, most: int = BATCH) -> int:
    """Look at some notices; how many."""
    found = list(notices.select_related("territory__province", "region")[:most])
    for notice in found:
        _spot(notice)
    return len(found)


def spot_all(*, since: datetime) -> int:
    """Look at open notices not looked at since a moment; how many are left."""
    rows = Notice.objects.open().filter(Q(spotted_at__isnull=True) | Q(spotted_at__lt=since))
    spot(rows.order_by("pk"))
    return rows.count()


def forget_closed() -> int:
    """Drop the fits of what can no longer be answered."""
    return Fit.objects.exclude(notice__in=Notice.objects.open().values("pk")).delete()[0]


@transaction.atomic
def _spot(notice: Notice) -> None:
    # By the moment before: what changes while it is ranked is looked at again.
    now = timezone.now()
    fitted = [one for one in fitting.rank_notice(notice) if one.fits][:MOST]
    kept: dict[int, Any] = {one.member.pk: one for one in fitted}
    Fit.objects.filter(notice=notice).exclude(member__in=kept).delete()
    Fit.objects.bulk_create(
        [
            Fit(
                notice=notice,
                member=one.member,
                score=one.score or 0.0,
                reasons=list(one.reasons),
                missing=list(one.missing),
            )
            for one in fitted
        ],
        update_conflicts=True,
        unique_fields=["notice", "member"],
        update_fields=["score", "reasons", "missing"],
    )
    Notice.everything.filter(pk=notice.pk).update(spotted_at=now)
