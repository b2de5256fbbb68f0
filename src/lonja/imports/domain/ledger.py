"""What an import makes and changes, gathered row by row and then written, or only counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from lonja.journal import writing
from lonja.journal.enums import Verb

from ..enums import Touch
from ..models import ImportedRow, ImportRun

UNKEPT = {"id", "created_at", "updated_at", "deleted_at"}


@dataclass
class Mark:
    """One thing done to a record. `before` is {field: value} of what changed."""

    line: int
    touch: Touch
    record: models.Model
    before: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    linked: list[models.Model] = field(default_factory=list)


class Ledger:
    """Kinds of import say here what a row does; nothing reaches the database until `write`."""

    def __init__(self) -> None:
        self.line = 0
        # Room for what a kind has to remember from one row to the next.
        self.memory: dict[str, dict] = {}
        self._row: list[Mark] = []
        self._batch: list[Mark] = []

    # -- what kinds of import say --------------------------------------------------------------

    def create(self, record: models.Model) -> models.Model:
        self._row.append(Mark(self.line, Touch.CREATED, record))
        return record

    def change(self, record: models.Model, **values: Any) -> models.Model:
        """Set the named fields; those that are so already are no change."""
        new = {name: value for name, value in values.items() if getattr(record, name) != value}
        if new:
            self._row.append(Mark(self.line, Touch.CHANGED, record, _values(record, new)))
            for name, value in new.items():
                setattr(record, name, value)
        return record

    def link(self, record: models.Model, name: str, others: Iterable[models.Model]) -> None:
        """Add to a many-to-many field of a record those that it has not; none is taken away."""
        has = {one.pk for one in getattr(record, name).all()} if record.pk else set()
        new = [one for one in others if one.pk not in has]
        if new:
            mark = Mark(self.line, Touch.LINKED, record, {name: sorted(has)}, name, new)
            self._row.append(mark)

    # -- row by row ----------------------------------------------------------------------------

    def take_row(self) -> bool:
        """The row is right: keep what it did. Whether it did anything."""
        self._batch += self._row
        did = bool(self._row)
        self._row = []
        return did

    def drop_row(self) -> None:
        """The row is wrong: as if it had not been."""
        for mark in reversed(self._row):
            for attribute, value in mark.before.items() if mark.touch == Touch.CHANGED else ():
                setattr(mark.record, attribute, value)
        self._row = []

    def forget(self) -> None:
        """What was gathered is not to be written: it was a rehearsal."""
        self._batch = []

    # -- writing -------------------------------------------------------------------------------

    def write(self, run: ImportRun, *, by) -> None:
        """Write what was gathered, with its lines in the trail, and remember it for undoing."""
        reason = _("Importación n.º %(number)d: %(file)s") % {
            "number": run.pk,
            "file": run.file_name,
        }
        made = [mark for mark in self._batch if mark.touch == Touch.CREATED]
        new = {id(mark.record) for mark in made}
        old = [mark for mark in self._batch if id(mark.record) not in new]
        for several in _by_model(mark.record for mark in made):
            writing.create_all(several, by=by, reason=reason)
        changed = _merged(mark for mark in old if mark.touch == Touch.CHANGED)
        for several in _by_model(mark.record for mark in changed):
            _change_all(several, changed, by=by, reason=reason)
        links = [mark for mark in self._batch if mark.touch == Touch.LINKED]
        for mark in links:
            _link(mark, quiet=id(mark.record) in new, by=by, reason=reason)
        kept = [*made, *changed, *(mark for mark in links if id(mark.record) not in new)]
        ImportedRow.objects.bulk_create([_remembered(run, mark) for mark in kept], batch_size=500)
        self.forget()


def snapshot(record: models.Model) -> dict[str, Any]:
    """{column: value} of all the fields that people fill."""
    return {
        f.attname: f.value_from_object(record)
        for f in record._meta.concrete_fields
        if f.name not in UNKEPT and not f.primary_key
    }


def _values(record: models.Model, names: Iterable[str]) -> dict[str, Any]:
    fields = {f.name: f for f in record._meta.concrete_fields}
    return {fields[n].attname: fields[n].value_from_object(record) for n in names}


def _by_model(records: Iterable[models.Model]) -> list[list[models.Model]]:
    groups: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for record in records:
        groups[type(record)].append(record)
    return [groups[model] for model in in_order(groups)]


def in_order(several: Collection[type[models.Model]]) -> list[type[models.Model]]:
    """Models, each after those to which it points: organisations before their seats."""
    ordered: dict[type[models.Model], None] = {}
    for model in several:
        _put(model, several, ordered, seen=set())
    return list(ordered)


def _put(
    model: type[models.Model],
    among: Collection[type[models.Model]],
    ordered: dict[type[models.Model], None],
    *,
    seen: set[type[models.Model]],
) -> None:
    """Put in order a model and, before it, those `among` which it points to."""
    seen.add(model)
    fields = model._meta.concrete_fields
    aims = [f.related_model for f in fields if isinstance(f.related_model, type)]
    for other in among:
        if other not in seen and any(issubclass(other, aim) for aim in aims):
            _put(other, among, ordered, seen=seen)
    ordered.setdefault(model)


def _merged(marks: Iterable[Mark]) -> list[Mark]:
    """One mark for each record changed more than once: from its first state to its last."""
    found: dict[tuple[type, int], Mark] = {}
    for mark in marks:
        first = found.setdefault((type(mark.record), mark.record.pk), mark)
        first.before = {**mark.before, **first.before}
    return list(found.values())


def _change_all(several: list[models.Model], marks: list[Mark], *, by, reason: str) -> None:
    fields = several[0]._meta.get_field
    names = {id(mark.record): [fields(a).name for a in mark.before] for mark in marks
             if type(mark.record) is type(several[0])}  # fmt: skip
    pairs = [(one, {name: getattr(one, name) for name in names[id(one)]}) for one in several]
    if several[0]._meta.get_parent_list():
        for record, values in pairs:
            writing.change(record, by=by, reason=reason, **values)
    else:
        writing.change_all(pairs, by=by, reason=reason)


def _link(mark: Mark, *, quiet: bool, by, reason: str) -> None:
    related = getattr(mark.record, mark.name)
    before = sorted(str(one) for one in related.all())
    related.add(*mark.linked)
    if not quiet:
        after = sorted({*before, *(str(one) for one in mark.linked)})
        changes = {mark.name: [", ".join(before), ", ".join(after)]}
        writing.note(Verb.CHANGED, mark.record, by=by, changes=changes, reason=reason)


def _remembered(run: ImportRun, mark: Mark) -> ImportedRow:
    if mark.touch == Touch.CREATED:
        after = snapshot(mark.record)
    elif mark.touch == Touch.CHANGED:
        after = {name: getattr(mark.record, name) for name in mark.before}
    else:
        after = {mark.name: sorted({*mark.before[mark.name], *(o.pk for o in mark.linked)})}
    return ImportedRow(
        run=run,
        line=mark.line,
        touch=mark.touch,
        content_type=ContentType.objects.get_for_model(mark.record),
        object_id=mark.record.pk,
        label=str(mark.record)[:255],
        before=mark.before,
        after=after,
    )
