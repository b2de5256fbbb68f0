"""Making a figure from the list one is looking at."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lonja.accounts import access

from ... import queries
from ...custom import parameters, resource_named
from ...domain import own_figures
from ..forms import NewFigureForm


@access.staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_figure(request: HttpRequest) -> HttpResponse:
    resource = resource_named(request.GET.get("resource", ""))
    if resource is None or not resource.may_list(request.user):
        raise Http404
    params = {k: v for k, v in request.GET.lists() if k not in ("resource", "sort", "page", "size")}
    form = NewFigureForm(resource, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            figure = own_figures.make(resource, params, by=request.user, **form.cleaned_data)
        except own_figures.CannotCount as reason:
            form.add_error(None, str(reason.message))
        else:
            messages.success(request, _("«%s» ya es una cifra del balance.") % figure.name)
            return redirect("balance-figure", queries.current_year(), figure.key)
    rows = resource.narrowed(resource.rows(request.user), parameters(params))
    return render(
        request,
        "balance/new_figure.html",
        {
            "form": form,
            "resource": resource,
            "count": rows.count(),
            "dated": bool(resource.date_field),
        },
        status=422 if form.is_bound and form.errors else 200,
    )
