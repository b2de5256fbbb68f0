"""What happened, to a record and overall."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet

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
