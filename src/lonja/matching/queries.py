"""Named reads of needs, introductions, outcomes and notices."""

from __future__ import annotations

from typing import cast

from django.db.models import Q, QuerySet

from lonja.accounts.enums import Role
from lonja.acts.enums import State
from lonja.acts.models import Act
from lonja.core.figures import Year
from lonja.directory.models import Area, Organisation
from lonja.directory.queries import organisations_of
from lonja.territories.enums import WORKABLE
from lonja.territories.models import Territory

from . import worked
from .enums import NeedState
from .models import Award, Introduction, Need, Outcome
from .models.outcome import OutcomeQuerySet
from .notices.values import tax_id


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


def acts_without_territory(year: Year) -> QuerySet[Act]:
    """Done acts of the kinds that count, that do not say with which territory they were."""
    return Act.objects.in_year(year).filter(kind__in=worked.rule().kinds, territories=None)


def acts_not_done(year: Year) -> QuerySet[Act]:
    """Acts of the kinds that count, with a territory, but only planned, or cancelled."""
    rows = Act.objects.exclude(state=State.DONE).filter(date__range=year.span)
    return rows.filter(kind__in=worked.rule().kinds, territories__kind__in=WORKABLE).distinct()


def acts_in_places_without_government(year: Year) -> QuerySet[Act]:
    """Done acts of the kinds that count that name only a province, a region or a country: places,
    not bodies with which one works."""
    rows = Act.objects.in_year(year).filter(kind__in=worked.rule().kinds)
    return rows.exclude(territories=None).exclude(territories__kind__in=WORKABLE)


def territories_only_met(year: Year) -> QuerySet[Territory]:
    """Territories with acts in the year, none of them work: a call, a dinner, a mention."""
    met = Act.objects.in_year(year).filter(territories__kind__in=WORKABLE)
    keys = set(met.order_by().values_list("territories", flat=True))
    return Territory.everything.filter(pk__in=keys - set(worked.territories_of(worked.acts(year))))


def territory_suggested_for(act: Act) -> Territory | None:
    """The territory that an act without one was surely with: that of the public bodies that took
    part, or of the council of which they are part, when they all have the same."""
    organisations = Organisation.objects.filter(participations__act=act)
    own = Q(organisations__in=organisations)
    above = Q(organisations__parts__in=organisations)
    found = list(Territory.objects.filter(own | above, kind__in=WORKABLE).distinct()[:2])
    return found[0] if len(found) == 1 else None


def awards_to(organisation: Organisation) -> QuerySet[Award]:
    """Contracts that an organisation has won, as public notices say, by its tax id."""
    own = tax_id(organisation.tax_id)
    if not own:
        return Award.objects.none()
    rows = Award.objects.filter(tax_id=own, notice__deleted_at__isnull=True)
    return rows.select_related("notice").order_by("-date", "-pk")


def areas_about(codes: list[str]) -> list[Area]:
    """The areas whose CPV prefixes begin any of these codes, those of the longest prefix first."""
    reach = {
        area: max((len(p) for p in area.cpv for code in codes if code.startswith(p)), default=0)
        for area in Area.objects.filter(retired=False)
    }
    return sorted((a for a in reach if reach[a]), key=lambda area: (-reach[area], area.code))


def needs_visible_to(user) -> QuerySet[Need]:
    """The office and the auditor see all; a territory, its own; a member, those to which it has
    been introduced, once both sides have said yes."""
    if user.reads_everything:
        return Need.objects.all()
    if not user.is_authenticated or not user.is_active:
        return Need.objects.none()
    mine = organisations_of(user)
    if user.role == Role.TERRITORY:
        places = Territory.objects.filter(organisations__in=mine)
        return Need.objects.filter(Q(organisation__in=mine) | Q(territory__in=places)).distinct()
    if user.role == Role.MEMBER:
        told = Introduction.objects.done().filter(member__in=mine)
        return Need.objects.filter(pk__in=told.order_by().values("need"))
    return Need.objects.none()
