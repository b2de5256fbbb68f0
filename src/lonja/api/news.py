"""What the cluster has made public: only what has a public address of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from lonja.acts.enums import State
from lonja.acts.models import Act
from lonja.balance.models import Publication
from lonja.events.models import Event
from lonja.groups.models import Deliverable
from lonja.outreach.models import Dossier

MOST = 40


@dataclass(frozen=True)
class Item:
    key: str
    title: str
    kind: str
    url: str
    published: datetime
    updated: datetime


def latest() -> list[Item]:
    """The newest first. Events come before they are held, as soon as they have their page."""
    sources: list[tuple[QuerySet, bool]] = [
        (Deliverable.objects.done(), False),
        (Dossier.objects.done(), False),
        (Event.objects.filter(own=True).exclude(state=State.CANCELLED), True),
    ]
    published = Publication.objects.standing().select_related("edition")
    found = [_balance(one) for one in published.order_by("-at")[:MOST]]
    found += [
        _item(act, announced)
        for acts, announced in sources
        for act in acts.exclude(url="").order_by("-date", "-pk")[:MOST]
    ]
    return sorted(found, key=lambda item: (item.published, item.key), reverse=True)[:MOST]


def _item(act: Act, announced: bool) -> Item:
    day = timezone.make_aware(datetime.combine(act.date, time(12)))
    return Item(
        key=f"tag:lonja,{act.created_at:%Y}:act-{act.pk}",
        title=act.title,
        kind=f"{act._meta.verbose_name} · {act.date:%d/%m/%Y}",
        url=act.url,
        published=min(day, act.created_at) if announced else day,
        updated=act.updated_at,
    )


def _balance(publication: Publication) -> Item:
    return Item(
        key=f"tag:lonja,{publication.at:%Y}:balance-{publication.pk}",
        title=str(publication.edition.title),
        kind=str(publication.edition._meta.verbose_name),
        url=reverse("public-balance", args=[publication.edition.year]),
        published=publication.at,
        updated=publication.at,
    )
