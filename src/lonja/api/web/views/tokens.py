"""One's own keys: to make them, to see which there are, and to take them away."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lonja.accounts import access

from ...domain import calendars, tokens
from ...models import Token
from ...scopes import in_words
from ..forms import TokenForm


@access.own_account
@never_cache
@reauthentication_required(allow_get=True, app="account")
def listing(request: HttpRequest) -> HttpResponse:
    """The keys of whoever is signed in. The one just made is shown now, and never again."""
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        _token, secret = tokens.issue(
            data["name"], data["scopes"], by=request.user, expires_at=form.expires_at
        )
        form = TokenForm()
    mine = Token.objects.filter(user=request.user)
    calendar = calendars.secret_of(request.user)
    return render(
        request,
        "api/tokens.html",
        {
            "form": form,
            "secret": secret,
            "tokens": [(token, in_words(token.scopes)) for token in mine],
            "calendar": calendar
            and request.build_absolute_uri(reverse("calendar", args=[calendar])),
            "news": request.build_absolute_uri(reverse("news-feed")),
            "address": request.build_absolute_uri("/api/v1/"),
        },
        status=422 if request.method == "POST" and form.errors else 200,
    )


@access.own_account
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(Token, pk=pk, user=request.user)
    tokens.revoke(token, by=request.user)
    messages.success(request, _("La clave «%s» ya no abre nada.") % token)
    return redirect("tokens")
