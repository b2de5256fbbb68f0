"""The figures of a year as its document prints them, in a language."""

from __future__ import annotations

from lonja.core import formatting
from lonja.core.change import change_of
from lonja.core.figures import Unit

from .book import Year
from .document.model import Correction, FigureEntry
from .restating import Restatement, restatements


def entries(year: Year, language: str) -> dict[str, FigureEntry]:
    """Every figure of the year by key, in the order of the balance."""
    corrected = {one.key: one for one in restatements(year.number, book=year.book)}
    year.standings()
    return {key: entry(year, key, language, corrected.get(key)) for key in year.book.figures}


def entry(
    year: Year, key: str, language: str, restatement: Restatement | None = None
) -> FigureEntry:
    figure = year.book.figures[key]
    standing = year.standing(key)
    before = standing.previous
    notes = [note.in_(language) for note in standing.reading.notes]
    change = None
    if not figure.tells_change:
        change = change_of(
            standing.value, before.value, figure.unit, language,
            more_is_better=figure.more_is_better,
        )  # fmt: skip
    return FigureEntry(
        key=key,
        line=figure.line,
        name=figure.name.in_(language),
        definition=figure.definition.in_(language),
        unit=figure.unit,
        value=standing.value,
        printed=formatting.printed(standing.value, figure.unit, language),
        previous=before.value,
        previous_printed=""
        if before.value is None or figure.unit in (Unit.LIST, Unit.TABLE)
        else formatting.printed(before.value, figure.unit, language),
        change=year.change(key),
        change_printed=change.text if change else "",
        records=standing.records,
        weak=standing.weak,
        opening=standing.reading.opening,
        previous_opening=before.opening,
        reports_change=figure.tells_change,
        is_first=lambda: year.is_first(key),
        notes=tuple(notes),
        correction=correction(restatement, language) if restatement else None,
        breakdown=standing.reading.breakdown,
    )


def correction(one: Restatement, language: str) -> Correction:
    return Correction(
        key=one.key,
        name=one.name.in_(language),
        printed=formatting.printed(one.frozen, one.unit, language),
        now=formatting.printed(one.now, one.unit, language),
        difference=one.difference(language),
        reasons=tuple(one.reasons(language)),
    )
