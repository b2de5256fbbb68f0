from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lonja.accounts import links
from lonja.accounts.web.views.linked import LinkPage

from ...domain import inviting
from ..forms import AcceptanceForm


class InvitationPage(LinkPage):
    """The invitation as its owner sees it: their name, perhaps a password, and in."""

    purpose = inviting.PURPOSE
    template_name = "team/invitation.html"

    def refuse_unless_theirs(self) -> None:
        """Whoever reads the address that an account had before does not come in as its owner."""
        user = self.link.record
        if not user.is_active or user.email != self.link.email:
            raise links.Revoked

    def answer(self, request: HttpRequest) -> HttpResponse:
        form = AcceptanceForm(self.link.record, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        with transaction.atomic():
            user = inviting.accept(self.link, **form.cleaned_data)
        # Whoever was signed in here before was somebody else.
        logout(request)
        return perform_login(
            request, Login(user=user, email=user.email, redirect_url=reverse("profile"))
        )

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", AcceptanceForm(self.link.record))
        return super().get_context_data(**kwargs)
