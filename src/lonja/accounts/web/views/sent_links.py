"""The personal links that were given, and withdrawing them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ... import access, links
from ...models import Link

PER_PAGE = 50


@access.readers_required
def listing(request: HttpRequest) -> HttpResponse:
    rows = Link.objects.named().select_related("made_by")
    if email := request.GET.get("email", "").strip():
        rows = rows.filter(email__icontains=email)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "address": urlencode({"email": email}),
        "email": email,
        "may_write": request.user.is_staff_of_office,
    }
    return render(request, "accounts/sent_links.html", context)


@access.staff_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(Link, pk=pk)
    links.revoke(link, by=request.user)
    messages.success(request, _("El enlace de %s ya no abre.") % link.email)
    return redirect("sent-links")
