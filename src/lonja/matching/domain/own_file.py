"""A spreadsheet of references that a member brings by itself: looked at first, kept whole or not at
all, and taken back with one press.

It is an import as those of the office (`lonja.imports`), whose rows are all of that member,
whatever they say.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.core import turns
from lonja.core.imports import FileProblem
from lonja.core.imports.limits import MEGABYTE, Limits
from lonja.core.imports.reading import read
from lonja.directory.models import Organisation
from lonja.imports.domain import applying, bringing, undoing
from lonja.imports.enums import OPEN
from lonja.imports.kinds import ImportKind, get
from lonja.imports.models import ImportRun

from . import describing, referencing

OWN = "organisation"
"""The column that a member does not bring: they are its own."""
LARGEST = 1_000_000  # bytes
LITTLE = Limits(inflated_bytes=10 * MEGABYTE, marks=100_000, rows=500)
"""What is looked at while the member waits: five times what it may add in a day."""
MOST_FILES = 20
"""Of one member in a day: each is kept for a while."""


def kind() -> ImportKind:
    return get("references")


def files_of(organisation: Organisation) -> QuerySet[ImportRun]:
    """Those that it brought by itself, the last one first."""
    return ImportRun.objects.filter(kind=kind().key, given={OWN: organisation.pk})


def bring(organisation: Organisation, file: UploadedFile, *, by: Any) -> ImportRun:
    """Keep a file and look at what it would do. ValidationError in words when it cannot be read,
    is too large, or one too many of a day; then nothing is kept."""
    if (file.size or 0) > LARGEST:
        raise ValidationError(_("Pesa más de un mega: mándelo a la oficina."), code="large")
    name = f"{organisation} · {file.name}"
    try:
        for _row in read(file, known=kind().known, limits=LITTLE).rows():
            pass  # going through all of it tells how much there is
        with transaction.atomic():
            _refuse_too_many_files(organisation)
            run = bringing.bring(kind(), file, name, by=by, given={OWN: organisation.pk})
    except FileProblem as problem:
        raise ValidationError(str(problem), code="file") from None
    try:
        bringing.preview(run)
    except FileProblem as problem:
        discard(run)
        raise ValidationError(str(problem), code="file") from None
    return run


@transaction.atomic
def read_as(run: ImportRun, choices: dict[str, str]) -> None:
    """Look at it again, with the columns in doubt read as whoever brings it says. ValidationError
    when it cannot be, or was written already."""
    _refuse_unless_open(run)
    bringing.read_as(run, choices)
    try:
        bringing.preview(run)
    except FileProblem as problem:
        raise ValidationError(str(problem), code="file") from None


@transaction.atomic
def write(run: ImportRun, organisation: Organisation, *, by: Any) -> None:
    """Keep all that it brings. ValidationError, and nothing is kept, when a row is wrong, it was
    written already, or they are too many for a day."""
    referencing.refuse_too_many(organisation, run.created)
    describing.profile_of(organisation, by=by)
    try:
        applying.claim(run)
        applying.apply(run, by=by)
    except applying.NotApplied as problem:
        raise ValidationError(str(problem), code="not applied") from None


def take_back(run: ImportRun, *, by: Any) -> list[str]:
    """As before it was written; what was left as it was, and why. ValidationError when it was not,
    or was taken back already."""
    try:
        return undoing.undo(run, by=by)
    except undoing.NotUndone as problem:
        raise ValidationError(str(problem), code="not undone") from None


@transaction.atomic
def discard(run: ImportRun) -> None:
    """Forget one that has not been written. ValidationError when it has."""
    _refuse_unless_open(run)
    bringing.forget_file(run)
    run.delete()


def _refuse_unless_open(run: ImportRun) -> None:
    """Until the transaction ends nobody writes it."""
    if not ImportRun.objects.select_for_update().filter(pk=run.pk, state__in=OPEN).first():
        raise ValidationError(_("Este fichero ya se guardó."), code="written")


def _refuse_too_many_files(organisation: Organisation) -> None:
    turns.take(f"files:{organisation.pk}")
    lately = files_of(organisation).filter(started_at__gt=timezone.now() - timedelta(days=1))
    if lately.count() >= MOST_FILES:
        raise ValidationError(_("Son muchos ficheros en un día: siga mañana."), code="enough")
