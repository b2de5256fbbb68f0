"""What the records of a closed year say today, against what was frozen: how much, why and who."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone, translation

from lonja.core import formatting
from lonja.core.change import change_of
from lonja.core.figures import Figure, Unit, Value
from lonja.core.text import Text
from lonja.evidence.queries import owner_of
from lonja.journal.models import Entry

from .book import Book, Year, content_type_of
from .models import Closing, FrozenFigure, RestatementNote
from .packing import unpack, unpack_text

Key = tuple[int, int]  # content type, object
MOST_REASONS = 6
FIRST = settings.LANGUAGES[0][0]


@dataclass(frozen=True)
class Restatement:
    """A figure that a closed year printed as `frozen` and its records now say is `now`.

    `added` and `removed` are names of records; `entries` the lines of the trail about them since
    the closing; `notes` what the office has said of it.
    """

    key: str
    name: Text
    unit: Unit
    frozen: Value
    now: Value
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    notes: tuple[RestatementNote, ...] = field(default=())

    def difference(self, language: str) -> str:
        """+1, −3.400 €; nothing when it is not a matter of how much."""
        if not isinstance(self.frozen, int | Decimal) or not isinstance(self.now, int | Decimal):
            return ""
        if self.unit in (Unit.PERCENT, Unit.RANK):
            change = change_of(self.now, self.frozen, self.unit, language)
            return change.text if change else ""
        step = Decimal(self.now) - Decimal(self.frozen)
        text = formatting.printed(step, self.unit, language)
        return f"+{text}" if step > 0 else text

    def reasons(self, language: str) -> list[str]:
        """Who and why, in sentences: what the office says first, then what the trail tells."""
        said = [f"{note.text} ({note.by})." for note in self.notes]
        told = []
        for entry in self.entries[:MOST_REASONS]:
            day = formatting.day(timezone.localdate(entry.at), language)
            why = f" ({entry.reason})" if entry.reason else ""
            told.append(
                f"{entry.actor_name} {entry.get_verb_display()} «{entry.label}», {day}{why}."
            )
        return [*said, *told]


def restatements(number: int, *, book: Book) -> list[Restatement]:
    """The differences of a closed year; none when it is not closed."""
    closing = book.closings.get(number)
    if closing is None:
        return []
    prefetch_related_objects([closing], "figures")  # the year as it was closed has them too
    with translation.override(FIRST):  # the labels of tables were frozen in it
        figures = [one for one in closing.figures.all() if one.key in book.figures]
        year = book.told_live(number).year(number)
        standings = year.standings()
        return _differences(closing, year, figures, {k: s.value for k, s in standings.items()})


def restatement_of(key: str, told: Year) -> Restatement | None:
    """How a figure of a closed year differs; None when it does not, or the year is not closed."""
    frozen = told.frozen(key)
    if frozen is None or told.closing is None:
        return None
    with translation.override(FIRST):
        year = told.book.told_live(told.number).year(told.number)
        found = _differences(told.closing, year, [frozen], {key: year.value(key)})
    return found[0] if found else None


def _differences(
    closing: Closing, year: Year, figures: list[FrozenFigure], values: dict[str, Value]
) -> list[Restatement]:
    differing = [
        (one, before, values[one.key])
        for one in figures
        if not _same(before := unpack(one.value, Unit(one.unit)), values[one.key])
    ]
    notes = defaultdict(list)
    for note in closing.restatement_notes.select_related("by") if differing else ():
        notes[note.key].append(note)
    return [
        _explained(one, year.book.figure(one.key), before, now, year, closing, notes)
        for one, before, now in differing
    ]


def _same(before: Value, now: Value) -> bool:
    """Ratios are compared as far as they are printed."""
    if isinstance(before, Decimal) and isinstance(now, Decimal | int):
        return formatting.rounded(before, 4) == formatting.rounded(now, 4)
    return before == now


def _explained(
    frozen: FrozenFigure,
    figure: Figure,
    before: Value,
    now: Value,
    year: Year,
    closing: Closing,
    notes: dict[str, list[RestatementNote]],
) -> Restatement:
    rows = figure.rows(year)
    kind = content_type_of(rows.model)
    kept = {(row.content_type_id, row.object_id): row.label for row in frozen.rows.all()}
    standing = {(kind.pk, pk) for pk in rows.order_by().values_list("pk", flat=True)}
    added, removed = standing - kept.keys(), kept.keys() - standing
    added_rows = rows.model._base_manager.filter(pk__in=[pk for _, pk in list(added)[:50]])
    concerned = added | removed or kept.keys() & standing
    return Restatement(
        key=frozen.key,
        name=unpack_text(frozen.name),
        unit=Unit(frozen.unit),
        frozen=before,
        now=now,
        added=tuple(sorted(str(row) for row in added_rows)),
        removed=tuple(sorted(kept[one] for one in removed)),
        entries=tuple(_trail(concerned, closing)),
        notes=tuple(notes[frozen.key]),
    )


def _trail(records: Iterable[Key], closing: Closing) -> Iterable[Entry]:
    """Lines about the records since the closing, under any of the models that they are."""
    by_kind: dict[int, set[int]] = defaultdict(set)
    for kind, pk in records:
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is None:
            continue
        for one in {model, owner_of(model), *model._meta.get_parent_list()}:
            by_kind[content_type_of(one).pk].add(pk)
    about = Q(pk__in=[])
    for kind, pks in by_kind.items():
        about |= Q(content_type=kind, object_id__in=list(pks)[:500])
    return Entry.objects.filter(about, at__gt=closing.closed_at).order_by("at")[: MOST_REASONS * 2]
