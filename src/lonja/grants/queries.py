"""Named reads of calls and proposals."""

from __future__ import annotations

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum

from .enums import COUNTED_ROLES, Result
from .models import Call, Participation, Proposal, Resolution


def submitted(year) -> QuerySet[Proposal]:
    """Proposals that we applied with or took part in, submitted in the year with their number.

    Excluded or withdrawn afterwards, they were submitted all the same.
    """
    return (
        Proposal.objects.in_year(year)
        .filter(our_role__in=COUNTED_ROLES)
        .exclude(registration="")
        .select_related("call")
    )


def advised(year) -> QuerySet[Proposal]:
    return Proposal.objects.in_year(year).exclude(our_role__in=COUNTED_ROLES)


def partners(year) -> QuerySet[Participation]:
    """Who was in the year's proposals on the day of their submission."""
    return (
        Participation.objects.filter(proposal__in=submitted(year))
        .filter(in_it_when_submitted())
        .select_related("proposal", "organisation")
    )


def in_it_when_submitted(prefix: str = "", day: str = "proposal__date") -> Q:
    """Who had not withdrawn by the day of submission."""
    return Q(**{f"{prefix}withdrew_on__isnull": True}) | Q(**{f"{prefix}withdrew_on__gt": F(day)})


def with_result(rows: QuerySet[Proposal]) -> QuerySet:
    """Adds `result`, what stands of each, `clusters` in it, and `budget`, the whole project's."""
    latest = Resolution.objects.filter(proposal=OuterRef("pk")).order_by("-date", "-pk")
    inside = Q(partners__deleted_at__isnull=True) & in_it_when_submitted("partners__", day="date")
    money = (
        Participation.objects.filter(proposal=OuterRef("pk"))
        .filter(in_it_when_submitted())
        .order_by()
        .values("proposal")
        .annotate(total=Sum("budget"))
        .values("total")
    )
    return rows.annotate(
        result=Subquery(latest.values("result")[:1]),
        clusters=Count("partners", filter=inside & Q(partners__is_cluster=True), distinct=True),
        budget=Subquery(money),
    )


def granted(year) -> QuerySet:
    return with_result(submitted(year)).filter(result=Result.GRANTED)


def funded_solo(year) -> QuerySet[Proposal]:
    return granted(year).filter(clusters=1)


def funded_intercluster(year) -> QuerySet[Proposal]:
    return granted(year).filter(clusters__gte=2)


def compared_calls(*years: int) -> QuerySet[Call]:
    """Calls of some years whose budget the balance compares."""
    return Call.objects.filter(year__in=years, scheme__in_balance=True).select_related("scheme")


def calls_closing(start, end) -> QuerySet[Call]:
    return Call.objects.filter(closes_on__range=(start, end)).select_related("scheme")
