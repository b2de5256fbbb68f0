"""Whether somebody has a second factor, and whether their office asks for one."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from .models import SignInPolicy, User

# In the session of whoever is in without the second factor that their office asks for.
MISSING = "second_factor_missing"


def is_asked_of(user: User) -> bool:
    return user.is_staff_of_office and SignInPolicy.in_force().staff_needs_second_factor


def is_owed_by(user: User) -> bool:
    return is_asked_of(user) and not is_mfa_enabled(user)


def note_if_missing(request: HttpRequest, user: User) -> None:
    """Remember in the session that a second factor is still to be set up."""
    if is_owed_by(user):
        request.session[MISSING] = True


def is_missing(request: HttpRequest) -> bool:
    """Costs nothing to those who owe nothing: the session says it. It may be of somebody else, who
    did not come in, or asked no more."""
    if not request.session.get(MISSING):
        return False
    if request.user.is_authenticated and is_owed_by(request.user):
        return True
    del request.session[MISSING]
    return False
