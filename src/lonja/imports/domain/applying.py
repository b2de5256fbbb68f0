"""Writing what a file brings: all of it or nothing, once."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.core.imports import FileProblem
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.search import indexing

from ..enums import State
from ..models import ImportRun
from .bringing import keep, rows_of
from .ledger import Ledger
from .running import Passage, Result

PATIENCE = timedelta(minutes=15)


class NotApplied(Exception):
    """Nothing was written; its text says why."""


def claim(run: ImportRun, *, partial: bool = False) -> None:
    """Take a previewed run for writing it, before anybody else does. Raises NotApplied.

    Rows that are wrong will stop it all, unless `partial`.
    """
    taken = ImportRun.objects.filter(pk=run.pk, state=State.PREVIEWED)
    now = timezone.now()
    if not taken.update(state=State.WAITING, claimed_at=now, partial=partial, failure=""):
        raise NotApplied(_("Esta importación ya se ha escrito o se está escribiendo."))
    run.refresh_from_db()


def is_stuck(run: ImportRun) -> bool:
    """Claimed so long ago that whoever was writing or undoing it must have died."""
    return (
        run.state in (State.WAITING, State.UNDOING)
        and run.claimed_at is not None
        and timezone.now() - run.claimed_at > PATIENCE
    )


def apply(run: ImportRun, *, by) -> Result:
    """Write a claimed run in one transaction.

    Raises NotApplied, having written nothing; the run can then be claimed again.
    """
    try:
        with transaction.atomic():
            result = _write(run, by=by)
    except (NotApplied, FileProblem, IntegrityError) as problem:
        if isinstance(problem, IntegrityError):
            problem = NotApplied(
                _("No se ha escrito nada: un dato choca con otro que ya estaba (%s).") % problem
            )
        waiting = ImportRun.objects.filter(pk=run.pk, state=State.WAITING)
        waiting.update(state=State.PREVIEWED, failure=str(problem)[:500])
        raise problem if isinstance(problem, NotApplied) else NotApplied(str(problem)) from None
    run.refresh_from_db()
    return result


def _write(run: ImportRun, *, by) -> Result:
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.state != State.WAITING:
        raise NotApplied(_("Esta importación ya se ha escrito."))
    rows = rows_of(locked)
    rows.learn()

    def done(ledger: Ledger, count: int) -> None:
        ledger.write(locked, by=by)

    with indexing.batched():
        result = Passage(rows.kind, rows, done).go()
    if result.rejected and not locked.partial:
        raise NotApplied(
            ngettext(
                "No se ha escrito nada: hay %d fila con problemas.",
                "No se ha escrito nada: hay %d filas con problemas.", result.rejected,
            ) % result.rejected
        )  # fmt: skip
    keep(locked, result, rows)
    locked.state = State.APPLIED
    locked.applied_at = timezone.now()
    locked.by = by
    locked.save()
    writing.note(
        Verb.IMPORTED,
        locked,
        by=by,
        changes={outcome: [None, str(count)] for outcome, count in result.outcomes.items()},
    )
    return result
