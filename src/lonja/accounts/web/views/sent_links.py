"""The personal links that were given, and withdrawing them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from ... import access, links
from ...models import Link


class SentLinks(ListView):
    access = access.readers_required
    template_name = "accounts/sent_links.html"
    paginate_by = 50
    context_object_name = "links"

    def get_queryset(self):
        rows = Link.objects.select_related("made_by").prefetch_related("record")
        if email := self.request.GET.get("email", "").strip():
            rows = rows.filter(email__icontains=email)
        return rows

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            email=self.request.GET.get("email", ""),
            may_write=self.request.user.is_staff_of_office,
            **kwargs,
        )


@access.staff_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(Link, pk=pk)
    links.revoke(link, by=request.user)
    messages.success(request, _("El enlace de %s ya no abre.") % link.email)
    return redirect("sent-links")
