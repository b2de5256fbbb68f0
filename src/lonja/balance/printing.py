"""The balance of a year in any of its formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy

from .book import Book
from .document import docx, html, open_data, pdf, xlsx
from .document.model import Document
from .documents import draft, published, without_edition
from .models import Edition, Publication


@dataclass(frozen=True)
class Format:
    """`name`: as people call it. `text`: it can be shown on a console."""

    name: Any
    render: Callable[[Document], bytes]
    content_type: str
    text: bool = False


FORMATS = {
    "pdf": Format("PDF", pdf.render, "application/pdf"),
    "docx": Format(
        "Word",
        docx.render,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": Format(
        gettext_lazy("Hoja de cálculo"),
        xlsx.render,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "html": Format(
        gettext_lazy("Página web"),
        lambda d: html.render(d).encode(),
        "text/html; charset=utf-8",
        text=True,
    ),
    "json": Format("JSON", lambda d: open_data.as_json(d).encode(), "application/json", text=True),
    "csv": Format(
        "CSV", lambda d: open_data.as_csv(d).encode(), "text/csv; charset=utf-8", text=True
    ),
}
"""First those that people read, then those for programs."""


def document_of(year: int, language: str, *, book: Book | None = None) -> Document:
    """What was published of the year; else its draft; else its bare figures."""
    latest = publication_of(year, language)
    if latest:
        return published(latest, book=book)
    edition = Edition.objects.filter(year=year, language=language).first()
    return draft(edition, book=book) if edition else without_edition(year, language, book=book)


def publication_of(year: int, language: str) -> Publication | None:
    """The version that the public sees, or None."""
    return (
        Publication.objects.standing()
        .filter(edition__year=year, edition__language=language)
        .select_related("edition")
        .order_by("-version")
        .first()
    )


def withdrawn_of(year: int) -> Publication | None:
    """The last version of a year that was withdrawn, whichever its language."""
    gone = Publication.objects.filter(
        edition__year=year, withdrawn_at__isnull=False, edition__deleted_at__isnull=True
    )
    return gone.select_related("edition").order_by("-withdrawn_at").first()


def render(document: Document, name: str) -> bytes:
    """The document in one of `FORMATS`, its frame in its own language."""
    with translation.override(document.language):
        return FORMATS[name].render(document)
