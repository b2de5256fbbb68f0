"""The trail of the whole office: who did what, to what, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import reverse

from lonja.accounts.models import User
from lonja.journal.enums import Verb
from lonja.journal.models import Entry
from lonja.workbench.registry import resource_for
from lonja.workbench.resource import Resource

ICONS = {
    Verb.CREATED: "plus", Verb.CHANGED: "edit", Verb.DELETED: "trash", Verb.RESTORED: "restore",
    Verb.MERGED: "merge", Verb.IMPORTED: "import", Verb.UNDONE: "restore", Verb.CLOSED: "lock",
    Verb.RESTATED: "edit", Verb.SIGNED: "check", Verb.PUBLISHED: "megaphone",
    Verb.ERASED: "shield", Verb.SENT: "send", Verb.WITHDRAWN: "x", Verb.SET_ASIDE: "minus",
    Verb.RUN_AGAIN: "send",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A line of the trail, with what it is about and where that is, when it has a page."""

    entry: Entry
    kind: str
    url: str
    icon: str
    more: int = 0
    """How many more of the same were written with it, by the same hand."""


def latest(number: int) -> list[Line]:
    """The last things done, the newest first: what was done to many at once is one of them."""
    entries = Entry.objects.order_by("-pk").select_related("content_type")[: number * 12]
    rounds = [list(same) for _, same in groupby(entries, _round)]
    return [replace(_line(same[0]), more=len(same) - 1) for same in rounds[:number]]


def _round(entry: Entry) -> tuple[object, ...]:
    return entry.actor_name, entry.verb, entry.content_type_id, entry.at.date()


def told(entries: Iterable[Entry]) -> list[Line]:
    return [_line(entry) for entry in entries]


def narrowed(
    *,
    actor: User | None = None,
    verb: str = "",
    kind: ContentType | None = None,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Entry]:
    """The lines, the newest first, of one person, one verb, one kind of record, some days."""
    rows = Entry.objects.select_related("content_type")
    if actor:
        rows = rows.filter(actor=actor)
    if verb:
        rows = rows.filter(verb=verb)
    if kind:
        rows = rows.filter(content_type=kind)
    if since:
        rows = rows.filter(at__date__gte=since)
    if until:
        rows = rows.filter(at__date__lte=until)
    return rows


def resource_of_entry(entry: Entry) -> Resource | None:
    model = entry.content_type.model_class()
    return resource_for(model) if model else None


def _line(entry: Entry) -> Line:
    model, resource = entry.content_type.model_class(), resource_of_entry(entry)
    gone = entry.verb in (Verb.DELETED, Verb.ERASED) or resource is None
    return Line(
        entry,
        kind=str(model._meta.verbose_name) if model else entry.content_type.model,
        url="" if gone else reverse(f"{resource.slug}-detail", args=[entry.object_id]),
        icon=ICONS[Verb(entry.verb)],
    )
