"""Files of records, and when they go."""

from __future__ import annotations

from functools import partial

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models.fields.files import FieldFile


def drop(file: FieldFile) -> None:
    """Empty the field of a record, which whoever calls then saves or deletes in the same
    transaction; its file goes with what is written, and stays when that is not."""
    if file:
        drop_named(file.storage, str(file.name))
        setattr(file.instance, file.field.attname, "")


def drop_named(storage: Storage, name: str) -> None:
    """Delete a file once the transaction in which it is asked for has been kept."""
    # Robust: one that cannot be deleted leaves a line in the log, and the others go all the same.
    transaction.on_commit(partial(storage.delete, name), robust=True)
