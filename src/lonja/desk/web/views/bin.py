"""What has been deleted, of whatever kind, with the way back."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lonja.accounts import access

from ... import bin

PAGE = 25


@access.readers_required
@require_GET
def everything(request: HttpRequest) -> HttpResponse:
    page = Paginator(bin.deletions(), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "desk/bin.html",
        {
            "gone": bin.still_gone(list(page)),
            "page": page,
            "may_write": request.user.is_staff_of_office,
        },
    )
