"""How allauth behaves in this house: nobody signs up, and its letters leave by the outbox."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lonja.accounts import second_factor
from lonja.accounts.models import User
from lonja.core.fields import validate_address
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.mail import outbox

LATELY = timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
# Those with a way in, each with its own template in templates/team/mail.
LETTERS = {
    "account/email/login_code": "login_code",
    "account/email/password_reset_key": "password_reset",
    "account/email/email_confirmation": "email_confirmation",
    "account/email/email_confirmation_signup": "email_confirmation",
}
# To whoever asked for a way in and has no account.
TO_NOBODY = "account/email/unknown_account"
# Those that only tell that something changed.
NEWS = {
    "account/email/email_changed": _("Ha cambiado el correo de su cuenta."),
    "account/email/email_confirm": _("Su correo ha quedado confirmado."),
    "account/email/email_deleted": _("Se ha quitado un correo de su cuenta."),
    "account/email/password_changed": _("Ha cambiado la contraseña de su cuenta."),
    "account/email/password_reset": _("Se ha puesto una contraseña nueva en su cuenta."),
    "account/email/password_set": _("Su cuenta tiene ahora contraseña."),
    "mfa/email/recovery_codes_generated": _("Se han creado códigos de recuperación nuevos."),
    "mfa/email/totp_activated": _("Se ha activado una aplicación de autenticación."),
    "mfa/email/totp_deactivated": _("Se ha desactivado la aplicación de autenticación."),
    "mfa/email/webauthn_added": _("Se ha añadido una llave de acceso."),
    "mfa/email/webauthn_removed": _("Se ha quitado una llave de acceso."),
    "socialaccount/email/account_connected": _("Su cuenta se ha unido a una identidad externa."),
    "socialaccount/email/account_disconnected": _(
        "Su cuenta ya no está unida a una identidad externa."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        validate_address(email)
        return super().clean_email(email)

    def confirm_email(self, request, email_address) -> bool:
        """A change of address is done once it is confirmed, and then it is in the trail."""
        user = User.objects.get(pk=email_address.user_id)
        former = user.email
        done = super().confirm_email(request, email_address)
        user.refresh_from_db()
        if user.email != former:
            changes = {"email": [former, user.email]}
            writing.note(Verb.CHANGED, user, by=user, changes=changes)
        return done

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Raises KeyError for a letter that this house does not know."""
        if template_prefix == TO_NOBODY:
            _write_and_throw_away(email)
            return
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        known = {key: _at_our_address(key, value) for key, value in context.items()}
        if template_prefix in LETTERS:
            template = LETTERS[template_prefix]
        else:
            template, known["news"] = "account_changed", NEWS[template_prefix]
        outbox.send(
            f"team/mail/{template}",
            email,
            known,
            about=None,
            by=None,
            language=getattr(user, "language", "") or get_language() or "es",
            private=template_prefix in LETTERS,
        )

    def pre_login(self, request, user, **how):
        # Nobody signs up: an account that has no address confirmed yet is one that the office
        # made, and the office vouches for where it writes. Asking for a new password leaves the
        # address here unconfirmed.
        if not EmailAddress.objects.filter(user=user, verified=True).exists():
            EmailAddress.objects.update_or_create(
                user=user, email=user.email, defaults={"verified": True, "primary": True}
            )
        return super().pre_login(request, user, **how)

    def is_reauthentication_required(self, *, app: str, **more) -> bool:
        """Who has neither password nor second factor is known by coming in alone: a while later
        they come in anew, or whoever found their session open would keep the account."""
        request = self.request
        required = super().is_reauthentication_required(app=app, **more)
        if required and not get_reauthentication_flows(request.user) and not _came_lately(request):
            back = redirect_to_login(request.get_full_path())
            self.logout(request)
            said = _("Entre otra vez, para que nadie cambie por usted cómo se entra en su cuenta.")
            messages.info(request, said)
            raise ImmediateHttpResponse(back)
        return required

    def login(self, request, user) -> None:
        super().login(request, user)
        second_factor.note_if_missing(request, user)

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Of each change of an account: who takes away their second factor owes one again."""
        second_factor.note_if_missing(self.request, user)
        super().send_notification_mail(template_prefix, user, context, email)

    def get_login_redirect_url(self, request) -> str:
        if second_factor.is_missing(request):
            return reverse("mfa_index")
        return super().get_login_redirect_url(request)


class OutsideAdapter(DefaultSocialAccountAdapter):
    """Whoever signs in with the identity provider must have been invited."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        """Never; and whoever stays out is told under which address they came."""
        told = {
            "provider": sociallogin.provider.name,
            "address": next(iter(sociallogin.email_addresses), None),
        }
        refused = render(request, "socialaccount/not_known.html", told, status=403)
        raise ImmediateHttpResponse(refused)


def _came_lately(request) -> bool:
    key, since = request.session.session_key, timezone.now() - LATELY
    return UserSession.objects.filter(session_key=key, created_at__gte=since).exists()


def _write_and_throw_away(email: str) -> None:
    """Nobody who has no account is written to; but answering them takes as long as answering those
    who have one, or the clock would tell who works here."""
    with transaction.atomic():
        outbox.send(
            "team/mail/login_code",
            email,
            {"code": "000000"},
            about=None,
            by=None,
            language=get_language() or "es",
            private=True,
        )
        transaction.set_rollback(True)


def _at_our_address(key: str, value: Any) -> Any:
    """A link in a letter leads to the address of the house, whatever name the request came by."""
    if not key.endswith("_url"):
        return value
    path = urlsplit(value)
    return settings.ADDRESS.rstrip("/") + path.path + (f"?{path.query}" if path.query else "")
