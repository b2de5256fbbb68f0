"""What was written, to whom, and whether it left."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from lonja.accounts import access

from ... import outbox, queries
from ...enums import State
from ...models import Message


class Outbox(ListView):
    access = access.readers_required
    template_name = "mail/outbox.html"
    paginate_by = 50
    context_object_name = "letters"

    def get_queryset(self):
        rows = Message.objects.defer("text", "html")
        if (state := self.request.GET.get("state")) in State.values:
            rows = rows.filter(state=state)
        if to := self.request.GET.get("to", "").strip():
            rows = rows.filter(to__icontains=to)
        return rows

    def get_context_data(self, **kwargs):
        params = self.request.GET.copy()
        params.pop("page", None)
        return super().get_context_data(
            states=State.choices,
            state=params.get("state", ""),
            to=params.get("to", ""),
            address=params.urlencode(),
            in_trouble=queries.in_trouble().count(),
            **kwargs,
        )


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
