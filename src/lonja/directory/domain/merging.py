"""Making one of two records that were the same. Nothing is lost, and it can be undone.

    merge = merging.merge(kept, gone, by=user)
    merging.undo(merge, by=user)

Whatever pointed to the one that goes points to the one that stays. Where both had the same (both
took part in an act), the spare row is dropped; where both could not stand together (two open
memberships), the later goes to the bin. Fields that the one kept had blank take the other's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.core.text import fold
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.search import indexing

from ..models import Different, Membership, Merge, Organisation, OrganisationKind, Person, Seat
from .registering import complete, settle_parts

# What each was, since when, is its own history.
STAYING = frozenset({OrganisationKind})
# What happened to a record, and what was printed of it, is told as it was.
TELLING = frozenset({"journal", "search", "imports", "balance"})

KEPT_FIELDS = {"id", "created_at", "updated_at", "deleted_at", "name", "folded", "domain", "kind",
               "is_us", "is_example", "merged_into", "erased_at", "language"}  # fmt: skip


@transaction.atomic
def merge(kept: Organisation | Person, gone: Organisation | Person, *, by: Any) -> Merge:
    """Make one of two, keeping the first. Raises ValidationError when they cannot be."""
    _check(kept, gone)
    done = Merge(
        content_type=ContentType.objects.get_for_model(kept),
        kept_id=kept.pk,
        gone_id=gone.pk,
        kept_name=str(kept),
        gone_name=str(gone),
        by=by,
    )
    if isinstance(kept, Organisation) and isinstance(gone, Organisation):
        _join_memberships(kept, gone, done, by=by)
    _cut_loops(kept, gone, done)
    moved = _repoint(kept, gone, done)
    _bin_twins(kept, done, by=by)
    _fill(kept, gone, done, by=by)
    done.save()
    writing.note(Verb.MERGED, kept, by=by, changes={"merged": [str(gone), str(kept)]})
    if isinstance(gone, Organisation):
        Organisation.everything.filter(pk=gone.pk).update(merged_into=kept)
    writing.delete(gone, by=by, reason=_("Unida a «%s»") % kept)
    _index(moved)
    return done


@transaction.atomic
def undo(done: Merge, *, by: Any) -> None:
    """Make two again of what was merged. Raises ValidationError when it was undone already.

    What came to the record kept after the merge stays with it.
    """
    if done.undone_at:
        raise ValidationError(_("Esta unión ya se deshizo."))
    model: Any = done.content_type.model_class()
    kept = model.everything.get(pk=done.kept_id)
    gone = model.everything.get(pk=done.gone_id)
    writing.restore(gone, by=by)
    if isinstance(gone, Organisation):
        Organisation.everything.filter(pk=gone.pk).update(merged_into=None)
    now = {name: _plain(getattr(kept, name)) for name in done.filled}
    back = {name: pair[0] for name, pair in done.filled.items() if now[name] == pair[1]}
    if back:
        fields = {f.attname: f for f in model._meta.concrete_fields}
        before = model.everything.get(pk=kept.pk)
        for name, value in back.items():
            setattr(kept, name, fields[name].to_python(value))
        writing.save(complete(kept), before, by=by)
    if "user_id" in back:
        model.everything.filter(pk=gone.pk).update(user=done.filled["user_id"][1])
    for key, column, value in done.loops:
        model.everything.filter(pk=key).update(**{column: value})
    moved = []
    for label, key, column in done.moved:
        rows = _rows(label).filter(pk=key, **{column: done.kept_id})
        rows.update(**{column: done.gone_id})
        moved.append((_rows(label).model, key))
    for label, values in done.dropped:
        row_model = _rows(label).model
        fields = {f.attname: f for f in row_model._meta.concrete_fields}
        row_model(**{n: fields[n].to_python(v) for n, v in values.items()}).save(force_insert=True)
    for label, key in done.binned:
        record = _rows(label).filter(pk=key).first()
        if record is not None:
            writing.restore(record, by=by)
    done.undone_at = timezone.now()
    done.save(update_fields=["undone_at"])
    writing.note(Verb.UNDONE, kept, by=by, changes={"merged": [str(kept), str(gone)]})
    _index(moved)


@transaction.atomic
def keep_apart(one: models.Model, other: models.Model, *, by: Any) -> None:
    """They look alike and are two: not to be suggested again."""
    low, high = sorted((one.pk, other.pk))
    Different.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(one),
        low_id=low,
        high_id=high,
        defaults={"by": by},
    )


def _check(kept: Organisation | Person, gone: Organisation | Person) -> None:
    if type(kept) is not type(gone) or kept.pk == gone.pk:
        raise ValidationError(_("Elija dos registros distintos."))
    if kept.deleted_at or gone.deleted_at:
        raise ValidationError(_("Uno de los dos está en la papelera."))
    if getattr(gone, "is_us", False):
        raise ValidationError(_("El propio clúster no puede desaparecer: únalo al revés."))
    if isinstance(kept, Person) and isinstance(gone, Person) and kept.user_id and gone.user_id:
        raise ValidationError(
            _("Las dos personas tienen cuenta para entrar: retire antes una de las dos.")
        )


def _join_memberships(kept: Organisation, gone: Organisation, done: Merge, *, by: Any) -> None:
    """Of two memberships at once, the one that began earlier stays; the other goes to the bin."""
    mine, theirs = list(kept.memberships.all()), list(gone.memberships.all())
    for one in theirs:
        for other in mine:
            together = (one.left_on is None or other.admitted_on < one.left_on) and (
                other.left_on is None or one.admitted_on < other.left_on
            )
            if together and not {one.pk, other.pk} & {key for _label, key in done.binned}:
                later = max(one, other, key=lambda each: (each.admitted_on, each.pk))
                writing.delete(later, by=by, reason=_("Las dos entidades eran la misma"))
                done.binned.append([Membership._meta.label_lower, later.pk])


def _cut_loops(kept: Any, gone: Any, done: Merge) -> None:
    """Neither may end up pointing to itself."""
    for field in kept._meta.concrete_fields:
        if field.is_relation and field.related_model is type(kept):
            for one, other in ((kept, gone), (gone, kept)):
                if getattr(one, field.attname) == other.pk:
                    done.loops.append([one.pk, field.attname, other.pk])
                    type(one).everything.filter(pk=one.pk).update(**{field.attname: None})
                    setattr(one, field.attname, None)


def _repoint(kept: Any, gone: Any, done: Merge) -> list[tuple[type[models.Model], Any]]:
    """Move all that points to the one that goes, whatever its app; what was moved."""
    moved = []
    for model, attname in _pointing(type(gone)):
        for row in model._base_manager.filter(**{attname: gone.pk}):
            if _move(row, attname, kept.pk, done):
                moved.append((model, row.pk))
    own = ContentType.objects.get_for_model(gone)
    for model, link in _attached():
        mine = {link.ct_field: own, link.fk_field: gone.pk}
        for row in model._base_manager.filter(**mine):
            _move(row, link.fk_field, kept.pk, done)
    return moved


def _pointing(target: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Every (model, column) that points to a model, tables of many-to-many relations too."""
    for model in apps.get_models(include_auto_created=True):
        if model in STAYING:
            continue
        for field in model._meta.local_concrete_fields:
            if field.is_relation and field.related_model is target and not field.primary_key:
                yield model, field.attname


def _attached() -> Iterator[tuple[type[models.Model], GenericForeignKey]]:
    """Models attached to any record: proofs, links. Not what tells what happened."""
    for model in apps.get_models():
        if model._meta.app_label not in TELLING:
            for field in model._meta.private_fields:
                if isinstance(field, GenericForeignKey):
                    yield model, field


def _bin_twins(kept: Any, done: Merge, *, by: Any) -> None:
    """The same person in the same seat twice: one goes to the bin."""
    met: dict[tuple, Seat] = {}
    for seat in kept.seats.order_by("pk"):
        key = (seat.person_id, seat.organisation_id, fold(seat.title), seat.since, seat.until)
        if key in met:
            writing.delete(seat, by=by, reason=_("Estaba repetido"))
            done.binned.append([Seat._meta.label_lower, seat.pk])
        met.setdefault(key, seat)


def _move(row: models.Model, attname: str, key: int, done: Merge) -> bool:
    """Point a row to the record kept; one that this one has already is dropped."""
    label = row._meta.label_lower
    rows = type(row)._base_manager.filter(pk=row.pk)
    try:
        if _has_twin(row, attname, key):
            raise IntegrityError
        with transaction.atomic():
            rows.update(**{attname: key})
    except IntegrityError:
        done.dropped.append([label, _values(row)])
        rows.delete()
        return False
    done.moved.append([label, _plain(row.pk), attname])
    return True


def _has_twin(row: models.Model, attname: str, key: int) -> bool:
    """Whether the record kept has a row that says the same: to a database, two blanks differ."""
    for constraint in row._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint) or constraint.condition:
            continue
        same = {
            field.attname: field.value_from_object(row)
            for field in row._meta.concrete_fields
            if field.name in constraint.fields
        }
        if attname not in same:
            continue
        blank = {f"{name}__isnull": True for name, value in same.items() if value is None}
        said = {name: value for name, value in same.items() if value is not None}
        if type(row)._base_manager.filter(**blank, **{**said, attname: key}).exists():
            return True
    return False


def _fill(kept: Any, gone: Any, done: Merge, *, by: Any) -> None:
    """What the one kept does not say and the other did."""
    new = {}
    for field in kept._meta.concrete_fields:
        if field.name in KEPT_FIELDS or field.primary_key:
            continue
        mine, theirs = field.value_from_object(kept), field.value_from_object(gone)
        if mine in (None, "") and theirs not in (None, "", kept.pk):
            new[field.attname] = theirs
    if "user_id" in new:  # An account is of one person.
        Person.everything.filter(pk=gone.pk).update(user=None)
    for name, value in new.items():
        done.filled[name] = [_plain(getattr(kept, name)), _plain(value)]
    before = type(kept)._base_manager.get(pk=kept.pk)
    for name, value in new.items():
        setattr(kept, name, value)
    writing.save(complete(kept), before, by=by, reason=_("Unida con «%s»") % gone)
    if isinstance(kept, Organisation):
        settle_parts(kept, by=by)


def _rows(label: str) -> models.QuerySet:
    return apps.get_model(label)._base_manager.all()


def _values(row: models.Model) -> dict[str, Any]:
    return {f.attname: _plain(f.value_from_object(row)) for f in row._meta.concrete_fields}


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _index(moved: list[tuple[type[models.Model], Any]]) -> None:
    """What tells its organisation or its person is found by the name that it has now."""
    with indexing.batched():
        for model, key in moved:
            if record := model._base_manager.filter(pk=key).first():
                indexing.refresh(record)
