"""The parts of a record's page as one person sees them.

Most records have few of the parts that they could have: one question tells how many rows each has,
and only those with some are read. A page asks the database few questions in all: the first of its
parts come with it, and those for which there is no room keep their place and arrive straight after,
in batches, each by a request of its own (`web.views.later`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from lonja.core.existing import how_many
from lonja.evidence import queries as evidence
from lonja.evidence.models import Evidence

from .cells import Row
from .columns import Column, field_at
from .panels import Panel, Related
from .registry import by_slug, panels_of
from .resource import Resource

ROOM = 5
"""Questions that a page has for its facts, its proof and its parts. The other seven are those of
any page of a record: session, person, record, how many rows, house, letters stuck, trail."""
BATCH = 6
"""Those of a batch, which may be opened as a page too."""


@dataclass(frozen=True)
class Awaited:
    """A part that arrives later, and about how many lines it takes."""

    title: str
    lines: int
    tabled: bool

    @property
    def each(self) -> range:
        return range(self.lines)


@dataclass(frozen=True)
class Batch:
    """Parts that are read together, one after another on the page. `number` from 1."""

    number: int
    awaited: list[Awaited]


@dataclass(frozen=True)
class Parts:
    """`panels`: what each shows, in their order, without those that have nothing to say; on the
    page, with each batch in its place. `empty`: those of its facts, of the many to a record, of
    which there are none."""

    panels: list[dict[str, Any] | Batch]
    later: list[Batch]
    proofs: Sequence[Evidence]
    empty: frozenset[str]


@dataclass(frozen=True)
class _Part:
    """One before it is read. `number`: of its rows, counted no further than it shows."""

    panel: Panel | Related
    rows: QuerySet | None
    number: int

    @property
    def questions(self) -> int:
        return _questions(self.panel) if self.number else 0

    @property
    def awaited(self) -> Awaited:
        if isinstance(self.panel, Panel):
            return Awaited(self.panel.title, self.panel.lines, tabled=False)
        title = self.panel.title or by_slug(self.panel.resource).plural
        return Awaited(title, self.number, tabled=True)


def parts_of(record: Model, resource: Resource, user: Any, batch: int = 0) -> Parts:
    """Those of a batch, or of the page itself, with what is to be known of the others."""
    panels, many = panels_of(resource), _many(resource, user)
    proofs = evidence.of(record) if user.reads_everything else Evidence.objects.none()
    rows = [_rows_of(panel, record, user) for panel in panels]
    asked = [(proofs, 1), *((getattr(record, name).all(), 1) for name in many)]
    asked += ((theirs, _most(panel)) for panel, theirs in zip(panels, rows, strict=True))
    proved, *numbers = how_many(asked)
    empty = frozenset(name for name, some in zip(many, numbers, strict=False) if not some)
    parts = map(_Part, panels, rows, numbers[len(many) :])
    spared = len(empty.difference(resource.prefetch))
    runs = _planned(parts, ROOM - resource.questions - proved - len(many) + spared)
    shown: list[dict[str, Any] | Batch] = []
    later = []
    for number, run in runs:
        if number == batch:
            shown += [drawn for part in run if (drawn := _drawn(part, record, user))]
        if number:
            later.append(Batch(number, [part.awaited for part in run]))
            shown += [] if batch else later[-1:]
    return Parts(shown, later, list(proofs) if proved and not batch else [], empty)


def _planned(parts: Iterable[_Part], room: int) -> list[tuple[int, list[_Part]]]:
    """The parts in their order, each run of them with its batch: 0 those of the page, which are as
    many as there is room for; those without rows cost nothing, and are all there."""
    runs: list[tuple[int, list[_Part]]] = [(0, [])]
    batches, left = 0, 0  # how many, and the questions that the last of them can still ask
    for part in parts:
        asked = part.questions
        if asked <= room or not asked:
            number, room = 0, room - asked
        elif runs[-1][0] and asked <= left:
            number, left = runs[-1][0], left - asked
        else:
            batches, left = batches + 1, BATCH - asked
            number = batches
        if runs[-1][0] != number:
            runs.append((number, []))
        runs[-1][1].append(part)
    return runs


def _many(resource: Resource, user: Any) -> list[str]:
    """Its facts of which a record has many."""
    names = [one.name if isinstance(one, Column) else one for one in resource.facts_for(user)]
    return [n for n in names if (f := field_at(resource.model, n)) is not None and f.many_to_many]


def _most(panel: Panel | Related) -> int:
    return 1 if isinstance(panel, Panel) else panel.limit


def _questions(panel: Panel | Related) -> int:
    if isinstance(panel, Panel):
        return panel.questions
    theirs = by_slug(panel.resource)
    return 1 + len(_prefetched(panel.columns or theirs.columns, theirs))


def _rows_of(panel: Panel | Related, record: Model, user: Any) -> QuerySet | None:
    if isinstance(panel, Panel):
        return panel.rows(record, user) if panel.rows else None
    rows = by_slug(panel.resource).rows(user)
    if panel.rows:
        return rows.filter(pk__in=panel.rows(record, user).order_by().values("pk"))
    return rows.filter(**{panel.parent: record})


def _drawn(part: _Part, record: Model, user: Any) -> dict[str, Any] | None:
    if isinstance(part.panel, Related):
        return _table(part.panel, record, user, part.rows if part.number else None)
    context = part.panel.context(record, user) if part.number else None
    return context and {"panel": part.panel, "title": part.panel.title, **context}


def _table(
    panel: Related, record: Model, user: Any, found: QuerySet | None
) -> dict[str, Any] | None:
    theirs = by_slug(panel.resource)
    may_add = theirs.may_add(user)
    if found is None and not may_add:
        return None
    columns = [
        c.bound_to(theirs.model) for c in panel.columns or theirs.columns if c.name != panel.parent
    ]
    shown = fetched(found, columns, theirs)[: panel.limit + 1] if found is not None else ()
    rows = [Row(one, columns, theirs) for one in shown]
    return {
        "panel": panel,
        "title": panel.title or theirs.plural,
        "columns": columns,
        "rows": rows[: panel.limit],
        "more": len(rows) > panel.limit,
        "resource": theirs,
        "add": f"{theirs.url('add')}?{panel.parent}={record.pk}"
        if panel.parent and "__" not in panel.parent and may_add
        else "",
        "all": f"{theirs.url('list')}?{panel.parent}={record.pk}"
        if panel.parent and any(f.name == panel.parent for f in theirs.filters)
        else "",
    }


def fetched(rows: QuerySet, columns: Sequence[Column], resource: Resource) -> QuerySet:
    """Rows with only those of the resource's prefetches that these columns read."""
    return rows.prefetch_related(None).prefetch_related(*_prefetched(columns, resource))


def _prefetched(columns: Sequence[Column], resource: Resource) -> list[str]:
    if any(column.value for column in columns):
        return list(resource.prefetch)
    read = {column.name.partition("__")[0] for column in columns}
    return [path for path in resource.prefetch if path.partition("__")[0] in read]
