"""What is done with profiles in the background."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lonja.accounts.models import User
from lonja.jobs.job import job

from ..domain import asking_profiles


@job(title=_("Pedir a los asociados que cuenten qué hacen"), attempts=3, limit=timedelta(hours=1))
def ask_all(user_id: int | None) -> int:
    """Ask every member that is to be asked; how many. Each in its own transaction: cut short and
    run again, it goes on where it was, and writes to nobody twice."""
    by = User.objects.filter(pk=user_id).first()
    asked = 0
    for organisation in list(asking_profiles.to_ask()):
        with suppress(ValidationError):
            asking_profiles.ask(organisation, by=by, unless_asked_within=asking_profiles.PERIOD)
            asked += 1
    return asked
