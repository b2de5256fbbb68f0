"""Territories worked with: by which acts, in which years, by which version of the rule.

Everything is said in territories as they stand today: what was merged counts as its successor, and
inherits its history. A set of territories is a set of keys.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from lonja.acts.enums import WORK_WITH_TERRITORY, State
from lonja.acts.models import Act
from lonja.core.figures import Year, once
from lonja.core.keys import Among
from lonja.directory.models import Organisation
from lonja.directory.queries import governments_of
from lonja.evidence.queries import proof_exists
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


def rule_of(year: Year) -> Rule:
    """The same, read once for all the years that are told together."""
    return once(year, "rule", rule)


def work(by: Rule | None = None) -> QuerySet[Act]:
    """Done acts of the kinds that count, of any year, with a territory that one can work with."""
    kinds = (by or rule()).kinds
    return Act.objects.done().filter(kind__in=kinds, territories__kind__in=WORKABLE).distinct()


def acts(year: Year) -> QuerySet[Act]:
    return work(rule_of(year)).filter(date__range=year.span)


def territories_of(rows: QuerySet[Act]) -> dict[int, set[str]]:
    """{territory as it stands today: kinds of the territories by which the acts name it}."""
    named = set(
        rows.order_by().filter(territories__kind__in=WORKABLE)
        .values_list("territories", "territories__kind", "territories__successor")
    )  # fmt: skip
    merged = counted_as(key for key, _kind, successor in named if successor)
    kinds: dict[int, set[str]] = {}
    for key, kind, _successor in named:
        kinds.setdefault(merged.get(key, key), set()).add(kind)
    return kinds


@dataclass(frozen=True)
class Worked:
    """That an act was work with a territory, `key` as it stands today; `named` is the kind of the
    territory that the act names, `kind` what it is today. `proved`: the act has its proof."""

    act: int
    day: date
    key: int
    named: str
    kind: str
    proved: bool


@dataclass(frozen=True)
class Work:
    """All work with territories, by years, and the rule by which it counts."""

    rule: Rule
    years: dict[int, list[Worked]]

    @property
    def since(self) -> int | None:
        return min(self.years, default=None)

    def within(self, year: Year) -> list[Worked]:
        """That of the days of a year."""
        return [one for one in self.years.get(year.number, ()) if one.day <= year.end]

    def before(self, year: Year) -> Iterator[Worked]:
        for number, told in self.years.items():
            if number < year.number:
                yield from told


def known(year: Year) -> Work:
    """Read once for all the years that are told together."""
    return once(year, KEY, lambda: _all_work(rule_of(year)))


def _all_work(by: Rule) -> Work:
    rows = list(
        work(by)
        .order_by()
        .filter(territories__kind__in=WORKABLE)
        .annotate(proved=proof_exists(Act))
        .values_list(
            "pk", "date", "territories", "territories__kind", "territories__successor",
            "territories__successor__kind", "territories__successor__successor", "proved",
        )
        .distinct()
    )  # fmt: skip
    # A town is merged once; what was merged again is followed to the last.
    merged = counted_as(key for _, _, key, _, _, _, again, _ in rows if again)
    kinds = dict(Territory.everything.filter(pk__in=set(merged.values())).values_list("pk", "kind"))
    years: dict[int, list[Worked]] = {}
    for act, day, key, named, successor, kind, again, proved in rows:
        last = merged[key] if again else successor or key
        today = kinds[last] if again else kind or named
        years.setdefault(day.year, []).append(Worked(act, day, last, named, today, proved))
    return Work(by, years)


def kinds_of(year: Year, keys: set[int]) -> list[str]:
    """What each of these is today, of those worked with in the year."""
    return list({one.key: one.kind for one in known(year).within(year) if one.key in keys}.values())


def in_year(year: Year) -> set[int]:
    return {one.key for one in known(year).within(year)}


def in_previous(year: Year) -> set[int]:
    """Those of the year before: by its acts, and by its opening balance when it has one."""
    before = year.number - 1
    opened = year.opening_records(KEY, up_to=before, since=before)
    return in_year(year.previous) | _today(year, opened)


def ever_before(year: Year) -> set[int]:
    """Those of any earlier year, by acts and by opening balances."""
    opened = year.opening_records(KEY, up_to=year.number - 1)
    return {one.key for one in known(year).before(year)} | _today(year, opened)


def new(year: Year) -> set[int]:
    return in_year(year) - ever_before(year)


def new_supramunicipal(year: Year) -> set[int]:
    """Of the new, those that were supramunicipal when worked with: by the kind that the acts name,
    whatever they have become since."""
    work, fresh = known(year), new(year)
    wanted = work.rule.supramunicipal
    return {one.key for one in work.within(year) if one.key in fresh and one.named in wanted}


def kept(year: Year) -> set[int]:
    return in_year(year) & in_previous(year)


def lost(year: Year) -> set[int]:
    return in_previous(year) - in_year(year)


def returning(year: Year) -> set[int]:
    return in_year(year) & ever_before(year)


def regained(year: Year) -> set[int]:
    """Worked with this year and in some year before the last, but not in the last."""
    return (in_year(year) & ever_before(year)) - in_previous(year)


def opened_kinds(year: Year) -> set[str]:
    """The kinds of the territories that the opening balances of earlier years list."""
    opened = year.opening_records(KEY, up_to=year.number - 1)
    return {_listed(year)[key].kind for key in opened if key in _listed(year)}


def _today(year: Year, keys: Collection[int]) -> set[int]:
    """As which territories of today these count, of those that opening balances list."""
    listed = _listed(year) if keys else {}
    again = [key for key in keys if key in listed and listed[key].again]
    merged = counted_as(again)
    return {merged.get(key) or (listed[key].today if key in listed else key) for key in keys}


class Listed(NamedTuple):
    """A territory of an opening balance: what it was, as which it counts, and whether that one was
    merged too."""

    kind: str
    today: int
    again: bool


def _listed(year: Year) -> dict[int, Listed]:
    keys = year.opening_records(KEY, up_to=date.max.year)
    return once(year, "listed territories", lambda: _read_listed(keys))


def _read_listed(keys: set[int]) -> dict[int, Listed]:
    rows = Territory.everything.filter(pk__in=keys).order_by()
    told = rows.values_list("pk", "kind", "successor", "successor__successor")
    return {key: Listed(kind, after or key, bool(again)) for key, kind, after, again in told}


# -- what does not count, and why ------------------------------------------------------------------


def acts_without_territory(year: Year) -> QuerySet[Act]:
    """Done acts of the kinds that count, that do not say with which territory they were."""
    return Act.objects.in_year(year).filter(kind__in=rule_of(year).kinds, territories=None)


def acts_not_done(year: Year) -> QuerySet[Act]:
    """Acts of the kinds that count, with a territory, but only planned, or cancelled."""
    rows = Act.objects.exclude(state=State.DONE).filter(date__range=year.span)
    return rows.filter(kind__in=rule_of(year).kinds, territories__kind__in=WORKABLE).distinct()


def acts_in_places_without_government(year: Year) -> QuerySet[Act]:
    """Done acts of the kinds that count that name only a province, a region or a country: places,
    not bodies with which one works."""
    rows = Act.objects.in_year(year).filter(kind__in=rule_of(year).kinds)
    return rows.exclude(territories=None).exclude(territories__kind__in=WORKABLE)


def territories_only_met(year: Year) -> QuerySet[Territory]:
    """Territories with acts in the year, none of them work: a call, a dinner, a mention."""
    met = Act.objects.in_year(year).filter(territories__kind__in=WORKABLE)
    keys = set(met.order_by().values_list("territories", flat=True))
    return Territory.everything.filter(pk__in=Among(keys - set(territories_of(acts(year)))))


def territory_suggested_for(act: Act) -> Territory | None:
    """The territory that an act without one was surely with: that of the public bodies that took
    part, or of the council of which they are part, when they all have the same."""
    came = Organisation.objects.filter(participations__act=act)
    governments = governments_of(Territory.objects.filter(kind__in=WORKABLE)).filter(
        Q(pk__in=came) | Q(parts__in=came)
    )
    found = list(Territory.objects.filter(organisations__in=governments).distinct()[:2])
    return found[0] if len(found) == 1 else None
