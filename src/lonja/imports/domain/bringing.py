"""From a file to a run: uploading, understanding its columns, looking at what it would do."""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import IO

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from lonja.core.files import drop
from lonja.core.imports import FileProblem
from lonja.core.imports.cells import as_text, is_blank
from lonja.core.imports.mapping import propose, signature
from lonja.core.imports.reading import Table, read
from lonja.core.text import fold

from ..enums import OPEN, State
from ..kinds import ImportKind, get
from ..models import ImportRun, SavedMapping
from .rows import Rows
from .running import Result, rehearse


def bring(
    kind: ImportKind,
    file: IO[bytes],
    name: str,
    *,
    by,
    sheet: str = "",
    given: dict[str, int] | None = None,
) -> ImportRun:
    """Keep a file and guess what its columns are; `given` are the keys of the records that all its
    rows are about. Raises FileProblem; then nothing is kept."""
    table = read(file, sheet=sheet, known=kind.known)
    run = ImportRun(
        kind=kind.key, file_name=name[-200:], file_hash=_hash(file), by=by, given=given or {}
    )
    _understand(run, table)
    with transaction.atomic():
        file.seek(0)
        run.file.save(name, File(file), save=False)
        run.save()
    return run


def table_of(run: ImportRun) -> Table:
    """The table of a run, as it was last understood. Raises FileProblem."""
    try:
        file = run.file.open("rb")
    except (FileNotFoundError, ValueError):
        raise FileProblem(
            _("El fichero de esta importación ya no se conserva."), _("Vuelva a subirlo.")
        ) from None
    kind = get(run.kind)
    return read(file, sheet=run.sheet, header_line=run.header_line, known=kind.known)


def look_elsewhere(run: ImportRun, *, sheet: str, header_line: int | None) -> None:
    """The table is in another sheet, or begins at another line. Raises FileProblem."""
    run.sheet, run.header_line = sheet, header_line
    _understand(run, table_of(run))
    run.save()


@transaction.atomic
def map_columns(run: ImportRun, mapping: dict[str, str], choices: dict[str, str]) -> None:
    """What each column is, as a person says; kept for the next file with the same headers."""
    keys = {column.key for column in get(run.kind).columns}
    run.mapping = {
        k: header for k, header in mapping.items() if k in keys and header in run.headers
    }
    run.save(update_fields=["mapping"])
    read_as(run, choices)
    SavedMapping.objects.update_or_create(
        kind=run.kind,
        signature=signature(run.headers),
        defaults={"mapping": run.mapping, "choices": run.choices},
    )


def read_as(run: ImportRun, choices: dict[str, str]) -> None:
    """How to read the columns in doubt, as a person says, in this file alone."""
    keys = {column.key for column in get(run.kind).columns}
    run.choices = {k: choice for k, choice in choices.items() if k in keys and choice}
    run.save(update_fields=["choices"])


def rows_of(run: ImportRun) -> Rows:
    kind = get(run.kind)
    return Rows(kind, table_of(run), run.mapping, run.choices, kind.given(run.given))


def preview(run: ImportRun) -> Result:
    """Check every row and keep in the run what each would do; nothing else is written.

    Raises FileProblem, which stays in the run too.
    """
    try:
        return _preview(run)
    except FileProblem as problem:
        run.state, run.failure = State.UPLOADED, str(problem)[:500]
        _keep_seen(run)
        raise


def _preview(run: ImportRun) -> Result:
    rows = rows_of(run)
    rows.learn(lambda count: _progress(run, count))
    result = rehearse(rows.kind, rows, lambda count: _progress(run, count))
    keep(run, result, rows)
    run.state = State.PREVIEWED
    _keep_seen(run)
    return result


@transaction.atomic
def _keep_seen(run: ImportRun) -> None:
    """Unless somebody began to write it while it was being looked at: it is theirs then."""
    seen = ImportRun.objects.select_for_update().filter(pk=run.pk)
    if seen.filter(state__in=(*OPEN, State.CHECKING)).first():
        run.save()
    else:
        run.refresh_from_db()


def keep(run: ImportRun, result: Result, rows: Rows) -> None:
    """Write down in the run what going through its file gave."""
    run.created, run.updated, run.unchanged, run.rejected = (
        result.outcomes[outcome] for outcome in ("created", "updated", "unchanged", "rejected")
    )
    run.problems = [problem.as_dict() for problem in result.problems]
    run.problem_count = result.problem_count
    run.sample = result.sample
    run.notes = rows.notes()
    run.doubts = rows.doubts()
    run.failure = ""


@transaction.atomic
def forget_file(run: ImportRun) -> None:
    """Delete the file of a run, which may hold personal data; the run stays."""
    drop(run.file)
    run.save(update_fields=["file"])


def _understand(run: ImportRun, table: Table) -> None:
    run.state = State.UPLOADED
    run.sheet = table.sheet
    run.sheets = [
        *([name, False] for name in table.source.sheets),
        *([name, True] for name in table.source.hidden),
    ]
    run.headers = table.headers
    run.examples = _examples(table)
    saved = SavedMapping.objects.filter(kind=run.kind, signature=signature(table.headers)).first()
    if saved:
        here = {fold(header): header for header in table.headers}
        run.mapping = {key: here[fold(header)] for key, header in saved.mapping.items()}
    else:
        run.mapping = propose(table.headers, get(run.kind).columns)
    run.choices = saved.choices if saved else {}


def _examples(table: Table) -> list[str]:
    """What the first lines have under each header."""
    first: dict[int, str] = {}
    for line in islice(table.rows(), 20):
        for index, cell in enumerate(line.cells):
            if not is_blank(cell):
                first.setdefault(index, as_text(cell)[:40])
    return [first.get(index, "") for index in range(len(table.headers))]


def _progress(run: ImportRun, count: int) -> None:
    if count % 1000 == 0:
        ImportRun.objects.filter(pk=run.pk).update(progress=count)


def _hash(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    return digest
