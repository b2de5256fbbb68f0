"""The one door for writing records: every write leaves its line in the trail, and is found anew.

writing.create(group, by=user)
writing.change(group, by=user, name="Comisión de Calidad del Aire")
writing.delete(group, by=user); writing.restore(group, by=user)
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from lonja.core.text import printable
from lonja.search import indexing

from .enums import Verb
from .models import Entry

Actor = Any  # a User, or None for the machine itself
M = TypeVar("M", bound=models.Model)
BATCH = 500
UNTOLD = {"id", "created_at", "updated_at", "deleted_at", "password", "act_ptr", "folded"}


@transaction.atomic
def create(record: M, *, by: Actor, reason: str = "") -> M:
    _make_legible(record)
    record.save(force_insert=record.pk is None)
    note(Verb.CREATED, record, by=by, changes=_filled(record), reason=reason)
    return record


@transaction.atomic
def create_all(records: Sequence[models.Model], *, by: Actor, reason: str = "") -> None:
    """`create` for thousands of new records of one model, each with its own line."""
    if not records:
        return
    if records[0]._meta.get_parent_list():
        for record in records:
            create(record, by=by, reason=reason)
        return
    for record in records:
        _make_legible(record)
    type(records[0])._base_manager.bulk_create(records, batch_size=BATCH)
    _note_all([(Verb.CREATED, record, _filled(record)) for record in records], by, reason)


@transaction.atomic
def change(record: M, *, by: Actor, reason: str = "", **values: Any) -> M:
    """Set the named fields. What does not change leaves no line.

    The others are taken from the database, so that somebody else's change a moment ago is neither
    lost nor told as if it had been undone.
    """
    before = type(record)._base_manager.select_for_update().get(pk=record.pk)
    for field in record._meta.concrete_fields:
        setattr(record, field.attname, getattr(before, field.attname))
    for name, value in values.items():
        setattr(record, name, value)
    return save(record, before, by=by, reason=reason)


@transaction.atomic
def save(record: M, before: models.Model, *, by: Actor, reason: str = "") -> M:
    """Save a record already changed in memory; `before` is its state in the database."""
    _make_legible(record)
    changes = differences(before, record)
    if changes:
        record.save()
        note(Verb.CHANGED, record, by=by, changes=changes, reason=reason)
    return record


@transaction.atomic
def change_all(
    records: Sequence[tuple[models.Model, dict[str, Any]]], *, by: Actor, reason: str = ""
) -> None:
    """`change` for thousands of records of one model, each with its values and its own line.

    For imports. The model may not inherit from another with a table of its own.
    """
    if not records:
        return
    model = type(records[0][0])
    before = model._base_manager.in_bulk([record.pk for record, _ in records])
    changed, told = [], []
    for record, values in records:
        for name, value in values.items():
            setattr(record, name, value)
        _make_legible(record)
        if changes := differences(before[record.pk], record):
            changed.append(record)
            told.append((Verb.CHANGED, record, changes))
    model._base_manager.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=[model._meta.pk.name],
        update_fields=[f.name for f in model._meta.concrete_fields if not f.primary_key],
        batch_size=BATCH,
    )
    _note_all(told, by, reason)


@transaction.atomic
def delete(record: models.Model, *, by: Actor, reason: str = "") -> None:
    """Put in the bin: out of lists and figures, back with one click. Twice is as once."""
    live = type(record).everything.filter(pk=record.pk, deleted_at__isnull=True)
    gone = live.update(deleted_at=timezone.now())
    record.refresh_from_db(fields=["deleted_at"], from_queryset=type(record).everything.all())
    if gone:
        note(Verb.DELETED, record, by=by, reason=reason)


@transaction.atomic
def delete_all(records: Sequence[models.Model], *, by: Actor, reason: str = "") -> None:
    """`delete` for thousands of records of one model, each with its own line."""
    now = timezone.now()
    for start in range(0, len(records), BATCH):
        some = records[start : start + BATCH]
        type(some[0]).everything.filter(pk__in=[one.pk for one in some]).update(deleted_at=now)
    for record in records:
        record.deleted_at = now
    _note_all([(Verb.DELETED, record, {}) for record in records], by, reason)


@transaction.atomic
def restore(record: models.Model, *, by: Actor) -> None:
    trashed = type(record).everything.filter(pk=record.pk, deleted_at__isnull=False)
    back = trashed.update(deleted_at=None)
    record.refresh_from_db(fields=["deleted_at"], from_queryset=type(record).everything.all())
    if back:
        note(Verb.RESTORED, record, by=by)


def note(
    verb: Verb,
    record: models.Model,
    *,
    by: Actor,
    changes: dict[str, list] | None = None,
    reason: str = "",
) -> Entry:
    """Leave a line in the trail. Whatever was done, what the search knows is renewed with it."""
    indexing.refresh(record)
    line = _line(verb, record, by, changes or {}, reason)
    line.save(force_insert=True)
    return line


def _note_all(
    told: Sequence[tuple[Verb, models.Model, dict[str, list]]], by: Actor, reason: str
) -> None:
    """A line for each, and all of them found anew."""
    lines = [_line(verb, record, by, changes, reason) for verb, record, changes in told]
    Entry.objects.bulk_create(lines, batch_size=BATCH)
    with indexing.batched():
        for _verb, record, _changes in told:
            indexing.refresh(record)


def _line(
    verb: Verb, record: models.Model, by: Actor, changes: dict[str, list], reason: str
) -> Entry:
    return Entry(
        actor=by,
        actor_name=str(by)[:160] if by else "Lonja",
        verb=verb,
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        label=str(record)[:255],
        changes=changes,
        reason=reason,
    )


def _make_legible(record: models.Model) -> None:
    """What nobody sees, pasted with a text, would break a feed or a Word file months later."""
    for field in record._meta.concrete_fields:
        value = record.__dict__.get(field.attname)
        if isinstance(value, str) and (text := printable(value)) != value:
            setattr(record, field.attname, text)


def differences(before: models.Model, after: models.Model) -> dict[str, list]:
    return {
        field.name: [_plain(before, field), _plain(after, field)]
        for field in _told(after)
        if field.value_from_object(before) != field.value_from_object(after)
    }


def _filled(record: models.Model) -> dict[str, list]:
    return {
        field.name: [None, _plain(record, field)]
        for field in _told(record)
        if field.value_from_object(record) not in (None, "", [], {})
    }


def _told(record: models.Model) -> Iterable[models.Field]:
    return [f for f in record._meta.concrete_fields if f.name not in UNTOLD]


def _plain(record: models.Model, field: models.Field) -> str | None:
    value = field.value_from_object(record)
    if value is None:
        return None
    if field.is_relation:
        related = getattr(record, field.name)
        return f"{related} (#{value})"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)
