"""Making one of two records that were the same. Nothing is lost, and it can be undone.

    merge = merging.merge(kept, gone, by=user)
    merging.undo(merge, by=user)

Whatever pointed to the one that goes points to the one that stays. Where both had the same (both
took part in an act), the spare row is dropped; where that is a record of its own (both were
introduced to one need), the one from which less hangs goes to the bin, and what had come of it
hangs from the other. Of two open memberships, the later goes to the bin. Fields that the one kept
had blank take the other's.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.core.text import fold
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.search import indexing

from ..models import Different, Membership, Merge, Organisation, Person, Seat
from .handing_over import hand_over, plain, rows_of
from .registering import complete, settle_parts

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
    hand_over(kept, gone, done, by=by)
    _bin_twins(kept, done, by=by)
    _fill(kept, gone, done, by=by)
    done.save()
    writing.note(Verb.MERGED, kept, by=by, changes={"merged": [str(gone), str(kept)]})
    if isinstance(gone, Organisation):
        Organisation.everything.filter(pk=gone.pk).update(merged_into=kept)
    writing.delete(gone, by=by, reason=_("Unida a «%s»") % kept)
    _index(done)
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
    now = {name: plain(getattr(kept, name)) for name in done.filled}
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
    for label, key, column, *ends in reversed(done.moved):
        before, after = ends or (done.gone_id, done.kept_id)  # as it was written before
        rows_of(label).filter(pk=key, **{column: after}).update(**{column: before})
    for label, values in reversed(done.dropped):
        row_model = rows_of(label).model
        fields = {f.attname: f for f in row_model._meta.concrete_fields}
        row_model(**{n: fields[n].to_python(v) for n, v in values.items()}).save(force_insert=True)
    for label, key in done.binned:
        record = rows_of(label).filter(pk=key).first()
        if record is not None:
            writing.restore(record, by=by)
    done.undone_at = timezone.now()
    done.save(update_fields=["undone_at"])
    writing.note(Verb.UNDONE, kept, by=by, changes={"merged": [str(kept), str(gone)]})
    _index(done)


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
                writing.delete(later, by=by, reason=_("Las dos eran la misma"))
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


def _bin_twins(kept: Any, done: Merge, *, by: Any) -> None:
    """The same person in the same seat twice: one goes to the bin."""
    met: dict[tuple, Seat] = {}
    for seat in kept.seats.order_by("pk"):
        key = (seat.person_id, seat.organisation_id, fold(seat.title), seat.since, seat.until)
        if key in met:
            writing.delete(seat, by=by, reason=_("Estaba repetido"))
            done.binned.append([Seat._meta.label_lower, seat.pk])
        met.setdefault(key, seat)


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
        done.filled[name] = [plain(getattr(kept, name)), plain(value)]
    before = type(kept)._base_manager.get(pk=kept.pk)
    for name, value in new.items():
        setattr(kept, name, value)
    writing.save(complete(kept), before, by=by, reason=_("Unida con «%s»") % gone)
    if isinstance(kept, Organisation):
        settle_parts(kept, by=by)


def _index(done: Merge) -> None:
    """What tells its organisation or its person is found by the name that it has now."""
    with indexing.batched():
        for label, key, *_where in done.moved:
            if record := rows_of(label).filter(pk=key).first():
                indexing.refresh(record)
