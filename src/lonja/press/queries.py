"""Named reads of the press."""

from collections import Counter

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lonja.acts.queries import by_calendar_month

from .models import Mention, Story, Valuation


def mentions(year) -> QuerySet[Mention]:
    """Confirmed mentions published in the year; copies within one outlet are left out."""
    return Mention.objects.in_year(year).filter(duplicate_of__isnull=True)


def valued(year) -> QuerySet:
    """The year's mentions with `value`, the amount of the valuation in force; null without one."""
    return with_value(mentions(year))


def valued_of_both(year) -> dict[tuple[int, str | None, str | None], int]:
    """(Year, who valued, how) -> mentions of the year and the one before; (…, None, None) are
    those without a valuation."""
    found: Counter[tuple[int, str | None, str | None]] = Counter()
    rows = with_value(
        Mention.objects.done().filter(
            date__range=(year.previous.start, year.end), duplicate_of__isnull=True
        )
    )
    told = rows.order_by().values_list("date", "valued_by", "valued_how").annotate(n=Count("pk"))
    for day, by, how, n in told:
        found[day.year, by, how] += n
    return found


def with_mentions(rows: QuerySet[Story]) -> QuerySet:
    """Stories with `first_on`, when they were first printed, and `times`, by how many mentions."""
    live = Q(mentions__deleted_at=None)
    return rows.annotate(
        first_on=Min("mentions__date", filter=live), times=Count("mentions", filter=live)
    )


def with_value(rows: QuerySet[Mention]) -> QuerySet:
    latest = Valuation.objects.filter(mention=OuterRef("pk")).order_by("-valued_on", "-pk")
    return rows.annotate(
        value=Subquery(latest.values("amount")[:1]),
        valued_by=Subquery(latest.values("provider")[:1]),
        valued_how=Subquery(latest.values("method")[:1]),
    )


def stories(year) -> QuerySet[Mention]:
    """One row for each story of the year: its first mention. A mention of no story is its own."""
    return mentions(year).annotate(told_as=Coalesce(F("story"), -F("pk")))


def mentions_by_month(rows: QuerySet) -> dict[int, int]:
    return dict(sorted(by_calendar_month(rows).items()))
