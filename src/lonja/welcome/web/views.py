"""Setting up an empty office, in three steps, of which only the first is needed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from lonja.accounts import access
from lonja.team.domain import inviting

from ..domain import key as keys
from ..domain import opening
from .forms import ColleagueFormSet, OfficeForm

BACKEND = "django.contrib.auth.backends.ModelBackend"


@access.checked_inside
@require_http_methods(["GET", "POST"])
def cluster(request: HttpRequest, key: str) -> HttpResponse:
    """First step: the cluster, and the account of whoever opens it."""
    if not keys.opens(key):
        raise Http404
    form = OfficeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = opening.open_office(
                form.save(commit=False),
                email=form.cleaned_data["email"],
                name=form.cleaned_data["person"],
                password=form.cleaned_data["password"],
            )
        except opening.AlreadyOpen:
            messages.error(
                request, _("Alguien acaba de abrir esta oficina. Pídale una invitación.")
            )
            return redirect("account_login")
        login(request, user, backend=BACKEND)
        return redirect("welcome-people")
    return render(request, "welcome/cluster.html", {"form": form}, status=_status(form))


@access.direction_required
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Second step: the people of the office, who are invited by e-mail."""
    forms = ColleagueFormSet(request.POST or None)
    if request.method == "POST" and forms.is_valid():
        invited = 0
        for form in forms:
            if not form.cleaned_data.get("email"):
                continue
            try:
                inviting.invite(
                    form.cleaned_data["email"],
                    name=form.cleaned_data["name"],
                    role=form.cleaned_data["role"],
                    by=request.user,
                )
                invited += 1
            except ValidationError as problem:
                messages.warning(request, f"{form.cleaned_data['email']}: {problem.messages[0]}")
        if invited:
            told = ngettext("%d persona invitada.", "%d personas invitadas.", invited)
            messages.success(request, told % invited)
        return redirect("welcome-members")
    return render(request, "welcome/people.html", {"forms": forms}, status=_status(forms))


@access.direction_required
@require_http_methods(["GET"])
def members(request: HttpRequest) -> HttpResponse:
    """Third step: the members, from a spreadsheet or one by one."""
    return render(request, "welcome/members.html")


def _status(form) -> int:
    return 422 if form.is_bound else 200
