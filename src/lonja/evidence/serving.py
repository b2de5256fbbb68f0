"""Handing over the files of proofs, so that none of them acts in the name of this house."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse

from .content import PICTURES, thumbnail, thumbnail_name, type_of
from .models import Evidence


def file_of(evidence: Evidence) -> FileResponse:
    """Always to be saved, never opened as a page of ours."""
    answer = FileResponse(
        evidence.file.open("rb"),
        as_attachment=True,
        filename=evidence.file_name or evidence.file.name.rpartition("/")[2],
        content_type=type_of(evidence.file.name),
    )
    return _confined(answer)


def has_thumbnail(evidence: Evidence) -> bool:
    return evidence.file.name.rpartition(".")[2] in PICTURES if evidence.file else False


def thumbnail_of(evidence: Evidence) -> HttpResponse:
    """A small picture, drawn the first time that it is asked for."""
    name = thumbnail_name(evidence)
    if not default_storage.exists(name):
        with evidence.file.open("rb") as whole:
            default_storage.save(name, ContentFile(thumbnail(whole)))
    return _confined(FileResponse(default_storage.open(name), content_type="image/jpeg"))


def _confined(answer: FileResponse) -> FileResponse:
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
