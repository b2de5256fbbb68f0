"""What would be missing if the balance closed today, and asking whoever knows."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lonja.accounts import access
from lonja.accounts.enums import STAFF
from lonja.accounts.models import User
from lonja.core.text import whole
from lonja.workbench.registry import resource_for

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
    """Ask a colleague for what a record lacks."""
    colleagues = User.objects.filter(is_active=True, role__in=STAFF)
    person = get_object_or_404(colleagues, pk=whole(request.POST.get("person")))
    record = _record(request)
    what = request.POST.get("what", "")[:240]
    asking.ask(record, person, what=what, year=checked_year(year), by=request.user)
    messages.success(request, _("Se lo hemos pedido a %s.") % person)
    return redirect("balance-readiness", year)


def _record(request: HttpRequest) -> models.Model:
    """What is asked about: a record of the office that whoever asks may see."""
    kind = ContentType.objects.filter(pk=whole(request.POST.get("kind"))).first()
    model = kind and kind.model_class()
    resource = model and resource_for(model)
    if resource is None:
        raise Http404
    key = whole(request.POST.get("record"))
    return get_object_or_404(resource.visible_to(request.user), pk=key)
