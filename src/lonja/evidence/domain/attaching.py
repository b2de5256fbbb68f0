"""Attaching proof to a record."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models, transaction
from django.utils.translation import gettext as _

from lonja.journal import writing

from ..enums import Kind
from ..models import Evidence
from ..queries import owner_of

LIMIT = 25 * 1024 * 1024


def attach_link(record: models.Model, url: str, *, note: str = "", by) -> Evidence:
    URLValidator(schemes=["http", "https"], message=_("Ese enlace no es una dirección web."))(url)
    return _attach(record, by=by, kind=Kind.LINK, url=url, note=note)


def attach_file(record: models.Model, upload, *, note: str = "", kind: Kind = Kind.FILE, by) -> Evidence:
    if upload.size > LIMIT:
        raise ValidationError(_("El fichero pasa de 25 MB: suba uno menor o ponga un enlace."))
    return _attach(record, by=by, kind=kind, file=upload, file_name=upload.name[:200], note=note)


def attach_note(record: models.Model, note: str, *, kind: Kind = Kind.CONFIRMATION, by) -> Evidence:
    if not note:
        raise ValidationError(_("Ponga un enlace, un fichero o una nota que lo demuestre."))
    return _attach(record, by=by, kind=kind, note=note)


@transaction.atomic
def _attach(record: models.Model, *, by, **proof) -> Evidence:
    kind = ContentType.objects.get_for_model(owner_of(type(record)))
    evidence = Evidence(content_type=kind, object_id=record.pk, **proof)
    evidence.full_clean(exclude=["file"])
    return writing.create(evidence, by=by)


def remove(evidence: Evidence, *, by) -> None:
    writing.delete(evidence, by=by)
