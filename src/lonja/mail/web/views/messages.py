"""What was written, to whom, and whether it left."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lonja.accounts import access

from ... import outbox, queries
from ...enums import State
from ...models import Message

PER_PAGE = 50


@access.readers_required
def listing(request: HttpRequest) -> HttpResponse:
    params = request.GET.copy()
    params.pop("page", None)
    rows = Message.objects.defer("text", "html")
    if (state := params.get("state", "")) in State.values:
        rows = rows.filter(state=state)
    if to := params.get("to", "").strip():
        rows = rows.filter(to__icontains=to)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "address": params.urlencode(),
        "states": State.choices,
        "state": state,
        "to": to,
        "in_trouble": queries.in_trouble().count(),
    }
    return render(request, "mail/outbox.html", context)


@access.readers_required
def show(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(Message, pk=pk)
    may_retry = request.user.is_staff_of_office and message.state in (State.FAILED, State.HELD)
    return render(request, "mail/message.html", {"letter": message, "may_retry": may_retry})


@access.staff_required
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(Message, pk=pk)
    if outbox.retry(message, by=request.user):
        messages.success(request, _("El mensaje vuelve a la cola."))
    else:
        messages.error(request, _("Este mensaje no necesita reintento."))
    return redirect("outbox-message", pk=pk)
