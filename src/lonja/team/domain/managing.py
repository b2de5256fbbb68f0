"""What the direction does with the accounts of others."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lonja.accounts import links, second_factor
from lonja.accounts.enums import STAFF, Role
from lonja.accounts.models import SignInPolicy, User
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.mail import outbox

from .inviting import PURPOSE


@transaction.atomic
def change_role(user: User, role: Role, *, by: Any) -> None:
    """Raises ValidationError when the office would be left without direction. Who comes to be of an
    office that asks for a second factor, and has none, signs in again to set it up."""
    if role != Role.DIRECTION:
        _keep_a_direction(user)
    user = writing.change(user, by=by, role=role)
    if second_factor.is_owed_by(user):
        end_sessions(user)


@transaction.atomic
def deactivate(user: User, *, by: Any) -> None:
    """Close the door at once: sessions, invitation and all. What they did stays in the trail."""
    if user == by:
        raise ValidationError(_("No puede desactivar su propia cuenta."))
    _keep_a_direction(user)
    writing.change(user, by=by, is_active=False)
    links.revoke_all(user, PURPOSE, by=by)
    end_sessions(user)


def reactivate(user: User, *, by: Any) -> None:
    writing.change(user, by=by, is_active=True)


@transaction.atomic
def remove_second_factors(user: User, *, by: Any) -> None:
    """For whoever lost their telephone and their recovery codes. They are told by e-mail."""
    removed = Authenticator.objects.filter(user=user)
    if not removed.exists():
        return
    removed.delete()
    writing.note(Verb.CHANGED, user, by=by, reason=_("Se retiraron sus segundos factores."))
    end_sessions(user)
    outbox.send("team/mail/second_factors_removed", user, about=user, by=by)


@transaction.atomic
def ask_second_factor_of_staff(asked: bool, *, by: Any) -> None:
    """From now on, or no more. Staff without one have to sign in again, and set it up."""
    policy, _made = SignInPolicy.objects.get_or_create(pk=1)
    writing.change(policy, by=by, staff_needs_second_factor=asked)
    if asked:
        protected = Authenticator.objects.values("user")
        for user in User.objects.filter(role__in=STAFF).exclude(pk__in=protected).exclude(pk=by.pk):
            end_sessions(user)


def end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def _keep_a_direction(user: User) -> None:
    # Locked in order, so that two people cannot each remove the other.
    in_charge = User.objects.select_for_update().filter(role=Role.DIRECTION, is_active=True)
    if [one.pk for one in in_charge.order_by("pk")] == [user.pk]:
        raise ValidationError(_("La oficina no puede quedarse sin gerencia."))
