"""Closing a year, and what has been learnt since."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lonja.accounts import access
from lonja.accounts.enums import Role

from ... import catalogue, readiness
from ...domain import closing
from ...models import Closing
from ...restating import restatements
from ..forms import CloseForm, ExplainForm
from .year import book_of, checked_year, language


@access.readers_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, year: int) -> HttpResponse:
    """Before: what is still missing, and the button. After: the corrections."""
    book = book_of(request)
    told = book.year(checked_year(year))
    may_close = request.user.role == Role.DIRECTION
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may_close:
            raise PermissionDenied
        if form.is_valid():
            return _close(request, year, form.cleaned_data["note"])
    stood = book.closings.get(year)
    names = catalogue.line_names(language())
    restated = restatements(year, book=book)
    return render(
        request,
        "balance/closing.html",
        {
            "year": told,
            "closing": stood,
            "form": form,
            "may_close": may_close,
            "may_explain": request.user.is_staff_of_office,
            "lines": [] if stood else [(names[x.line], x) for x in readiness.of(told) if x.lacks],
            "restated": [
                (
                    one,
                    one.difference(language()),
                    one.reasons(language()),
                    ExplainForm(initial={"key": one.key}, auto_id=f"id_{one.key}_%s"),
                )
                for one in restated
            ],
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _close(request: HttpRequest, year: int, note: str) -> HttpResponse:
    try:
        closing.close(year, by=request.user, note=note)
    except closing.AlreadyClosed as other:
        when = date_format(localtime(other.closing.closed_at), "DATETIME_FORMAT")
        messages.warning(
            request,
            _("%(who)s ya había cerrado %(year)s: %(when)s. Nada ha cambiado.")
            % {"who": other.closing.by, "year": year, "when": when},
        )
    except closing.StillRunning:
        messages.error(
            request, _("%s no ha terminado: se puede cerrar desde su último día.") % year
        )
    else:
        messages.success(request, _("El año %s queda cerrado.") % year)
    return redirect("balance-closing", year)


@access.staff_required
@require_POST
def explain(request: HttpRequest, year: int) -> HttpResponse:
    """Say why a figure of a closed year is now another."""
    stood = get_object_or_404(Closing, year=checked_year(year))
    form = ExplainForm(request.POST)
    if form.is_valid():
        closing.explain(stood, form.cleaned_data["key"], form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Explicación anotada."))
    return redirect("balance-closing", year)
