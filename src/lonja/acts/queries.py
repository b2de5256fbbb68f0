"""Named reads of acts."""

from collections import Counter

from django.db.models import Count, Q, QuerySet

from lonja.accounts.enums import Role
from lonja.directory.queries import OUTSIDERS, organisations_of, places_of

from .models import Act


def acts_visible_to(user) -> QuerySet[Act]:
    """The office and the auditor see all; a member or an ally, what their organisations took part
    in; a territory, also what was done with the places that it governs."""
    if user.reads_everything:
        return Act.objects.all()
    if not user.is_active or user.role not in OUTSIDERS:
        return Act.objects.none()
    mine = organisations_of(user)
    theirs = Q(participations__organisation__in=mine)
    if user.role == Role.TERRITORY:
        theirs |= Q(territories__in=places_of(user))
    return Act.objects.done().filter(theirs).distinct()


def with_organisation(organisation) -> QuerySet[Act]:
    """Acts in which an organisation took part, itself or through what is part of it."""
    return Act.objects.filter(
        Q(participations__organisation=organisation)
        | Q(participations__organisation__part_of=organisation)
    ).distinct()


def with_person(person) -> QuerySet[Act]:
    return Act.objects.filter(participations__person=person).distinct()


def in_territory(territory) -> QuerySet[Act]:
    return Act.objects.filter(territories=territory)


def by_month(rows: QuerySet) -> Counter[tuple[int, int]]:
    """(Year, month) -> how many acts. Asked by days, since SQLite calls Python for the month of
    each row."""
    found: Counter[tuple[int, int]] = Counter()
    for day, number in rows.order_by().values_list("date").annotate(n=Count("pk")):
        found[day.year, day.month] += number
    return found


def by_calendar_month(rows: QuerySet) -> Counter[int]:
    """Month (1 to 12) -> how many acts, of whatever years."""
    found: Counter[int] = Counter()
    for (_year, month), number in by_month(rows).items():
        found[month] += number
    return found
