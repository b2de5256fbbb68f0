"""Figures computed once and kept, for pages: good while the trail has no new line.

Every write of a record leaves a line in the trail, so its mark tells whether anything has changed
since. A running year also changes with the day, and all of them with the code that computes them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from lonja.core import release
from lonja.journal.models import Entry
from lonja.journal.queries import mark, mark_of, written

from .models import Closing, Edition, Goal, KeptYear, Photo, Publication, Section
from .packing import Standing, pack_standing, unpack_standing

if TYPE_CHECKING:
    from .book import Book
    from .year import Year


APART = ("mail", "accounts", "jobs")


def kept(year: Year) -> tuple[KeptYear | None, str]:
    """What was kept of the year, when its stamp is the present one; and that stamp. With what a
    text tells beside the figures, when the book is read for one."""
    lines = Entry.objects.exclude(content_type__in=_without_figures())
    number, last = mark_of(lines)
    rows = KeptYear.objects.filter(year=year.number, language=_language())
    rows = rows.annotate(lines=number, last_line=last)
    found: Any = (rows if year.book.for_text else rows.defer("beside")).first()
    marked = written(found.lines, found.last_line) if found else mark(lines)
    present = _stamp(year.book, year, marked)
    return (found if found and found.stamp == present else None), present


def standings(year: Year, found: KeptYear) -> dict[str, Standing]:
    figures = year.book.figures
    return {key: unpack_standing(one, figures[key].unit) for key, one in found.figures.items()}


def keep_beside(year: Year, present: str, beside: dict[str, Any]) -> None:
    """With the figures of which it tells, if those are still there."""
    rows = KeptYear.objects.filter(year=year.number, language=_language(), stamp=present)
    try:
        with transaction.atomic():
            rows.update(beside=beside)
    except DatabaseError:
        return


def _language() -> str:
    return (get_language() or "es")[:2]


def _stamp(book: Book, year: Year, marked: str) -> str:
    """What the figures of a year depend on, in short."""
    shape = "|".join(f"{key}:{figure.unit}" for key, figure in book.figures.items())
    digest = hashlib.sha256(f"{release.mark()}|{shape}".encode()).hexdigest()[:16]
    return f"{marked}:{year.end:%Y%m%d}:{book.records_since}:{digest}"


def _without_figures() -> list[int]:
    """Records on which no figure depends: what is written of the balance, letters, accounts."""
    models = [Closing, Edition, Goal, Photo, Publication, Section]
    models += [m for app in APART for m in apps.get_app_config(app).get_models()]
    return [kind.pk for kind in ContentType.objects.get_for_models(*models).values()]


def keep(year: Year, present: str, found: dict[str, Standing]) -> None:
    """`present`: the stamp as it was before they were computed."""
    packed = {key: pack_standing(one) for key, one in found.items()}
    values = {"stamp": present, "at": timezone.now(), "figures": packed, "beside": {}}
    row = KeptYear(year=year.number, language=_language(), **values)
    try:
        with transaction.atomic():
            KeptYear.objects.bulk_create(
                [row], update_conflicts=True, unique_fields=["year", "language"],
                update_fields=list(values),
            )  # fmt: skip
    except DatabaseError:  # the disk is full
        return
