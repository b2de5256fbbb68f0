"""Which of several questions would have an answer, asked of the database all at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, Model, QuerySet


def which_exist(record: Model, rows: Sequence[QuerySet | None]) -> list[bool]:
    """Of each, whether it has any row; None, which is not known, counts. `record` is any that is
    in the database: the question is asked beside it."""
    asked = [Exists(one) for one in rows if one is not None]
    itself = record._meta.model._base_manager.filter(pk=record.pk)
    told = iter(itself.values_list(*asked).get()) if asked else iter(())
    return [True if one is None else bool(next(told)) for one in rows]
