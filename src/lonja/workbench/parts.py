"""The parts of a record's page as one person sees them.

Most records have few of the parts that they could have: one question tells which have rows, and
only those are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from lonja.core.existing import which_exist
from lonja.evidence import queries as evidence
from lonja.evidence.models import Evidence

from .cells import Row
from .columns import Column
from .panels import Panel, Related
from .registry import by_slug, panels_of
from .resource import Resource


@dataclass(frozen=True)
class Parts:
    """`panels`: what each shows, in their order, without those that have nothing to say."""

    panels: list[dict[str, Any]]
    proofs: Sequence[Evidence]


def parts_of(record: Model, resource: Resource, user: Any) -> Parts:
    panels = panels_of(resource)
    proofs = evidence.of(record) if user.reads_everything else Evidence.objects.none()
    rows = [_rows_of(panel, record, user) for panel in panels]
    proved, *there = which_exist(record, [proofs, *rows])
    drawn = (
        _drawn(panel, record, user, theirs, some)
        for panel, theirs, some in zip(panels, rows, there, strict=True)
    )
    return Parts([part for part in drawn if part], list(proofs) if proved else [])


def _rows_of(panel: Panel | Related, record: Model, user: Any) -> QuerySet | None:
    if isinstance(panel, Panel):
        return panel.rows(record, user) if panel.rows else None
    rows = by_slug(panel.resource).rows(user)
    if panel.rows:
        return rows.filter(pk__in=panel.rows(record, user).order_by().values("pk"))
    return rows.filter(**{panel.parent: record})


def _drawn(
    panel: Panel | Related, record: Model, user: Any, rows: QuerySet | None, some: bool
) -> dict[str, Any] | None:
    if isinstance(panel, Related):
        return _table(panel, record, user, rows if some else None)
    context = panel.context(record, user) if some else None
    return context and {"panel": panel, "title": panel.title, **context}


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
    if any(column.value for column in columns):
        return rows
    read = {column.name.partition("__")[0] for column in columns}
    wanted = [path for path in resource.prefetch if path.partition("__")[0] in read]
    return rows.prefetch_related(None).prefetch_related(*wanted)
