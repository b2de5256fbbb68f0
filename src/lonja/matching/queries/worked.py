"""Territories worked with: by which acts, in which years, by which version of the rule.

Everything is said in territories as they stand today: what was merged counts as its successor, and
inherits its history. A set of territories is a set of keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

from django.db.models import Q, QuerySet

from lonja.acts.enums import WORK_WITH_TERRITORY, State
from lonja.acts.models import Act
from lonja.core.figures import Year
from lonja.directory.models import Organisation
from lonja.directory.queries import governments_of
from lonja.territories.enums import SUPRAMUNICIPAL, WORKABLE
from lonja.territories.models import Territory
from lonja.territories.queries import counted_as

from ..models import CountingRule

KEY = "territories.worked"


@dataclass(frozen=True)
class Rule:
    """`version` 0 is the rule as Lonja comes, while the office has not made its own."""

    version: int
    kinds: frozenset[str]
    supramunicipal: frozenset[str]


def rule() -> Rule:
    """The rule in force, by which every year is counted."""
    row = CountingRule.objects.order_by("-version").first()
    if row is None:
        return Rule(
            0, frozenset(map(str, WORK_WITH_TERRITORY)), frozenset(map(str, SUPRAMUNICIPAL))
        )
    return Rule(row.version, frozenset(row.kinds), frozenset(row.supramunicipal))


def work(by: Rule | None = None) -> QuerySet[Act]:
    """Done acts of the kinds that count, of any year, with a territory that one can work with."""
    kinds = (by or rule()).kinds
    return Act.objects.done().filter(kind__in=kinds, territories__kind__in=WORKABLE).distinct()


def acts(year: Year) -> QuerySet[Act]:
    return work().filter(date__range=year.span)


def territories_of(rows: QuerySet[Act]) -> dict[int, set[str]]:
    """{territory as it stands today: kinds of the territories by which the acts name it}."""
    pairs = set(
        rows.order_by().filter(territories__kind__in=WORKABLE)
        .values_list("territories", "territories__kind")
    )  # fmt: skip
    today = counted_as(key for key, _kind in pairs)
    kinds: dict[int, set[str]] = {}
    for key, kind in pairs:
        kinds.setdefault(today[key], set()).add(kind)
    return kinds


def _once_a_year(function: Callable[[Year], set[int]]) -> Callable[[Year], set[int]]:
    """Asked of the database once for each `Year`, which is itself read once (`balance.book`)."""

    @wraps(function)
    def told(year: Year) -> set[int]:
        known = year.__dict__.setdefault("_worked", {})
        if function not in known:
            known[function] = function(year)
        return known[function]

    return told


@_once_a_year
def in_year(year: Year) -> set[int]:
    return set(territories_of(acts(year)))


@_once_a_year
def in_previous(year: Year) -> set[int]:
    """Those of the year before: by its acts, and by its opening balance when it has one."""
    before = year.number - 1
    opened = year.opening_records(KEY, up_to=before, since=before)
    return set(territories_of(acts(year.previous))) | _today(opened)


@_once_a_year
def ever_before(year: Year) -> set[int]:
    """Those of any earlier year, by acts and by opening balances."""
    opened = year.opening_records(KEY, up_to=year.number - 1)
    return set(territories_of(work().filter(date__lt=year.start))) | _today(opened)


@_once_a_year
def new(year: Year) -> set[int]:
    return in_year(year) - ever_before(year)


@_once_a_year
def new_supramunicipal(year: Year) -> set[int]:
    """Of the new, those that were supramunicipal when worked with: by the kind that the acts name,
    whatever they have become since."""
    kinds, wanted = territories_of(acts(year)), rule().supramunicipal
    return {key for key in new(year) if kinds[key] & wanted}


def kept(year: Year) -> set[int]:
    return in_year(year) & in_previous(year)


def lost(year: Year) -> set[int]:
    return in_previous(year) - in_year(year)


def regained(year: Year) -> set[int]:
    """Worked with this year and in some year before the last, but not in the last."""
    return (in_year(year) & ever_before(year)) - in_previous(year)


def records_since() -> int | None:
    """The first year of which there is any work, to say how far back "never before" reaches."""
    first = work().order_by("date").values_list("date", flat=True).first()
    return first.year if first else None


def _today(keys: Iterable[int]) -> set[int]:
    return set(counted_as(keys).values())


# -- what does not count, and why ------------------------------------------------------------------


def acts_without_territory(year: Year) -> QuerySet[Act]:
    """Done acts of the kinds that count, that do not say with which territory they were."""
    return Act.objects.in_year(year).filter(kind__in=rule().kinds, territories=None)


def acts_not_done(year: Year) -> QuerySet[Act]:
    """Acts of the kinds that count, with a territory, but only planned, or cancelled."""
    rows = Act.objects.exclude(state=State.DONE).filter(date__range=year.span)
    return rows.filter(kind__in=rule().kinds, territories__kind__in=WORKABLE).distinct()


def acts_in_places_without_government(year: Year) -> QuerySet[Act]:
    """Done acts of the kinds that count that name only a province, a region or a country: places,
    not bodies with which one works."""
    rows = Act.objects.in_year(year).filter(kind__in=rule().kinds)
    return rows.exclude(territories=None).exclude(territories__kind__in=WORKABLE)


def territories_only_met(year: Year) -> QuerySet[Territory]:
    """Territories with acts in the year, none of them work: a call, a dinner, a mention."""
    met = Act.objects.in_year(year).filter(territories__kind__in=WORKABLE)
    keys = set(met.order_by().values_list("territories", flat=True))
    return Territory.everything.filter(pk__in=keys - set(territories_of(acts(year))))


def territory_suggested_for(act: Act) -> Territory | None:
    """The territory that an act without one was surely with: that of the public bodies that took
    part, or of the council of which they are part, when they all have the same."""
    came = Organisation.objects.filter(participations__act=act)
    governments = governments_of(Territory.objects.filter(kind__in=WORKABLE)).filter(
        Q(pk__in=came) | Q(parts__in=came)
    )
    found = list(Territory.objects.filter(organisations__in=governments).distinct()[:2])
    return found[0] if len(found) == 1 else None
