"""Named reads of the working groups."""

from django.db.models import Q, QuerySet

from lonja.directory.queries import counted_as, kind_on

from .enums import SeatRole
from .models import Contribution, Deliverable, GroupMeeting, GroupSeat


def published(year) -> QuerySet[Deliverable]:
    """Deliverables published in the year, with their link. A new edition is not a new one."""
    return Deliverable.objects.in_year(year).exclude(url="").filter(edition_of__isnull=True)


def contributions(year) -> QuerySet:
    """Accepted contributions to what was published in the year.

    Adds `counts_as` (the organisation that it counts as) and `kind_then` (its kind on that day).
    The cluster itself does not contribute to its own guides.
    """
    return (
        Contribution.objects.filter(deliverable__in=published(year), accepted=True)
        .exclude(organisation__is_us=True)
        .annotate(
            counts_as=counted_as(),
            kind_then=kind_on("deliverable__date", "organisation"),
        )
    )


def coordinations(year) -> QuerySet[GroupSeat]:
    """Terms of coordination in the year of the groups that published in it."""
    groups = published(year).values("group")
    return GroupSeat.objects.filter(
        Q(until__isnull=True) | Q(until__gte=year.start),
        group__in=groups,
        role=SeatRole.COORDINATOR,
        since__lte=year.end,
    ).annotate(counts_as=counted_as())


def meetings_held(year) -> QuerySet[GroupMeeting]:
    return GroupMeeting.objects.in_year(year)
