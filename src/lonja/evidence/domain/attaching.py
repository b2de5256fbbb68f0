"""Attaching proof to a record, and taking it away."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.validators import URLValidator
from django.db import models, transaction
from django.utils.translation import gettext as _

from lonja.core.files import drop, drop_named
from lonja.journal import redacting, writing
from lonja.journal.enums import Verb

from ..content import examined, thumbnail_name
from ..enums import Kind
from ..models import Evidence
from ..queries import owner_of


def attach_link(record: models.Model, url: str, *, note: str = "", by: Any) -> Evidence:
    """Raises ValidationError when it is not an address of the web."""
    URLValidator(schemes=["http", "https"], message=_("Ese enlace no es una dirección web."))(url)
    return _attach(record, by=by, kind=Kind.LINK, url=url, note=note)


def attach_file(
    record: models.Model, upload: File, *, note: str = "", kind: Kind = Kind.FILE, by: Any
) -> Evidence:
    """Raises ValidationError when it is too large, damaged, or of a kind that is not kept."""
    name = (upload.name or "").replace("\\", "/").rpartition("/")[2][:200]
    file, is_photo = examined(upload)
    if is_photo and kind == Kind.FILE:
        kind = Kind.PHOTO
    return _attach(record, by=by, kind=kind, file=file, file_name=name, note=note)


def attach_note(
    record: models.Model, note: str, *, kind: Kind = Kind.CONFIRMATION, by: Any
) -> Evidence:
    if not note:
        raise ValidationError(_("Ponga un enlace, un fichero o una nota que lo demuestre."))
    return _attach(record, by=by, kind=kind, note=note)


@transaction.atomic
def remove(evidence: Evidence, *, by: Any) -> None:
    """To the bin: the file stays, and so does the line that says who took it away."""
    writing.delete(evidence, by=by)
    if evidence.record is not None:
        _tell(evidence.record, by=by, changes={"evidence": [str(evidence), None]})


@transaction.atomic
def erase(evidence: Evidence, *, label: str) -> None:
    """For good, as the law asks: the file, its small picture, and what the trail says of it."""
    redacting.forget(evidence, label=label)
    if evidence.file:
        drop_named(default_storage, thumbnail_name(evidence))
        drop(evidence.file)
    evidence.delete()


@transaction.atomic
def _attach(record: models.Model, *, by: Any, **proof: Any) -> Evidence:
    kind = ContentType.objects.get_for_model(owner_of(type(record)))
    evidence = Evidence(content_type=kind, object_id=record.pk, **proof)
    evidence.full_clean(exclude=["file"])
    writing.create(evidence, by=by)
    _tell(record, by=by, changes={"evidence": [None, str(evidence)]})
    return evidence


def _tell(record: models.Model, *, by: Any, changes: dict[str, list]) -> None:
    """A line in the trail of the record too, which is where people look."""
    writing.note(Verb.CHANGED, record, by=by, changes=changes)
