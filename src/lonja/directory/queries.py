"""Named reads of the directory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from lonja.accounts.enums import Role
from lonja.territories.models import Territory

from .enums import Kind, MembershipKind
from .models import Membership, Organisation, OrganisationKind, Person, Seat

OUTSIDERS = (Role.MEMBER, Role.TERRITORY, Role.ALLY)


def counted_as(path: str = "organisation") -> Combinable:
    """The key of the organisation that `path` counts as: an institute counts as its university."""
    return Coalesce(F(f"{path}__part_of"), F(path))


def kind_on(day: str | date, path: str = "organisation") -> Combinable:
    """The kind that an organisation at `path` had on a date, or on that of the field named so.

    Without a dated kind from before that day, the one it has today. For organisations themselves,
    `path` is "".
    """
    when = OuterRef(day) if isinstance(day, str) else day
    dated = OrganisationKind.objects.filter(organisation=OuterRef(path or "pk"), since__lte=when)
    today = F(f"{path}__kind" if path else "kind")
    return Coalesce(Subquery(dated.order_by("-since").values("kind")[:1]), today)


# -- members -------------------------------------------------------------------------------------


def memberships_on(day: date) -> QuerySet[Membership]:
    """Those in force on a day: admitted by then and not yet gone. On the day of leaving, gone."""
    return Membership.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gt=day), admitted_on__lte=day
    ).filter(organisation__deleted_at__isnull=True)


def active_on(day: date) -> QuerySet[Membership]:
    """The memberships of members proper: neither honorary nor collaborating ones."""
    return memberships_on(day).filter(kind=MembershipKind.FULL)


def members_on(day: date) -> QuerySet[Organisation]:
    """The organisations that are members on a day. The cluster's own is not one."""
    in_force = active_on(day).filter(organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(in_force), is_us=False)


def left_by(day: date) -> QuerySet[Organisation]:
    """Those that were members, of whatever kind, and on a day are no more. Neither who never was,
    nor who has come back."""
    gone = Membership.objects.filter(organisation=OuterRef("pk"), left_on__lte=day)
    in_force = memberships_on(day).filter(organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(gone), ~Exists(in_force))


def has_left(organisation: Organisation, day: date) -> bool:
    return left_by(day).filter(pk=organisation.pk).exists()


def admissions_in(span: tuple[date, date]) -> QuerySet:
    """Full memberships that took effect in a period, `again` telling those who had been before."""
    earlier = Membership.objects.filter(
        organisation=OuterRef("organisation"), admitted_on__lt=OuterRef("admitted_on")
    )
    admitted = Membership.objects.filter(kind=MembershipKind.FULL, admitted_on__range=span)
    return admitted.filter(
        organisation__deleted_at__isnull=True, organisation__is_us=False
    ).annotate(again=Exists(earlier))


def leavings_in(span: tuple[date, date]) -> QuerySet[Membership]:
    left = Membership.objects.filter(kind=MembershipKind.FULL, left_on__range=span)
    return left.filter(organisation__deleted_at__isnull=True, organisation__is_us=False)


def changes_in(span: tuple[date, date]) -> QuerySet[Membership]:
    """Full memberships that began or ended in a period."""
    changed = Q(admitted_on__range=span) | Q(left_on__range=span)
    return Membership.objects.filter(
        changed,
        kind=MembershipKind.FULL,
        organisation__deleted_at__isnull=True,
        organisation__is_us=False,
    )


# -- who speaks for whom -------------------------------------------------------------------------

MAIN_FIRST = ("-is_main", F("since").desc(nulls_last=True), "pk")
"""The order of the seats of an organisation, or of a person: the main one, then the latest."""


def held_on(day: date) -> Q:
    """Of seats: that they are held on a day; those without dates are held always."""
    begun = Q(since__isnull=True) | Q(since__lte=day)
    return begun & (Q(until__isnull=True) | Q(until__gte=day))


def seats_on(day: date) -> QuerySet[Seat]:
    return Seat.objects.filter(held_on(day))


def _to_write_to() -> Q:
    """Of seats: that they are held today by somebody to whom one can write. Nobody writes to who is
    in the bin or was erased, nor to who is of an organisation in the bin."""
    live = Q(organisation__deleted_at=None, person__deleted_at=None, person__erased_at=None)
    return held_on(timezone.localdate()) & live & ~Q(person__email="")


def seats_to_write_to() -> QuerySet[Seat]:
    """The seats held today by people to whom one can write, `MAIN_FIRST`."""
    rows = Seat.objects.filter(_to_write_to())
    return rows.select_related("person").order_by(*MAIN_FIRST)


def contacts_of_each(organisations: Iterable[Organisation]) -> dict[int, list[Person]]:
    """{key of organisation: the people of it to whom one can write, each once}, in the order of
    their seats. An organisation without any is not there."""
    found: dict[int, dict[Person, None]] = defaultdict(dict)
    for seat in seats_to_write_to().filter(organisation__in=organisations):
        found[seat.organisation_id][seat.person] = None
    return {key: list(people) for key, people in found.items()}


def contacts_of(organisations: Iterable[Organisation]) -> list[Person]:
    """To whom one can write of those that speak for the same: by the name of the organisation, and
    then in the order of their seats."""
    rows = seats_to_write_to().filter(organisation__in=organisations)
    rows = rows.order_by("organisation__folded", "organisation", *MAIN_FIRST)
    return list(dict.fromkeys(seat.person for seat in rows))


def seats_told(rows: QuerySet[Seat]) -> QuerySet[Seat]:
    """Seats of any time with their people, `MAIN_FIRST`, each with whether it `is_held` today, and
    whether it is of those `to_write_to`."""
    rows = rows.select_related("person", "organisation").annotate(
        is_held=ExpressionWrapper(held_on(timezone.localdate()), BooleanField()),
        to_write_to=ExpressionWrapper(_to_write_to(), BooleanField()),
    )
    return rows.order_by(*MAIN_FIRST)


def has_stepped_down(person: Person, seats: Iterable[Any]) -> bool:
    """They had a seat among these (`seats_told`) and have none today; who never had one has not."""
    theirs = [one for one in seats if one.person_id == person.pk]
    return bool(theirs) and not any(one.is_held for one in theirs)


def speaks_for(email: str, organisations: Q) -> Q:
    """A condition on records of any type: that whoever reads an address still has a seat in their
    organisations, which a condition on seats says; so does an address of nobody who ever had one,
    as that of the organisation itself."""
    theirs = Seat.objects.filter(organisations, person__email__iexact=email)
    held = theirs.filter(held_on(timezone.localdate()), person__deleted_at=None)
    return ~Q(Exists(theirs)) | Q(Exists(held))


def governing(territory: OuterRef) -> Q:
    """Of seats: that they are of the public bodies that govern a territory."""
    return Q(
        organisation__kind=Kind.PUBLIC_BODY,
        organisation__territory=territory,
        organisation__deleted_at=None,
    )


def governments_of(territories: Iterable[Territory]) -> QuerySet[Organisation]:
    """The public bodies that govern them. A company is not the town where it has its seat."""
    return Organisation.objects.filter(kind=Kind.PUBLIC_BODY, territory__in=territories)


# -- who sees whom -------------------------------------------------------------------------------


def people_of(user) -> QuerySet[Person]:
    """Whoever signs in, as the directory knows them: by their account, or by its address, for which
    the office that invited them vouches, or they themselves confirmed. Nobody in the bin."""
    return Person.objects.filter(Q(user=user) | Q(user=None, email__iexact=user.email))


def organisations_of(user) -> QuerySet[Organisation]:
    """Those that a person who signs in represents today."""
    theirs = seats_on(timezone.localdate()).filter(person__in=people_of(user).values("pk"))
    return Organisation.objects.filter(pk__in=theirs.values("organisation"))


def places_of(user) -> QuerySet[Territory]:
    """Those governed by the public bodies that a person who signs in represents. A company is not
    the town where it has its seat."""
    mine = organisations_of(user).filter(kind=Kind.PUBLIC_BODY)
    return Territory.objects.filter(pk__in=mine.values("territory"))


def organisations_visible_to(user) -> QuerySet[Organisation]:
    """The office sees all; a member, a territory or an ally, the members and their own."""
    if not user.is_authenticated or not user.is_active:
        return Organisation.objects.none()
    if user.reads_everything:
        return Organisation.objects.all()
    if user.role not in OUTSIDERS:
        return Organisation.objects.none()
    known = Q(pk__in=members_on(timezone.localdate()).values("pk"))
    return Organisation.objects.filter(
        known | Q(is_us=True) | Q(pk__in=organisations_of(user).values("pk"))
    )


def people_visible_to(user) -> QuerySet[Person]:
    """The office sees all; anyone else, themselves and whoever shares their organisations."""
    if not user.is_authenticated or not user.is_active:
        return Person.objects.none()
    if user.reads_everything:
        return Person.objects.all()
    if user.role not in OUTSIDERS:
        return Person.objects.none()
    shared = seats_on(timezone.localdate()).filter(organisation__in=organisations_of(user))
    themselves = Q(pk__in=people_of(user).values("pk"))
    return Person.objects.filter(themselves | Q(pk__in=shared.values("person")))


def with_member_state(rows: QuerySet[Organisation], day: date) -> QuerySet[Organisation]:
    """Organisations with `member_since`: the admission in force on a day, or null."""
    in_force = memberships_on(day).filter(organisation=OuterRef("pk"))
    return rows.annotate(member_since=Subquery(in_force.values("admitted_on")[:1]))
