"""What happened, to a record and overall."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet, Subquery

from lonja.core.measures import HowMany, Part, ask

from .models import Entry

WINDOW = 200
"""How many lines back one may still come: a transaction can commit after another that began later,
and its lines stand before those of the other."""


def trail_of(record: models.Model) -> QuerySet[Entry]:
    """The lines about a record, the newest first, under any of the models that it is."""
    own = [type(record), *record._meta.get_parent_list()]
    kinds = ContentType.objects.get_for_models(*own, for_concrete_models=True).values()
    return Entry.objects.filter(content_type__in=list(kinds), object_id=record.pk).select_related(
        "actor"
    )


def mark(lines: QuerySet[Entry] | None = None) -> str:
    """How far the trail goes: another after anything is written, and so a stamp for what is kept.

    How many lines there are, besides the last: of two transactions, the one that ends last may have
    written the earlier lines, and the last would not tell that they have appeared.
    """
    return written(*ask(mark_of(Entry.objects.all() if lines is None else lines)))


def mark_of(lines: QuerySet[Entry]) -> list[Part]:
    """What a mark is made of, to be asked with something else and `written`."""
    newest = lines.order_by("-pk").values("pk")[:1]
    return [HowMany(lines.values("pk")), Subquery(newest)]


def written(number: int, last: int | None) -> str:
    return f"{last or 0}:{number}"
