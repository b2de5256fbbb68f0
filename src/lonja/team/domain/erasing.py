"""What an account knows of its owner, and taking it away for good."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from lonja.accounts.models import User
from lonja.journal import redacting

from .managing import end_sessions


def data_of(user: User) -> dict[str, Any]:
    """As plain JSON. Neither passwords nor keys, which are nobody's to read."""
    return {
        "email": user.email,
        "name": user.name,
        "role": user.get_role_display(),
        "language": user.language,
        "since": user.date_joined.isoformat(),
        "last_sign_in": user.last_login.isoformat() if user.last_login else None,
        "sessions": [
            {"at": one.created_at.isoformat(), "ip": one.ip, "browser": one.user_agent}
            for one in UserSession.objects.filter(user=user)
        ],
        "outside_identities": list(
            SocialAccount.objects.filter(user=user).values_list("provider", flat=True)
        ),
    }


@transaction.atomic
def erase(user: User) -> None:
    """Nobody enters with this account again, and nothing in it says whose it was."""
    end_sessions(user)
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=user).delete()
    name = _("Persona suprimida")
    redacting.forget_actor(user, name=name)
    user.email = f"suprimida-{user.pk}@invalid.invalid"
    user.name = name
    user.is_active = False
    user.set_unusable_password()
    user.save()
    redacting.forget(user, label=name)
