"""The years, and the balance of each: its nine lines, figure by figure."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lonja.accounts import access
from lonja.house.context import house_of

from ... import catalogue, printing, queries
from ...book import Book
from ...restating import restatements

LAST_YEAR = 2199


def book_of(request: HttpRequest) -> Book:
    """The book that one page reads."""
    return Book(kept=True, house=house_of(request))


def language() -> str:
    return (get_language() or "es")[:2]


def checked_year(number: int) -> int:
    if not 1950 <= number <= LAST_YEAR:
        raise Http404
    return number


@access.readers_required
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    return render(request, "balance/years.html", {"years": queries.years()})


@access.readers_required
@require_safe
def show(request: HttpRequest, year: int) -> HttpResponse:
    book = book_of(request)
    told = book.year(checked_year(year))
    goals, courses = queries.goals_of(year), queries.courses(told)
    corrected = {one.key: one for one in restatements(year, book=book)}
    names = catalogue.line_names(language())
    lines: dict[int, list] = {number: [] for number in names}
    for key, figure in book.figures.items():
        lines.setdefault(figure.line, []).append(
            {
                "figure": figure,
                "standing": told.standing(key),
                "goal": goals.get(key),
                "course": courses[key],
                "corrected": corrected.get(key),
            }
        )
    return render(
        request,
        "balance/year.html",
        {
            "year": told,
            "previous": year - 1,
            "lines": [(number, names.get(number, ""), tiles) for number, tiles in lines.items()],
            "corrections": list(corrected.values()),
            "publication": printing.publication_of(year, language()),
            "formats": printing.FORMATS,
        },
    )


@access.readers_required
@require_safe
def download(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The document of the year as it stands, in one of its formats."""
    if form not in printing.FORMATS:
        raise Http404
    asked = request.GET.get("idioma", "")
    document = printing.document_of(
        checked_year(year), asked if asked in ("es", "en") else language(), book=book_of(request)
    )
    return as_file(printing.render(document, form), form, f"balance-{year}")


def as_file(data: bytes, form: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=printing.FORMATS[form].content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
