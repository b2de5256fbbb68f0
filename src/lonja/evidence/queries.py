"""Which records have proof, and which do not."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef

from .models import Evidence


def owner_of(model: type[models.Model]) -> type[models.Model]:
    """The topmost concrete parent, to which proofs are attached: GroupMeeting -> Act."""
    parents = model._meta.get_parent_list()
    return parents[-1] if parents else model


def of(record: models.Model) -> models.QuerySet[Evidence]:
    kind = ContentType.objects.get_for_model(owner_of(type(record)))
    return Evidence.objects.filter(content_type=kind, object_id=record.pk)


def proof_exists(model: type[models.Model], pk: str = "pk") -> Exists:
    """A condition on rows: that the record whose key stands in `pk` has proof."""
    kind = ContentType.objects.get_for_model(owner_of(model))
    return Exists(Evidence.objects.filter(content_type=kind, object_id=OuterRef(pk)))


def unproved(rows: models.QuerySet) -> models.QuerySet:
    return rows.filter(~proof_exists(rows.model))
