"""The acts that an organisation or a territory had part in, however each line of work notes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act
from lonja.directory.models import Organisation
from lonja.events.enums import AttendanceState
from lonja.territories.models import Territory

Span = tuple[date, date]
"""First and last day, both within."""

SHOWN = 6
"""Acts of each section on a page; the rest is a number."""


@dataclass(frozen=True)
class Section:
    """Acts of a sort. `name` stands as a heading; `icon` beside it."""

    name: Any
    icon: str
    kinds: frozenset[str]


SECTIONS = (
    Section(_("Presentaciones y reuniones con territorios"), "handshake",
            frozenset({Kind.INTRODUCTION, Kind.ENCOUNTER})),
    Section(_("Trabajo en el territorio"), "map-pin",
            frozenset({Kind.DIAGNOSIS, Kind.PLAN, Kind.WORKSHOP, Kind.VISIT, Kind.PRESENTATION,
                       Kind.PILOT, Kind.AGREEMENT, Kind.TERRITORY_EVENT})),
    Section(_("Grupos de trabajo"), "users", frozenset({Kind.GROUP_MEETING, Kind.DELIVERABLE})),
    Section(_("Proyectos y ayudas"), "euro", frozenset({Kind.PROPOSAL})),
    Section(_("Eventos"), "ticket", frozenset({Kind.EVENT})),
    Section(_("Encuentros institucionales"), "landmark", frozenset({Kind.INSTITUTIONAL})),
    Section(_("Publicaciones y dosieres"), "megaphone",
            frozenset({Kind.POST, Kind.DOSSIER, Kind.NEWSLETTER})),
    Section(_("Medios de comunicación"), "newspaper", frozenset({Kind.MENTION})),
    Section(_("Atención de la oficina"), "phone",
            frozenset({Kind.CONTACT, Kind.CALL, Kind.MEETING, Kind.ASSISTANCE})),
)  # fmt: skip


@dataclass
class Part:
    """The acts of a section, the latest first."""

    section: Section
    number: int = 0
    acts: list[dict[str, Any]] = field(default_factory=list)


def acts_with(organisation: Organisation) -> QuerySet[Act]:
    """Done acts in which an organisation, or what is part of it, took part in any way."""
    theirs = Organisation.objects.filter(Q(pk=organisation.pk) | Q(part_of=organisation))
    came = Q(event__attendances__organisation__in=theirs, event__attendances__deleted_at=None,
             event__attendances__state=AttendanceState.ATTENDED)  # fmt: skip
    stood = Q(event__stands__members__organisation__in=theirs,
              event__stands__members__cancelled=False,
              event__stands__members__deleted_at=None)  # fmt: skip
    proposed = Q(proposal__partners__organisation__in=theirs, proposal__partners__deleted_at=None)
    wrote = Q(
        deliverable__contributions__organisation__in=theirs,
        deliverable__contributions__accepted=True,
        deliverable__contributions__deleted_at=None,
    )
    took_part = Q(participations__organisation__in=theirs)
    # By key, so that an act in which it took part in two ways is one.
    every = [_keys(way) for way in (took_part, came, stood, proposed, wrote)]
    return Act.objects.done().filter(pk__in=every[0].union(*every[1:]))


def acts_in(inside: QuerySet[Territory]) -> QuerySet[Act]:
    """Done acts with any of these territories: each once."""
    came = Q(event__attendances__territory__in=inside, event__attendances__deleted_at=None,
             event__attendances__state=AttendanceState.ATTENDED)  # fmt: skip
    keys = _keys(Q(territories__in=inside)).union(_keys(came))
    return Act.objects.done().filter(pk__in=keys)


def since(acts: QuerySet[Act]) -> Subquery:
    """The year of the first of them, to be asked with other numbers."""
    return Subquery(acts.order_by("date").values("date__year")[:1])


def within(acts: QuerySet[Act], span: Span) -> list[Part]:
    """The acts of a period by section, those that have any, with the latest of each."""
    rows = acts.filter(date__range=span).order_by("-date", "-pk")
    return _parts(
        rows.values(
            "pk", "kind", "title", "date",
            "mention__url", "deliverable__url", "dossier__url", "event__url",
        )
    )  # fmt: skip


def _keys(way: Q) -> QuerySet:
    return Act.objects.filter(way).order_by().values("pk")


def _parts(rows: Iterable[dict[str, Any]]) -> list[Part]:
    parts = [Part(section) for section in SECTIONS]
    of_kind = {kind: part for part in parts for kind in part.section.kinds}
    for row in rows:
        part = of_kind[row["kind"]]
        part.number += 1
        if len(part.acts) < SHOWN:
            part.acts.append(_told(row))
    return [part for part in parts if part.number]


def _told(row: dict[str, Any]) -> dict[str, Any]:
    links = (row[f"{kind}__url"] for kind in ("mention", "deliverable", "dossier", "event"))
    day: date = row["date"]
    return {
        "title": row["title"],
        "date": day,
        "kind": Kind(row["kind"]).label,
        "url": next((link for link in links if link), ""),
    }
