"""What is done in the background while needs look for who can solve them."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.jobs.job import job

from ..domain import asking, looking, sounding
from ..models import Need

AT_ONCE = 500


@job(title=_("Recordar y cerrar lo que se preguntó a los asociados"), attempts=3)
def follow_questions() -> dict[str, int]:
    """Free the places of whoever did not answer in time, and remind those who still can."""
    return {"expired": asking.expire(), "reminded": asking.remind() + sounding.remind()}


@job(title=_("Mirar quién puede resolver cada necesidad"), attempts=2)
def measure_needs() -> int:
    """Note how many members fit each open need that is new, has changed, or was looked at another
    day. How many were looked at."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    old = Q(ranked_at=None) | Q(ranked_at__lt=F("updated_at")) | Q(ranked_at__lt=today)
    needs = list(Need.objects.filter(old, closed_on=None).order_by("-received_on")[:AT_ONCE])
    for need in needs:
        looking.measure(need)
    return len(needs)
