"""Which records have proof, and which do not."""

from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q

from .models import Evidence


def owner_of(model: type[models.Model]) -> type[models.Model]:
    """The topmost concrete parent, to which proofs are attached: GroupMeeting -> Act."""
    parents = model._meta.get_parent_list()
    return parents[-1] if parents else model


def of(record: models.Model) -> models.QuerySet[Evidence]:
    kind = ContentType.objects.get_for_model(owner_of(type(record)))
    return Evidence.objects.filter(content_type=kind, object_id=record.pk)


def proof_exists(model: type[models.Model], pk: str = "pk") -> Q:
    """A condition on rows: that the record whose key stands in `pk` has proof, attached or its
    own. The kinds of act share their key with the act that each is: both are asked alike."""
    kind = ContentType.objects.get_for_model(owner_of(model))
    attached = Q(Exists(Evidence.objects.filter(content_type=kind, object_id=OuterRef(pk))))
    # Among all acts, each kind is asked only about its own, and first: most have their link.
    by_kind = pk == "pk" and any(field.name == "kind" for field in model._meta.local_fields)
    proof = Q()
    for one, own in _proving_themselves(model):
        itself = Q(Exists(one._base_manager.filter(own, pk=OuterRef(pk))))
        proof |= Q(kind=getattr(one, "KIND", None)) & itself if by_kind else itself
    return proof | attached


@cache
def _proving_themselves(model: type[models.Model]) -> list[tuple[type[models.Model], Q]]:
    """The model, or the kinds of it, that say in `own_proof` when a record needs no other: a
    mention that has its link."""
    kinds = [one for one in apps.get_models() if issubclass(one, model)]
    told = [(one, getattr(one, "own_proof", None)) for one in kinds]
    return [(one, own) for one, own in told if own is not None]


def unproved(rows: models.QuerySet) -> models.QuerySet:
    return rows.filter(~proof_exists(rows.model))
