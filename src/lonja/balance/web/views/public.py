"""The published balance, for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lonja.accounts import access, throttle
from lonja.house.context import house_of

from ... import documents, printing
from ...book import Book
from ...document import html
from ...document.model import Document
from ...models import Publication
from .year import as_file, checked_year, language

FILES, FORGOTTEN_AFTER = 30, 600  # so many files, in so many seconds


@access.public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The balances that have been published, the newest first."""
    found: dict[int, Publication] = {}
    standing = Publication.objects.standing().select_related("edition")
    for one in standing.order_by("-edition__year", "version"):
        if one.edition.year not in found or one.edition.language == language():
            found[one.edition.year] = one
    return render(request, "balance/public_index.html", {"publications": found.values()})


@access.public
@require_safe
def show(request: HttpRequest, year: int) -> HttpResponse:
    known = _standing(year)
    found = _published(request, known)
    if found is None:
        return _gone(request, year)
    document, publication = found
    return render(
        request,
        "balance/public.html",
        {
            "document": document,
            "article": html.article(document),
            "publication": publication,
            "formats": printing.FORMATS,
            "languages": sorted(known),
        },
    )


@access.public
@require_safe
def download(request: HttpRequest, year: int, form: str) -> HttpResponse:
    if form not in printing.FORMATS:
        raise Http404
    # Making a file takes seconds of the office: nobody needs many of them.
    if throttle.spent(request, "balance", limit=FILES):
        return render(request, "429.html", status=429)
    throttle.count(request, "balance", seconds=FORGOTTEN_AFTER)
    found = _published(request, _standing(year))
    if found is None:
        return _gone(request, year)
    document, _publication = found
    return as_file(printing.render(document, form), form, f"balance-{year}")


def _standing(year: int) -> dict[str, Publication]:
    """What the public sees of a year, by its language: the last version of each."""
    rows = Publication.objects.standing().filter(edition__year=checked_year(year))
    rows = rows.select_related("edition").order_by("version")
    return {one.edition.language: one for one in rows}


def _published(
    request: HttpRequest, known: dict[str, Publication]
) -> tuple[Document, Publication] | None:
    """The document the public sees: in the language asked for, or in the one there is."""
    asked = request.GET.get("idioma") or language()
    for wanted in dict.fromkeys([asked, "es", "en"]):
        if publication := known.get(wanted):
            book = Book(kept=True, house=house_of(request))
            return documents.published(publication, book=book, for_all=True), publication
    return None


def _gone(request: HttpRequest, year: int) -> HttpResponse:
    """There is none: either it was never published, or it was and has been withdrawn."""
    withdrawn = printing.withdrawn_of(year)
    if withdrawn is None:
        raise Http404
    return render(request, "balance/public_withdrawn.html", {"publication": withdrawn}, status=410)
