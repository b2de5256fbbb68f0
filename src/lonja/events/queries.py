"""Named reads of events."""

from __future__ import annotations

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from lonja.directory.enums import Kind
from lonja.directory.models import Membership

from .enums import COUNTED_APART, LEADING, AttendanceState, SeriesKind
from .models import Attendance, Event, EventRole, Mandate, Session, Stand, StandMember


def with_attendance(rows: QuerySet[Event]) -> QuerySet[Event]:
    """Events at which somebody was: "held" needs it."""
    came = Attendance.objects.filter(event=OuterRef("pk"), state=AttendanceState.ATTENDED)
    return rows.filter(Q(headcount__gt=0) | Exists(came))


def own_held(year) -> QuerySet[Event]:
    """Our own events held in the year, those with a figure of their own left out."""
    return with_attendance(
        Event.objects.in_year(year).filter(own=True, within__isnull=True)
    ).exclude(series__kind__in=COUNTED_APART)


def held_of_format(year, kind: str) -> QuerySet[Event]:
    return with_attendance(Event.objects.in_year(year).filter(own=True, series__kind=kind))


def external_with_role(year) -> QuerySet[Event]:
    """Events of others held in the year in which the cluster had some role."""
    roles = EventRole.objects.filter(event=OuterRef("pk"))
    sessions = Session.objects.filter(event=OuterRef("pk")).exclude(our_role="")
    stands = Stand.objects.filter(event=OuterRef("pk"))
    return Event.objects.in_year(year).filter(
        Exists(roles) | Exists(sessions) | Exists(stands), own=False, within__isnull=True
    )


def mandates_in(year) -> QuerySet[Mandate]:
    """Seats in councils and committees in force on some day of the year."""
    return Mandate.objects.filter(since__lte=year.end).filter(
        Q(until__isnull=True) | Q(until__gte=year.start)
    )


def sessions_led(year) -> QuerySet[Session]:
    return Session.objects.filter(
        event__in=Event.objects.in_year(year), our_role__in=LEADING
    ).select_related("event")


def stand_places(year) -> QuerySet[StandMember]:
    """Members that were on a shared stand in the year, being members on that day."""
    member_then = Membership.objects.filter(
        organisation=OuterRef("organisation"), admitted_on__lte=OuterRef("stand__event__date")
    ).filter(Q(left_on__isnull=True) | Q(left_on__gt=OuterRef("stand__event__date")))
    return (
        StandMember.objects.filter(
            Exists(member_then), stand__event__in=Event.objects.in_year(year), cancelled=False
        )
        .exclude(organisation__is_us=True)
        .select_related("organisation", "stand__event")
    )


def dinner_guests(year) -> QuerySet[Attendance]:
    """Who attended the dinner of the year for a territory: `represents` is its key.

    A mayor, a councillor, or a municipal company represent their town.
    """
    dinners = Event.objects.in_year(year).filter(series__kind=SeriesKind.DINNER)
    return representing(
        Attendance.objects.filter(event__in=dinners, state=AttendanceState.ATTENDED)
    )


def representing(rows: QuerySet[Attendance]) -> QuerySet[Attendance]:
    """With `represents` and `represents_name`, of those who came for a territory: as was noted, or
    by the place that their organisation governs, or that of which it is part."""

    def place(field: str) -> Coalesce:
        return Coalesce(
            F(field), _governed("organisation", field), _governed("organisation__part_of", field)
        )

    rows = rows.annotate(represents=place("territory"), represents_name=place("territory__name"))
    return rows.filter(represents__isnull=False)


def _governed(path: str, field: str) -> Case:
    """A company is not the town where it has its seat."""
    governs = Q(**{f"{path}__kind": Kind.PUBLIC_BODY})
    return Case(When(governs, then=F(f"{path}__{field}")))
