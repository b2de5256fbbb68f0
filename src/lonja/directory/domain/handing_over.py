"""Giving one record all that pointed to another, so that it can be taken back.

A row that the record kept has already is dropped. A record of its own goes to the bin instead, and
what had come of it hangs from the one that stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from lonja.core.records import Record
from lonja.journal import writing

from ..models import Merge, OrganisationKind

# What each was, since when, is its own history.
STAYING = frozenset({OrganisationKind})
# What happened to a record, and what was printed of it, is told as it was.
TELLING = frozenset({"journal", "search", "imports", "balance"})


def hand_over(kept: Any, gone: Any, done: Merge, *, by: Any, parts: bool = True) -> None:
    """Move all that points to the one that goes, whatever its app; without its `parts`, only what
    stands by itself: what would not be erased with it."""
    for model, field in _pointing(type(gone)):
        if parts or field.remote_field.on_delete is not models.CASCADE:
            for row in model._base_manager.filter(**{field.attname: gone.pk}):
                _move(row, field.attname, kept.pk, done, by=by)
    own = ContentType.objects.get_for_models(*_lineage(type(gone))).values()
    for model, link in _attached():
        mine = {f"{link.ct_field}__in": own, link.fk_field: gone.pk}
        for row in model._base_manager.filter(**mine):
            _move(row, link.fk_field, kept.pk, done, by=by)


def _lineage(model: type[models.Model]) -> set[type[models.Model]]:
    """A model and those of which it is one more kind: an introduction is an act."""
    return {model, *model._meta.get_parent_list()}


def _pointing(target: type[models.Model]) -> Iterator[tuple[type[models.Model], Any]]:
    """Every (model, field) that points to a model, tables of many-to-many relations too."""
    kinds = _lineage(target)
    for model in apps.get_models(include_auto_created=True):
        if model in STAYING:
            continue
        for field in model._meta.local_concrete_fields:
            if field.is_relation and field.related_model in kinds and not field.primary_key:
                yield model, field


def _attached() -> Iterator[tuple[type[models.Model], GenericForeignKey]]:
    """Models attached to any record: proofs, links. Not what tells what happened."""
    for model in apps.get_models():
        if model._meta.app_label not in TELLING:
            for field in model._meta.private_fields:
                if isinstance(field, GenericForeignKey):
                    yield model, field


def _move(row: models.Model, attname: str, key: int, done: Merge, *, by: Any) -> None:
    """Point a row to the record kept. Where that one has the same already, one gives way."""
    twin = _twin(row, attname, key)
    if twin is None:
        _point(row, attname, key, done)
    elif isinstance(row, Record):
        _bin_one(row, twin, attname, done, by=by)
    else:
        hand_over(twin, row, done, by=by)
        done.dropped.append([row._meta.label_lower, _values(row)])
        type(row)._base_manager.filter(pk=row.pk).delete()


def _bin_one(row: Any, twin: Any, attname: str, done: Merge, *, by: Any) -> None:
    """Of two records that say the same, keep the live one, the one from which more hangs."""
    stays, goes = (row, twin) if _weight(row) > _weight(twin) else (twin, row)
    hand_over(stays, goes, done, by=by, parts=False)
    if goes.deleted_at is None:
        writing.delete(goes, by=by, reason=_("Las dos eran la misma"))
        done.binned.append([goes._meta.label_lower, goes.pk])
    if stays is row:  # They change places, by one where nobody else is.
        mine, theirs = getattr(row, attname), getattr(twin, attname)
        for one, place in ((twin, -twin.pk), (row, theirs), (twin, mine)):
            _point(one, attname, place, done)


def _weight(record: Any) -> tuple[bool, int]:
    """Whether it is live, and how much hangs from it."""
    hanging = (
        model._base_manager.filter(**{field.attname: record.pk}).count()
        for model, field in _pointing(type(record))
    )
    return record.deleted_at is None, sum(hanging)


def _point(row: models.Model, attname: str, key: int, done: Merge) -> None:
    done.moved.append(
        [row._meta.label_lower, plain(row.pk), attname, plain(getattr(row, attname)), key]
    )
    type(row)._base_manager.filter(pk=row.pk).update(**{attname: key})
    setattr(row, attname, key)


def _twin(row: models.Model, attname: str, key: int) -> models.Model | None:
    """What the record kept has that says the same: to a database, two blanks differ."""
    rows = type(row)._base_manager
    for names, condition in _said_once(type(row)):
        if attname not in names or not rows.filter(condition, pk=row.pk).exists():
            continue
        said = {name: getattr(row, name) for name in names} | {attname: key}
        blank = {f"{name}__isnull": True for name, value in said.items() if value is None}
        full = {name: value for name, value in said.items() if value is not None}
        if found := rows.filter(condition, **blank, **full).exclude(pk=row.pk).first():
            return found
    return None


def _said_once(model: type[models.Model]) -> Iterator[tuple[set[str], models.Q]]:
    """The columns that together are in one row only, and of which rows that holds."""
    for field in model._meta.local_concrete_fields:
        if field.unique and not field.primary_key:
            yield {field.attname}, models.Q()
    for names in model._meta.unique_together:
        yield _columns(model, names), models.Q()
    for one in model._meta.constraints:
        if isinstance(one, models.UniqueConstraint):
            yield _columns(model, one.fields), one.condition or models.Q()


def _columns(model: type[models.Model], names: Iterable[str]) -> set[str]:
    return {f.attname for f in model._meta.local_concrete_fields if f.name in names}


def rows_of(label: str) -> models.QuerySet:
    return apps.get_model(label)._base_manager.all()


def _values(row: models.Model) -> dict[str, Any]:
    return {f.attname: plain(f.value_from_object(row)) for f in row._meta.concrete_fields}


def plain(value: Any) -> Any:
    """What JSON can keep of it, and a field reads again to the microsecond."""
    return json.loads(json.dumps(value, default=str))
