"""Fields that keep themselves."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from .text import fold


class FoldedField(models.CharField):
    """The plain form of other fields, joined: what is searched and sorted by.

    It is set whenever the record is saved whole or created in bulk. After `bulk_update`, or a save
    that names its fields, whoever wrote has to name it too.
    """

    def __init__(self, *args, sources: Sequence[str] = ("name",), **kwargs):
        self.sources = tuple(sources)
        kwargs |= {"editable": False, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"sources": self.sources}

    def pre_save(self, record: models.Model, add: bool) -> str:
        parts = (getattr(record, source) for source in self.sources)
        text = fold(" ".join(part for part in parts if part))[: self.max_length]
        setattr(record, self.attname, text)
        return text
