"""Closing a year: its figures are frozen with the records behind them, and stay so.

Two people may close at once: the one who comes first closes, the other is told who and when.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import get_language

from lonja.accounts.models import User
from lonja.core.figures import Figure
from lonja.journal import writing
from lonja.journal.enums import Verb

from ..book import Book, Year, content_type_of, weak_rows
from ..models import Closing, FrozenFigure, FrozenRow, RestatementNote
from ..packing import in_order, pack, pack_breakdown, pack_text
from ..records import contribution_of, date_of, each_once
from . import sealing

BATCH = 1000
FIRST, *OTHERS = (code for code, _name in settings.LANGUAGES)


class CannotClose(Exception):
    """The year cannot be closed, for a reason that the office can read."""


class AlreadyClosed(CannotClose):
    """Somebody closed it before: `closing` says who and when."""

    def __init__(self, closing: Closing):
        super().__init__(str(closing))
        self.closing = closing


class StillRunning(CannotClose):
    """The year has not come to its last day."""


def close(number: int, *, by: User, note: str = "", today: date | None = None) -> Closing:
    """Freeze the year. Raises AlreadyClosed or StillRunning, and then nothing has changed."""
    if (today or timezone.localdate()) < date(number, 12, 31):
        raise StillRunning(str(number))
    try:
        with _one_moment():
            # The unique year is the lock: whoever writes this row first is who closes.
            closing = Closing.objects.create(year=number, by=by, note=note)
            _freeze(closing, today)
            sealed = {sealing.NAME: [None, sealing.seal_of(closing)]}
            writing.note(Verb.CLOSED, closing, by=by, reason=note, changes=sealed)
            return closing
    except IntegrityError:
        first = Closing.objects.filter(year=number).select_related("by").first()
        if first is None:
            raise
        raise AlreadyClosed(first) from None


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction that sees the records as they were when it began, whatever others write: or a
    figure and the rows behind it would be of two moments."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def explain(closing: Closing, key: str, text: str, *, by: User) -> RestatementNote:
    """Say why a figure of a closed year is now another."""
    with transaction.atomic():
        note = RestatementNote.objects.create(closing=closing, key=key, text=text, by=by)
        writing.note(Verb.RESTATED, closing, by=by, reason=f"{key}: {text}")
        return note


def _freeze(closing: Closing, today: date | None) -> None:
    with translation.override(FIRST):
        year = Book(today=today, live=[closing.year]).year(closing.year)
        year.standings()
        for order, key in enumerate(year.book.figures):
            _freeze_figure(closing, year, key, order)
    for language in OTHERS:
        with translation.override(language):
            _freeze_labels(closing, Book(today=today, live=[closing.year]).year(closing.year))


def _freeze_figure(closing: Closing, year: Year, key: str, order: int) -> None:
    figure, standing = year.book.figures[key], year.standing(key)
    frozen = FrozenFigure.objects.create(
        closing=closing,
        key=key,
        line=figure.line,
        order=order,
        unit=figure.unit,
        name=pack_text(figure.name),
        definition=pack_text(figure.definition),
        value=in_order(pack(standing.value)),
        previous=in_order(pack(standing.previous.value)),
        previous_opening=standing.previous.opening,
        breakdown=in_order(pack_breakdown(standing.reading.breakdown)),
        notes=[pack_text(note) for note in standing.reading.notes],
        records=standing.records,
        weak=standing.weak,
        opening=standing.reading.opening,
    )
    if not standing.reading.opening:
        _freeze_rows(frozen, figure, year)


def _freeze_labels(closing: Closing, year: Year) -> None:
    """The labels of tables, lists and breakdowns in another language, where they are other."""
    for frozen in closing.figures.all():
        if not frozen.breakdown and not isinstance(frozen.value, list | dict):
            continue
        reading = year.reading(frozen.key)
        told = {"value": pack(reading.value), "breakdown": pack_breakdown(reading.breakdown)}
        said = {name: in_order(packed) for name, packed in told.items()}
        if said != {"value": frozen.value, "breakdown": frozen.breakdown}:
            frozen.translations[get_language()] = said
            frozen.save(update_fields=["translations"])


def _freeze_rows(frozen: FrozenFigure, figure: Figure, year: Year) -> None:
    rows = figure.rows(year)
    kind = content_type_of(rows.model)
    weak = set(weak_rows(figure, year).order_by().values_list("pk", flat=True))
    kept = [
        FrozenRow(
            figure=frozen,
            content_type=kind,
            object_id=record.pk,
            label=str(record)[:255],
            date=date_of(record),
            contribution=contribution_of(figure, record),
            proved=record.pk not in weak,
        )
        for record in each_once(rows)
    ]
    FrozenRow.objects.bulk_create(kept, batch_size=BATCH)
