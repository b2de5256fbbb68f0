"""Figures of the members: who are, who came and how, who left. They belong to line 3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import QuerySet

from lonja.core.figures import (
    Asked,
    Exclusion,
    Figure,
    Unit,
    count_distinct,
    get,
    most_first,
    register,
)
from lonja.core.text import Text
from lonja.evidence.queries import unproved

from . import queries
from .enums import Channel, Kind, MembershipKind
from .models import Membership

counted = count_distinct("counts_as")


def _active(year) -> QuerySet[Membership]:
    return (
        queries.active_on(year.end)
        .filter(organisation__is_us=False)
        .annotate(counts_as=queries.counted_as(), kind_then=queries.kind_on(year.end))
    )


def _new(year) -> QuerySet[Membership]:
    return (
        queries.admissions_in(year.span)
        .filter(again=False)
        .annotate(counts_as=queries.counted_as())
    )


def _back(year) -> QuerySet[Membership]:
    return (
        queries.admissions_in(year.span).filter(again=True).annotate(counts_as=queries.counted_as())
    )


def _left(year) -> QuerySet[Membership]:
    return queries.leavings_in(year.span).annotate(counts_as=queries.counted_as())


def _social(year) -> QuerySet[Membership]:
    return _new(year).filter(channel=Channel.SOCIAL)


def _by_kind(rows: QuerySet) -> dict[str, int]:
    """How many members of each kind, the commonest first."""
    kinds = dict(rows.values_list("counts_as", "kind_then").distinct())
    tally = Counter(kinds.values())
    return most_first({str(Kind(kind).label): number for kind, number in tally.items()})


def _by_channel(rows: QuerySet) -> dict[str, int]:
    tally = Counter(rows.values_list("channel", flat=True))
    return most_first({str(Channel(one).label): number for one, number in tally.items()})


def _undeclared(rows: QuerySet) -> QuerySet:
    return rows.filter(channel=Channel.UNKNOWN)


def _unsaid(rows: QuerySet) -> QuerySet:
    """Whose way of coming is neither told nor proved."""
    return unproved(rows.filter(channel_note=""))


def _not_by_social(year) -> Iterator[Exclusion]:
    """Who might be expected among those that came through social media, and why they are not."""
    admitted = Membership.objects.filter(admitted_on__range=year.span).select_related(
        "organisation"
    )
    again = set(_back(year).values_list("pk", flat=True))
    for one in admitted.order_by("admitted_on"):
        if one.kind != MembershipKind.FULL:
            yield Exclusion(one, Text("No es de número.", "It is not a full member."))
        elif one.pk in again:
            yield Exclusion(one, Text("Ya había sido asociada.", "It had been a member before."))
        elif one.channel == Channel.UNKNOWN:
            yield Exclusion(one, Text("No se sabe cómo llegó.", "Nobody has said how it came."))
    approved = Membership.objects.filter(
        channel=Channel.SOCIAL, approved_on__range=year.span, admitted_on__gt=year.end
    )
    for one in approved.select_related("organisation"):
        yield Exclusion(
            one,
            Text(
                "Se aprobó en el año, pero su alta es posterior.",
                "It was approved in the year, but its membership begins later.",
            ),
        )


def _not_members(year) -> Iterator[Exclusion]:
    others = queries.memberships_on(year.end).exclude(kind=MembershipKind.FULL)
    for one in others.select_related("organisation"):
        label = one.get_kind_display()
        yield Exclusion(one, Text(f"Es {label}, no de número.", "It is not a full member."))


ACTIVE = "members.active"
WAYS = ("members.joined", "members.returned", "members.left")


def _net(year) -> int | None:
    now, before = year.value(ACTIVE), year.previous.value(ACTIVE)
    return None if now is None or before is None else now - before


def _unknown_net(year) -> list[Text]:
    if _net(year) is not None:
        return []
    return [Text("No se sabe cuántos había.", "Nobody knows how many there were.")]


def _ways(year) -> dict[str, int]:
    if _net(year) is None:
        return {}
    return {str(get(key).name): year.value(key) for key in WAYS}


register(
    Figure(
        key="members.joined_via_social",
        line=3,
        name=Text("Nuevos asociados por redes sociales", "New members through social media"),
        definition=Text(
            "Entidades admitidas por primera vez cuya alta surtió efecto en el año y que, según se "
            "declaró al admitirlas, llegaron por las redes sociales. Quien vuelve no es nuevo; "
            "cuentan los asociados de número.",
            "Organisations admitted for the first time whose membership began in the year and "
            "that, as declared at their admission, came through social media. Those who come back "
            "are not new; only full members count.",
        ),
        unit=Unit.COUNT,
        rows=_social,
        measure=counted,
        counts="organisation",
        excluded=_not_by_social,
        weak=_unsaid,
    ),
    Figure(
        key=ACTIVE,
        line=3,
        name=Text("Asociados", "Members"),
        definition=Text(
            "Asociados de número el último día del año: admitidos y sin baja. El día de la baja ya "
            "no cuenta. Lo que forma parte de otra entidad cuenta como ella.",
            "Full members on the last day of the year: admitted, and not gone. The day of leaving "
            "no longer counts. What is part of another organisation counts as that one.",
        ),
        unit=Unit.COUNT,
        rows=_active,
        measure=counted,
        breakdown=_by_kind,
        counts="organisation",
        excluded=_not_members,
        needs_proof=False,
    ),
    Figure(
        key="members.by_kind",
        line=3,
        name=Text("Asociados por tipo", "Members by kind"),
        definition=Text(
            "Los asociados del último día del año, por lo que eran ese día: empresa, universidad, "
            "entidad pública…",
            "The members on the last day of the year, by what they were on that day: company, "
            "university, public body…",
        ),
        unit=Unit.TABLE,
        rows=_active,
        measure=_by_kind,
        counts="organisation",
        needs_proof=False,
    ),
    Figure(
        key="members.joined",
        line=3,
        name=Text("Nuevos asociados", "New members"),
        definition=Text(
            "Entidades admitidas por primera vez como asociadas de número cuya alta surtió efecto "
            "en el año.",
            "Organisations admitted as full members for the first time whose membership began in "
            "the year.",
        ),
        unit=Unit.COUNT,
        rows=_new,
        measure=counted,
        breakdown=_by_channel,
        counts="organisation",
        weak=_undeclared,
    ),
    Figure(
        key="members.returned",
        line=3,
        name=Text("Asociados que volvieron", "Members that came back"),
        definition=Text(
            "Entidades que habían sido asociadas y volvieron a serlo en el año.",
            "Organisations that had been members and became so again in the year.",
        ),
        unit=Unit.COUNT,
        rows=_back,
        measure=counted,
        counts="organisation",
        needs_proof=False,
    ),
    Figure(
        key="members.left",
        line=3,
        name=Text("Bajas de asociados", "Members that left"),
        definition=Text(
            "Asociados de número cuya baja surtió efecto en el año.",
            "Full members whose leaving took effect in the year.",
        ),
        unit=Unit.COUNT,
        rows=_left,
        measure=counted,
        counts="organisation",
        needs_proof=False,
        more_is_better=False,
    ),
    Figure(
        key="members.net",
        line=3,
        name=Text("Variación de asociados", "Net change in members"),
        definition=Text(
            "Asociados del último día del año menos los del último día del año anterior.",
            "Members on the last day of the year minus those on the last day of the year before.",
        ),
        unit=Unit.COUNT,
        rows=lambda year: queries.changes_in(year.span).annotate(counts_as=queries.counted_as()),
        asks=lambda year: Asked((), lambda: _net(year)),
        rests_on=(ACTIVE, *WAYS),
        notes=_unknown_net,
        shares=_ways,
        counts="organisation",
        needs_proof=False,
    ),
)
