"""Named reads of imports."""

from django.db.models import QuerySet

from .kinds import all_kinds
from .models import ImportRun


def runs_visible_to(user) -> QuerySet[ImportRun]:
    """The office sees the runs of the kinds that it may bring; the auditor reads them all."""
    runs = ImportRun.objects.select_related("by")
    if user.reads_everything and not user.is_staff_of_office:
        return runs
    return runs.filter(kind__in=[kind.key for kind in all_kinds() if kind.allowed(user)])


def same_file(run: ImportRun) -> ImportRun | None:
    """The last time that this very file was written, if it was and stands."""
    others = ImportRun.objects.filter(kind=run.kind, file_hash=run.file_hash, state="applied")
    return others.exclude(pk=run.pk).first()
