"""Named reads of acts."""

from django.db.models import Q, QuerySet

from lonja.accounts.enums import Role

from .models import Act


def acts_visible_to(user) -> QuerySet[Act]:
    """The office and the auditor see all; a member, a territory or an ally, what they were in."""
    if user.reads_everything:
        return Act.objects.all()
    if not user.is_active or user.role not in (Role.MEMBER, Role.TERRITORY, Role.ALLY):
        return Act.objects.none()
    return Act.objects.done().filter(_of_their_organisations(user)).distinct()


def _of_their_organisations(user) -> Q:
    seats = Q(participations__organisation__seats__person__user=user)
    current = Q(participations__organisation__seats__until__isnull=True)
    places = Q(territories__organisations__seats__person__user=user)
    still = Q(territories__organisations__seats__until__isnull=True)
    return (seats & current) | (places & still)


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
