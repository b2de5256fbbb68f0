"""Everybody with an account, as the direction sees and manages them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lonja.accounts import access
from lonja.accounts.enums import Role
from lonja.accounts.models import SignInPolicy, User
from lonja.journal.queries import trail_of

from ... import queries
from ...domain import inviting, managing
from ..forms import InvitationForm, RoleForm


@access.direction_required
def listing(request: HttpRequest) -> HttpResponse:
    people = list(queries.team())
    return render(
        request,
        "team/listing.html",
        {
            "people": people,
            "policy": SignInPolicy.in_force(),
            "unprotected": [
                one for one in people if one.reads_everything and not one.has_second_factor
            ],
        },
    )


@access.direction_required
def invite(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = inviting.invite(**form.cleaned_data, by=request.user)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Invitación enviada a %s.") % user.email)
            return redirect("team")
    return render(request, "team/invite.html", {"form": form}, status=422 if form.errors else 200)


@access.direction_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(queries.team(), pk=pk)
    form = RoleForm(request.POST or None, initial={"role": user.role})
    if request.method == "POST" and form.is_valid():
        role = Role(form.cleaned_data["role"])
        return _done(request, user, managing.change_role, _("Papel cambiado."), role=role)
    return render(
        request, "team/person.html", {"person": user, "form": form, "trail": trail_of(user)[:20]}
    )


@access.direction_required
@require_POST
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, _user(pk), managing.deactivate, _("Esta cuenta ya no entra."))


@access.direction_required
@require_POST
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, _user(pk), managing.reactivate, _("Esta cuenta vuelve a entrar."))


@access.direction_required
@require_POST
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk, is_active=True)
    return _done(request, user, inviting.send, _("Invitación enviada otra vez."))


@access.direction_required
@require_POST
def remove_second_factors(request: HttpRequest, pk: int) -> HttpResponse:
    done = _("Segundos factores retirados. Se le ha avisado por correo.")
    return _done(request, _user(pk), managing.remove_second_factors, done)


@access.direction_required
@require_POST
def policy(request: HttpRequest) -> HttpResponse:
    asked = request.POST.get("asked") == "yes"
    managing.ask_second_factor_of_staff(asked, by=request.user)
    said = (
        _("Desde ahora la oficina entra con segundo factor.")
        if asked
        else _("El segundo factor deja de ser obligatorio.")
    )
    messages.success(request, said)
    return redirect("team")


def _user(pk: int) -> User:
    return get_object_or_404(User, pk=pk)


def _done(request: HttpRequest, user: User, verb: Callable, said: str, **more) -> HttpResponse:
    """Do it, say so, and go back to their page; or say why not."""
    try:
        verb(user, **more, by=request.user)
        messages.success(request, said)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect("team-person", pk=user.pk)
