"""Taking a run back: what it made goes to the bin, what it changed is as it was.

What somebody changed or used since is left alone, and said.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.evidence.models import Evidence
from lonja.evidence.queries import owner_of
from lonja.journal import writing
from lonja.journal.enums import Verb

from ..enums import State, Touch
from ..models import ImportedRow, ImportRun
from .ledger import in_order, snapshot

BATCH = 500
NOT_NOW = gettext_lazy("Esta importación no está escrita, o ya se deshizo.")


class NotUndone(Exception):
    """Nothing was undone; its text says why."""


def claim(run: ImportRun) -> None:
    """Take an applied run for undoing it in the background. Raises NotUndone."""
    taken = ImportRun.objects.filter(pk=run.pk, state=State.APPLIED)
    if not taken.update(state=State.UNDOING, claimed_at=timezone.now()):
        raise NotUndone(NOT_NOW)
    run.refresh_from_db()


@transaction.atomic
def undo(run: ImportRun, *, by) -> list[str]:
    """Undo a run that was applied; says what was kept, and why. Raises NotUndone."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state not in (State.APPLIED, State.UNDOING):
        raise NotUndone(NOT_NOW)
    reason = _("Se deshace la importación n.º %d") % run.pk
    kept: list[str] = []
    rows = list(run.rows.order_by("pk"))
    for row in reversed(rows):
        if row.touch == Touch.LINKED:
            _unlink(row, by=by, reason=reason)
    for several in _by_model(row for row in reversed(rows) if row.touch == Touch.CHANGED):
        kept += _change_back(several, by=by, reason=reason)
    # An organisation is made before its seats, and goes after them.
    for several in reversed(_by_model(row for row in rows if row.touch == Touch.CREATED)):
        for start in range(0, len(several), BATCH):
            kept += _unmake(several[start : start + BATCH], by=by, reason=reason)
    run.state = State.UNDONE
    run.undone_at = timezone.now()
    run.kept = kept
    run.save(update_fields=["state", "undone_at", "kept"])
    writing.note(Verb.UNDONE, run, by=by, reason=reason)
    return kept


def _by_model(rows: Iterable[ImportedRow]) -> list[list[ImportedRow]]:
    """Each model after those to which it points, whichever the file brought first."""
    groups: dict[type[models.Model], list[ImportedRow]] = defaultdict(list)
    for row in rows:
        groups[_model(row)].append(row)
    return [groups[model] for model in in_order(groups)]


def _model(row: ImportedRow) -> type[models.Model]:
    model = ContentType.objects.get_for_id(row.content_type_id).model_class()
    assert model, "what was imported is of a kind that no longer exists"
    return model


def _records(rows: list[ImportedRow]) -> dict[int, models.Model]:
    # With what their names are made of, for the trail.
    found = _model(rows[0])._base_manager.select_related()
    return found.in_bulk([row.object_id for row in rows])


def _change_back(rows: list[ImportedRow], *, by, reason: str) -> list[str]:
    records, kept, changes = _records(rows), [], []
    for row in rows:
        record = records.get(row.object_id)
        if record is None:
            continue
        now = _stored({name: getattr(record, name) for name in row.after})
        still = [name for name in row.after if now[name] == row.after[name]]
        if len(still) < len(row.after):
            kept.append(_("%s: alguien cambió después lo que trajo la importación.") % row.label)
        if still:
            changes.append((record, _restored(record, {n: row.before[n] for n in still})))
    if changes and changes[0][0]._meta.get_parent_list():
        for record, values in changes:
            writing.change(record, by=by, reason=reason, **values)
    else:
        writing.change_all(changes, by=by, reason=reason)
    return kept


def _unmake(rows: list[ImportedRow], *, by, reason: str) -> list[str]:
    records, kept, gone = _records(rows), [], []
    used = _used(_model(rows[0]), list(records))
    for row in rows:
        record = records.get(row.object_id)
        if record is None or getattr(record, "deleted_at", None):
            continue
        if row.object_id in used:
            kept.append(_("%(what)s: ya se usa en %(where)s.") % {
                "what": row.label, "where": used[row.object_id],
            })  # fmt: skip
        elif _stored(snapshot(record)) != row.after:
            kept.append(_("%s: alguien lo cambió después de importarlo.") % row.label)
        else:
            gone.append(record)
    if gone and hasattr(gone[0], "deleted_at"):
        writing.delete_all(gone, by=by, reason=reason)
    elif gone:
        # Parts of other records have no bin; what they were stays in the run.
        for record in gone:
            writing.note(Verb.DELETED, record, by=by, reason=reason)
        _model(rows[0])._base_manager.filter(pk__in=[one.pk for one in gone]).delete()
    return kept


def _unlink(row: ImportedRow, *, by, reason: str) -> None:
    record = _model(row)._base_manager.filter(pk=row.object_id).first()
    if record is None:
        return
    ((name, after),) = row.after.items()
    added = set(after) - set(row.before[name])
    getattr(record, name).remove(*added)
    writing.note(Verb.CHANGED, record, by=by, changes={name: [None, None]}, reason=reason)


def _used(model: type[models.Model], keys: list[int]) -> dict[int, str]:
    """{key: name of what uses it} of the records to which live ones of others point."""
    used: dict[int, str] = {}
    for relation in model._meta.related_objects:
        other = relation.related_model
        if relation.parent_link or other._meta.app_label == "imports":
            continue
        path = relation.field.name
        manager = getattr(other, "objects", other._base_manager)
        pointing = manager.filter(**{f"{path}__in": keys}).order_by()
        for key in pointing.values_list(path, flat=True).distinct():
            used.setdefault(key, str(other._meta.verbose_name_plural))
    proofs = Evidence.objects.filter(
        content_type=ContentType.objects.get_for_model(owner_of(model)), object_id__in=keys
    )
    for key in proofs.values_list("object_id", flat=True).distinct():
        used.setdefault(key, str(Evidence._meta.verbose_name_plural))
    return used


def _stored(values: dict[str, Any]) -> dict[str, Any]:
    """Values as they are kept in a row of the run."""
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def _restored(record: models.Model, values: dict[str, Any]) -> dict[str, Any]:
    """{field: value} from what was kept."""
    fields = {f.attname: f for f in record._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in values.items()}
