"""The records behind a figure, ready to be read: with their names and their evidence at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import models
from django.db.models import QuerySet

from lonja.core.figures import Figure
from lonja.evidence.models import Evidence
from lonja.evidence.queries import owner_of
from lonja.workbench.registry import resource_for

from .book import content_type_of

BATCH = 500
DATES = ("date", "admitted_on", "signed_on", "since", "received_on", "started_on", "sent_on")


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


def date_of(record: models.Model) -> date | None:
    """The day a record belongs to, under whichever name it has it."""
    for name in DATES:
        value = getattr(record, name, None)
        if isinstance(value, date):
            return value
    return None


def contribution_of(figure: Figure, record: Any) -> Decimal | None:
    """What a record adds to the figure: its amount, or one. None when it has no amount."""
    if not figure.adds:
        return Decimal(1)
    for part in figure.adds.split("__"):
        record = getattr(record, part, None)
    return None if record is None else Decimal(record)
