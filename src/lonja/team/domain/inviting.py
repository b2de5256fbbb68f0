"""Nobody signs up: the office invites."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.accounts import links
from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.journal import writing
from lonja.mail import outbox

PURPOSE = links.purpose("invitation", gettext_lazy("entrar por primera vez"), User, "name")
DAYS = 7


@transaction.atomic
def invite(email: str, *, name: str, role: Role, language: str = "es", by: Any) -> User:
    """Make an account that has never come in, and write to its owner.

    Raises ValidationError when somebody already has that address.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise ValidationError({"email": _("Ya hay una cuenta con este correo.")})
    user = User(email=email, name=name, role=role, language=language)
    user.set_unusable_password()
    writing.create(user, by=by)
    send(user, by=by)
    return user


@transaction.atomic
def send(user: User, *, by: Any) -> None:
    """Write the invitation, which is the only one that opens."""
    links.revoke_all(user, PURPOSE, by=by)
    outbox.send(
        "team/mail/invitation",
        user,
        {"url": links.address("invitation", make_token(user, by=by)), "days": DAYS},
        about=user,
        by=by,
        private=True,
    )


def make_token(user: User, *, by: Any) -> str:
    return links.make(PURPOSE, user, user.email, days=DAYS, by=by, single_use=True)


@transaction.atomic
def accept(link: links.Link, *, name: str, password: str = "") -> User:
    """Use up the invitation: whoever opened it has that address, and says their name.

    Raises `links.Used` when it was used meanwhile.
    """
    links.use(link)
    user: Any = link.record
    if password:
        user.set_password(password)
        user.save(update_fields=["password"])
    writing.change(user, by=user, name=name)
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user
