"""What the imports keep of the records that they brought, and forgetting it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet

from lonja.core.files import drop
from lonja.journal import redacting

from ..models import ImportedRow, ImportRun


@transaction.atomic
def forget(rows: QuerySet[ImportedRow], *, label: str) -> None:
    """Blank some rows, and throw away the files they came in, which tell the same."""
    _forget_files(rows)
    rows.update(label=label, before={}, after={})


@transaction.atomic
def rewrite(kinds: redacting.Kinds, clean: Callable[[str], str]) -> int:
    """Put what the rows of some records say through `clean`; how many changed. Their files go."""
    changed = []
    for row in ImportedRow.objects.filter(redacting.about(kinds)).iterator(chunk_size=500):
        said = {"label": row.label, "before": row.before, "after": row.after}
        told = {n: new for n, old in said.items() if (new := redacting.deep(old, clean)) != old}
        if told:
            told["label"] = told.get("label", row.label)[:255]
            ImportedRow.objects.filter(pk=row.pk).update(**told)
            changed.append(row.pk)
    _forget_files(ImportedRow.objects.filter(pk__in=changed))
    return len(changed)


def _forget_files(rows: QuerySet[ImportedRow]) -> None:
    for run in ImportRun.objects.filter(rows__in=rows).distinct():
        drop(run.file)
        run.sample, run.problems, run.examples, run.notes = [], [], [], []
        run.save(update_fields=["file", "sample", "problems", "examples", "notes"])
