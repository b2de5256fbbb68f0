"""What the law makes the trail forget: the personal data of somebody erased, and nothing else.

A line says who did what to which record, when, and the values before and after. The first stays
for ever; of the values, those about a person go when that person is erased.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from .enums import Verb
from .models import Entry
from .queries import trail_of
from .writing import note


@transaction.atomic
def forget(record: models.Model, fields: Iterable[str], *, label: str, by: Any) -> int:
    """Blank the values of these fields in the trail of a record, and call it `label` there.

    Gives how many lines were touched. That it was done, when and by whom, is one line more.
    """
    fields = set(fields)
    note(Verb.ERASED, record, by=by)
    lines = list(trail_of(record))
    for line in lines:
        changes = {
            name: [None, None] if name in fields else told for name, told in line.changes.items()
        }
        # The one way around the rule that lines do not change.
        plain = models.QuerySet(Entry).filter(pk=line.pk)
        plain.update(changes=changes, label=label, reason="")
    return len(lines)
