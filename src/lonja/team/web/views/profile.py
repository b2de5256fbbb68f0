"""One's own page: name, language, and the ways in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from lonja.accounts import access, second_factor
from lonja.accounts.models import User
from lonja.journal import writing

from ..forms import ProfileForm


@access.own_account
def show(request: HttpRequest) -> HttpResponse:
    user = request.user
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        before = User.objects.get(pk=user.pk)
        writing.save(form.save(commit=False), before, by=user)
        with translation.override(user.language):
            messages.success(request, _("Sus datos quedan guardados."))
        return redirect("profile")
    kinds = Authenticator.Type
    factors = list(Authenticator.objects.filter(user=user))
    return render(
        request,
        "team/profile.html",
        {
            "form": form,
            "pending": EmailAddress.objects.get_new(user),
            "has_app": any(f.type == kinds.TOTP for f in factors),
            "keys": [f for f in factors if f.type == kinds.WEBAUTHN],
            "sessions": len(UserSession.objects.purge_and_list(user)),
            "has_password": user.has_usable_password(),
            "second_factor_advised": user.reads_everything and not factors,
            "second_factor_asked": second_factor.is_asked_of(user),
        },
    )
