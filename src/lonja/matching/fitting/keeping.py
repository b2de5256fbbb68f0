"""The index of what members can do, kept in each process and brought up to date when asked.

What changed is read from the trail, which has a line for every write; awards, which imports write
without one, from their keys. Only the members concerned are taken anew. A window of the last lines
is looked at again, because a transaction may commit after another that began later.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Max, Subquery
from django.utils import timezone

from lonja.core.measures import HowMany, ask
from lonja.directory.models import Membership, Organisation
from lonja.journal.models import Entry
from lonja.journal.queries import WINDOW
from lonja.ranking.index import Index
from lonja.ranking.profiles import Ranked, Wanted
from lonja.ranking.vectors import sentences

from ..models import Attribution, Award, Profile, Reference
from . import gathering
from .gathering import Member

MOST = 5000  # more lines than these, and all is read
WATCHED: dict[type[models.Model], str] = {
    Organisation: "pk",
    Membership: "organisation",
    Profile: "organisation",
    Reference: "organisation",
}
"""What an index is made of, and the path from each to its organisation."""


@dataclass
class _Seen:
    """Up to where the records have been read. `day`: members come and go by date."""

    day: date
    entries: set[tuple[int, datetime]] = field(default_factory=set)
    last_entry: int = 0
    awards: tuple[int, int] = (0, 0)  # how many, and the last key
    attributions: tuple[int, str] = (0, "")


def _empty() -> Index:
    return Index(vectors=sentences() if settings.SENTENCES else None)


@dataclass
class Kept:
    """The members, and the index in which they are."""

    members: dict[int, Member] = field(default_factory=dict)
    index: Index = field(default_factory=_empty)

    def put(self, fresh: dict[int, Member]) -> None:
        self.members |= fresh
        self.index.add(one.capable for one in fresh.values())

    def drop(self, keys: set[int]) -> None:
        for key in keys & self.members.keys():
            del self.members[key]
            self.index.remove(str(key))

    def rank(self, wanted: Wanted) -> list[Ranked]:
        return self.index.rank(wanted, limit=len(self.members))


class Keeper:
    """The index of this process, for one thread at a time:

    with keeper.kept() as kept:
        ranked = kept.rank(wanted)
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: Kept | None = None
        self._seen: _Seen | None = None

    @contextmanager
    def kept(self) -> Iterator[Kept]:
        with self._lock:
            yield self._brought_up_to_date()

    def forget(self) -> None:
        """Read all anew the next time."""
        with self._lock:
            self._kept = self._seen = None

    def _brought_up_to_date(self) -> Kept:
        now = _Seen(day=timezone.localdate())
        changed = self._look(now)
        kept = self._kept
        if kept is None or changed is None:
            kept = Kept()
            kept.put(gathering.members())
        elif changed:
            fresh = gathering.members(changed)
            kept.drop(changed)
            kept.put(fresh)
        self._kept, self._seen = kept, now
        return kept

    def _look(self, now: _Seen) -> set[int] | None:
        """Note in `now` how far the records go, and give the organisations that changed since the
        last time: None when all are to be read."""
        before = self._seen
        rows = Entry.objects.filter(content_type__in=_types()).order_by()
        last = before.last_entry if before else rows.aggregate(last=Max("pk"))["last"] or 0
        rows = rows.filter(pk__gt=last - WINDOW)
        lines = list(rows.values_list("pk", "at", "content_type", "object_id")[:MOST])
        now.entries = {(pk, at) for pk, at, _type, _id in lines}
        now.last_entry = max((pk for pk, *_rest in lines), default=0)
        now.awards, now.attributions = _counted()
        if before is None or before.day != now.day or len(lines) == MOST:
            return None
        if now.last_entry < before.last_entry or now.attributions[0] < before.attributions[0]:
            return None  # undone: it was read within what never came to be
        fresh = [(kind, key) for pk, at, kind, key in lines if (pk, at) not in before.entries]
        changed = _organisations_of(fresh)
        if now.awards != before.awards:
            if now.awards[0] - before.awards[0] != _added(before.awards[1]):
                return None  # some went: whose they were is no longer known
            changed |= _winners_since(before.awards[1])
        if now.attributions != before.attributions:
            changed |= set(Attribution.objects.values_list("organisation", flat=True))
        return changed


def _counted() -> tuple[tuple[int, int], tuple[int, str]]:
    """How many awards, and the last; how many attributions, and when the last was said."""
    awards, said = Award.objects.all(), Attribution.objects.all()
    last_award = Subquery(awards.order_by("-pk").values("pk")[:1])
    last_said = Subquery(said.order_by("-said_at").values("said_at")[:1])
    asked = [HowMany(awards.values("pk")), last_award, HowMany(said.values("pk")), last_said]
    n, last, told, when = ask(asked)
    return (n, last or 0), (told, str(when or ""))


def _types() -> list[int]:
    return [ContentType.objects.get_for_model(model).pk for model in WATCHED]


def _organisations_of(lines: list[tuple[int, int]]) -> set[int]:
    found: set[int] = set()
    for model, path in WATCHED.items():
        kind = ContentType.objects.get_for_model(model).pk
        keys = {key for of, key in lines if of == kind}
        if not keys:
            continue
        if path == "pk":
            found |= keys
        else:
            rows = model._base_manager.filter(pk__in=keys)
            found |= set(rows.values_list(path, flat=True))
    return found


def _added(last: int) -> int:
    return Award.objects.filter(pk__gt=last).count()


def _winners_since(last: int) -> set[int]:
    ids = set(Award.objects.filter(pk__gt=last).exclude(tax_id="").values_list("tax_id", flat=True))
    if not ids:
        return set()
    owners = gathering.tax_ids(Organisation.objects.exclude(tax_id="").values_list("pk", "tax_id"))
    return {owners[one] for one in ids if one in owners}


keeper = Keeper()
