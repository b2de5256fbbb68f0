"""What would be missing if the balance closed today, and asking whoever knows."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lonja.accounts import access
from lonja.accounts.enums import STAFF
from lonja.accounts.models import User
from lonja.core.text import whole

from ... import catalogue, queries, readiness
from ...domain import asking
from .year import book_of, checked_year, language


@access.readers_required
@require_safe
def now(request: HttpRequest) -> HttpResponse:
    return redirect("balance-readiness", queries.current_year())


@access.readers_required
@require_safe
def show(request: HttpRequest, year: int) -> HttpResponse:
    told = book_of(request).year(checked_year(year))
    names = catalogue.line_names(language())
    lines = readiness.of(told)
    return render(
        request,
        "balance/readiness.html",
        {
            "year": told,
            "lines": [(names[line.line], line) for line in lines],
            "people": User.objects.filter(is_active=True, role__in=STAFF).order_by("name"),
            "ready": sum(not line.lacks for line in lines),
        },
    )


@access.staff_required
@require_POST
def request_of(request: HttpRequest, year: int) -> HttpResponse:
    """Ask somebody for what a record lacks."""
    kind = request.POST.get("kind", "")
    person = get_object_or_404(User, pk=_number(request.POST.get("person")), is_active=True)
    model = ContentType.objects.filter(pk=_number(kind)).first()
    if model is None or not model.app_label or model.model_class() is None:
        raise Http404
    record = get_object_or_404(
        model.model_class()._default_manager, pk=_number(request.POST.get("record"))
    )
    what = request.POST.get("what", "")[:240]
    asking.ask(record, person, what=what, year=checked_year(year), by=request.user)
    messages.success(request, _("Se lo hemos pedido a %s.") % person)
    return redirect("balance-readiness", year)


def _number(text: str | None) -> int:
    number = whole(text)
    if number is None:
        raise Http404
    return number
