"""Opening balances: what a year older than the records is known to have been."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from lonja.core.figures import Unit
from lonja.core.text import Text
from lonja.journal import writing
from lonja.journal.enums import Verb

from .. import catalogue
from ..book import content_type_of
from ..models import Closing, OpeningBalance, OpeningItem

NOT_TYPED = {Unit.TABLE}


class CannotOpen(Exception):
    """The opening balance cannot be, for a reason that the office can read."""

    def __init__(self, es: str, en: str):
        super().__init__(es)
        self.message = Text(es, en)


def check(key: str, year: int) -> None:
    """Raises CannotOpen when that figure cannot have an opening balance in that year."""
    figure = catalogue.figures().get(key)
    if figure is None:
        raise CannotOpen(f"No existe la cifra «{key}».", f"There is no figure “{key}”.")
    if figure.unit in NOT_TYPED:
        raise CannotOpen(
            "Una tabla no tiene saldo inicial.", "A table cannot have an opening balance."
        )
    if Closing.objects.filter(year=year).exists():
        raise CannotOpen(
            f"El año {year} está cerrado: sus cifras ya no cambian.",
            f"The year {year} is closed: its figures do not change.",
        )


@transaction.atomic
def open_with(
    key: str,
    year: int,
    *,
    source: str,
    by: Any,
    value: Decimal | int | None = None,
    records: Iterable[models.Model] = (),
    names: Iterable[str] = (),
) -> OpeningBalance:
    """Type the opening balance of a figure, or change the one there is.

    `records` are those it stands for, and `names` those that have no record; without a value, the
    value is how many they are. Raises CannotOpen.
    """
    check(key, year)
    items = _items(records, names)
    if value is None and not items:
        raise CannotOpen("Falta el valor o la lista.", "The value or the list is missing.")
    opening = OpeningBalance.objects.filter(key=key, year=year).first()
    if opening:
        writing.change(opening, by=by, value=value, source=source)
    else:
        opening = writing.create(
            OpeningBalance(key=key, year=year, value=value, source=source), by=by
        )
    list_items(opening, items, by=by)
    return opening


def list_items(opening: OpeningBalance, items: list[OpeningItem], *, by: Any) -> None:
    """Make the list of an opening balance be these; a line in the trail when it changes."""
    before = sorted(item.label for item in opening.items.all())
    after = sorted(item.label for item in items)
    opening.items.all().delete()
    for item in items:
        item.opening = opening
    OpeningItem.objects.bulk_create(items)
    if before != after:
        changes = {"items": ["; ".join(before), "; ".join(after)]}
        writing.note(Verb.CHANGED, opening, by=by, changes=changes)


def _items(records: Iterable[models.Model], names: Iterable[str]) -> list[OpeningItem]:
    listed = [
        OpeningItem(
            content_type=content_type_of(type(record)), object_id=record.pk, label=str(record)
        )
        for record in records
    ]
    return listed + [OpeningItem(label=name.strip()) for name in names if name.strip()]
