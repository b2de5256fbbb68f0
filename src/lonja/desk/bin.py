"""What is in the bin, of whatever kind, the latest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from lonja.journal.enums import Verb
from lonja.journal.models import Entry

from .trail import resource_of_entry


@dataclass(frozen=True)
class Gone:
    """A record in the bin: the line that says who put it there, and how to bring it back."""

    entry: Entry
    kind: str
    restore: str


def deletions() -> QuerySet[Entry]:
    """The deletions after which the trail tells of no return, the latest first."""
    last = Entry.objects.filter(verb__in=(Verb.DELETED, Verb.RESTORED)).order_by()
    last = last.values("content_type", "object_id").annotate(last=Max("pk")).values("last")
    return Entry.objects.filter(pk__in=last, verb=Verb.DELETED).select_related("content_type")


def still_gone(entries: Sequence[Entry]) -> list[Gone]:
    """Of some deletions, those whose record has not come back nor been erased for good."""
    by_type: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_type[entry.content_type_id].append(entry)
    gone: set[int] = set()
    for some in by_type.values():
        model = some[0].content_type.model_class()
        if resource_of_entry(some[0]) and hasattr(model, "everything"):
            keys = model.everything.trashed().filter(pk__in=[e.object_id for e in some])
            there = set(keys.values_list("pk", flat=True))
            gone |= {e.pk for e in some if e.object_id in there}
    return [_gone(entry) for entry in entries if entry.pk in gone]


def _gone(entry: Entry) -> Gone:
    resource = resource_of_entry(entry)
    assert resource is not None, "only records with a page are listed"
    record = entry.content_type.model_class()(pk=entry.object_id)
    return Gone(entry, resource.singular, resource.url("restore", record))
