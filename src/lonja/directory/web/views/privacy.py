"""What the house knows of a person: to give it to them, or to erase it."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lonja.accounts import access

from ...domain import privacy
from ...models import Person


@access.staff_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.select_related("user"), pk=pk)
    numbers = privacy.numbers_of(person)
    return render(request, "directory/data.html", {"person": person, "numbers": numbers})


@access.staff_required
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything known, as a file for the person."""
    person = get_object_or_404(Person, pk=pk)
    text = json.dumps(privacy.data_of(person), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="datos-{pk}.json"'
    return answer


@access.direction_required
@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    reason = request.POST.get("reason", "").strip()
    if request.POST.get("sure") != "yes" or not reason:
        messages.error(request, _("Diga el motivo y confirme que no tiene vuelta atrás."))
        return redirect("person-data", pk)
    privacy.erase(person, by=request.user, reason=reason)
    messages.success(request, _("Sus datos se han suprimido. Las cuentas siguen como estaban."))
    return redirect("personas-detail", pk)
