"""What may be there twice, and the verdict of a person on each pair."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lonja.accounts import access

from ...domain import duplicates, merging
from ...models import Organisation, Person

MODELS = {"entidades": Organisation, "personas": Person}
FINDERS = {"entidades": duplicates.organisations, "personas": duplicates.people}


@access.readers_required
def listing(request: HttpRequest, what: str = "entidades") -> HttpResponse:
    if what not in MODELS:
        raise Http404
    pairs = FINDERS[what]()
    page = Paginator(pairs, 30).get_page(request.GET.get("page"))
    keys = {key for pair in page for key in (pair.one, pair.other)}
    records = MODELS[what].objects.in_bulk(keys)
    return render(
        request,
        "directory/duplicates.html",
        {
            "what": what,
            "page": page,
            "pairs": [(pair, records[pair.one], records[pair.other]) for pair in page],
            "total": len(pairs),
            "may_write": request.user.is_staff_of_office,
        },
    )


@access.staff_required
@require_POST
def keep_apart(request: HttpRequest, what: str, one: int, other: int) -> HttpResponse:
    """They are two: not to be suggested again."""
    if what not in MODELS:
        raise Http404
    rows = MODELS[what].objects
    merging.keep_apart(
        get_object_or_404(rows, pk=one), get_object_or_404(rows, pk=other), by=request.user
    )
    messages.success(request, _("Anotado: son dos."))
    return redirect("duplicates-of", what)
