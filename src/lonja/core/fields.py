"""Fields of records that keep themselves, and addresses of e-mail, of records and of forms."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.validators import EmailValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .text import fold


class AddressValidator(EmailValidator):
    """An address at which anybody could be written to: neither one of this very machine nor the
    number of another, at which a stranger would have our letters delivered inside."""

    message = _("«%(value)s» no es un correo: se escribe así, nombre@entidad.es.")
    domain_allowlist = []

    def validate_domain_part(self, domain_part: str) -> bool:
        return self.domain_regex.match(domain_part) is not None


validate_address = AddressValidator()


class EmailField(models.EmailField):
    """Of a record."""

    default_validators = [validate_address]

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": TypedEmail, **kwargs})


class TypedEmail(forms.EmailField):
    """Of a form."""

    default_validators = [validate_address]


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
