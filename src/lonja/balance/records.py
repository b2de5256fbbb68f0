"""The records behind a figure, ready to be read: with their names and their evidence at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import models
from django.db.models import QuerySet

from lonja.evidence.models import Evidence
from lonja.evidence.queries import owner_of
from lonja.workbench.registry import resource_for

from .book import content_type_of

BATCH = 500


def readable(rows: QuerySet) -> QuerySet:
    """Rows with what their names need, so that a name is not a question to the database each."""
    resource = resource_for(rows.model)
    if resource is None or not resource.related or rows.query.distinct_fields:
        return rows
    return rows.select_related(*resource.related)


def each_once(rows: QuerySet) -> Iterator[models.Model]:
    """Every record of the rows one time, as they are read: a join may repeat them."""
    seen: set[int] = set()
    for record in readable(rows).iterator(chunk_size=BATCH):
        if record.pk not in seen:
            seen.add(record.pk)
            yield record


def with_proofs(records: Iterable[models.Model]) -> Iterator[tuple[models.Model, list[Evidence]]]:
    """Each record with its evidence, asked for by batches."""
    left = iter(records)
    while batch := list(islice(left, BATCH)):
        proofs = proofs_of(type(batch[0]), [record.pk for record in batch])
        for record in batch:
            yield record, proofs.get(record.pk, [])


def proofs_of(model: type[models.Model], keys: list[int]) -> dict[int, list[Evidence]]:
    """Record key -> its evidence, for records of one model, in one query."""
    kind = content_type_of(owner_of(model))
    found: dict[int, list[Evidence]] = {}
    for proof in Evidence.objects.filter(content_type=kind, object_id__in=keys):
        found.setdefault(proof.object_id, []).append(proof)
    return found
