"""Searching over everything: a page, and the list of the palette while one types."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lonja.accounts import access
from lonja.core.text import whole
from lonja.search.matching import LONGEST

from ... import finding

PAGE = 25
PALETTE = 8
DEEPEST = 400
"""Pages; beyond them, one types more."""


@access.signed_in_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:LONGEST]
    if request.headers.get("HX-Request"):
        return _palette(request, text)
    slug, asked = request.GET.get("tipo", ""), _number(request.GET.get("page"))
    found, results = finding.search(
        request.user, text, slug=slug, limit=PAGE, offset=(asked - 1) * PAGE
    )
    total = sum(found.by_model.values())
    return render(
        request,
        "desk/search.html",
        {
            "query": text,
            "slug": slug,
            "found": found,
            "results": results,
            "whole": total,
            "kinds": finding.counts(found),
            "places": finding.places(request.user, text) if asked == 1 and not slug else [],
            "page": Paginator(range(found.total), PAGE).get_page(asked),
            "address": urlencode({"q": text, "tipo": slug} if slug else {"q": text}),
        },
    )


def _palette(request: HttpRequest, text: str) -> HttpResponse:
    found, results = finding.search(request.user, text, limit=3 * PALETTE, counted=False)
    # Of those that could not be told apart, one: the page has them all.
    results = list({(one.kind, one.title): one for one in reversed(results)}.values())[::-1]
    return render(
        request,
        "desk/parts/palette.html",
        {
            "query": text,
            "found": found,
            "results": results[:PALETTE],
            "places": finding.places(request.user, text),
        },
    )


def _number(text: str | None) -> int:
    return whole(text, most=DEEPEST) or 1
