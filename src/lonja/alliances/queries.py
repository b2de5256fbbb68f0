"""Named reads of alliances."""

from django.db.models import Count, Q, QuerySet

from lonja.acts.enums import State
from lonja.directory.enums import Level

from .enums import AgreementState
from .models import Agreement, CollaborationLine, InstitutionalMeeting, OfficeMet


def lines_open_on(day) -> QuerySet:
    """Lines agreed by a day and not yet closed on it, with how many done acts they have."""
    return (
        CollaborationLine.objects.filter(agreed_on__lte=day, agreement__deleted_at__isnull=True)
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
        .annotate(
            done_acts=Count("acts", filter=Q(acts__state=State.DONE, acts__deleted_at__isnull=True))
        )
        .select_related("agreement")
    )


def meetings_held(year) -> QuerySet[InstitutionalMeeting]:
    return InstitutionalMeeting.objects.in_year(year)


def offices_met(year) -> QuerySet[OfficeMet]:
    return OfficeMet.objects.filter(meeting__in=meetings_held(year)).select_related(
        "meeting", "person", "organisation", "region"
    )


def regional_offices_met(year) -> QuerySet[OfficeMet]:
    return offices_met(year).filter(level=Level.REGIONAL)


def agreements_expiring(start, end) -> QuerySet[Agreement]:
    """Agreements in force whose term ends within the days given."""
    return Agreement.objects.exclude(state=AgreementState.ENDED).filter(
        valid_until__range=(start, end)
    )
