"""Named reads of needs, introductions and outcomes."""

from __future__ import annotations

from typing import cast

from django.db.models import Q, QuerySet

from lonja.accounts.enums import Role
from lonja.core.figures import Year
from lonja.directory.queries import organisations_of, places_of

from ..enums import NeedState
from ..models import Introduction, Need, Outcome
from ..models.outcome import OutcomeQuerySet


def needs_received(year: Year) -> QuerySet[Need]:
    return Need.objects.filter(received_on__range=year.span)


def needs_unanswered(year: Year) -> QuerySet[Need]:
    """Received in the year, not withdrawn, and not introduced to any member by its end."""
    introduced = Introduction.objects.done().filter(date__lte=year.end)
    return (
        needs_received(year)
        .exclude(state=NeedState.WITHDRAWN)
        .exclude(pk__in=introduced.order_by().values("need"))
    )


def introductions(year: Year) -> QuerySet[Introduction]:
    return Introduction.objects.in_year(year)


def outcomes(year: Year) -> OutcomeQuerySet:
    return cast("OutcomeQuerySet", Outcome.objects.filter(date__range=year.span))


def business(year: Year) -> QuerySet[Outcome]:
    """Outcomes of the year with an amount, confirmed by both sides."""
    return outcomes(year).confirmed().filter(amount__isnull=False)


def claimed(year: Year) -> QuerySet[Outcome]:
    """Outcomes of the year with an amount that one side, or none, has said or confirmed; with
    `said`, that amount. Where each says another it is none of these."""
    rows = outcomes(year).with_what_is_said().filter(said__isnull=False)
    rows = rows.exclude(pk__in=business(year).order_by().values("pk"))
    return rows.exclude(pk__in=disputed(year).order_by().values("pk"))


def disputed(year: Year) -> QuerySet[Outcome]:
    """Outcomes of the year of which each side says another amount."""
    return outcomes(year).disputed()


def needs_visible_to(user) -> QuerySet[Need]:
    """The office and the auditor see all; a territory, its own and those of the places that it
    governs; a member, those to which it has been introduced, once both sides have said yes."""
    if user.reads_everything:
        return Need.objects.all()
    if not user.is_authenticated or not user.is_active:
        return Need.objects.none()
    mine = organisations_of(user)
    if user.role == Role.TERRITORY:
        return Need.objects.filter(Q(organisation__in=mine) | Q(territory__in=places_of(user)))
    if user.role == Role.MEMBER:
        told = Introduction.objects.done().filter(member__in=mine)
        return Need.objects.filter(pk__in=told.order_by().values("need"))
    return Need.objects.none()
