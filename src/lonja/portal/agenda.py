"""The meetings that members and territories have before them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from lonja.matching.enums import MeetingStage
from lonja.matching.models import Meeting


def to_come() -> QuerySet[Meeting]:
    """Those agreed, from today on, the next first."""
    agreed = Meeting.objects.filter(stage=MeetingStage.AGREED, date__gte=timezone.localdate())
    return agreed.order_by("date", "time", "pk")
