"""What is asked and remembered of introductions and their meetings, in the background."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.jobs.job import job

from ..domain import following_up, invitations
from ..queries import meetings


@job(title=_("Preguntar qué salió de las presentaciones"), attempts=3)
def follow_up_introductions() -> dict[str, int]:
    """Ask what has come due, and once more whoever has not answered for a week."""
    today = timezone.localdate()
    return {
        "asked": sum(following_up.ask(key) for key in following_up.due(today)),
        "reminded": sum(
            following_up.ask(key, again=True) for key in following_up.unanswered(today)
        ),
    }


@job(title=_("Recordar las reuniones de mañana"), attempts=3)
def remind_meetings() -> int:
    """Write to both sides of tomorrow's meetings, once for each time that they were called."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return sum(invitations.remind(one) for one in meetings.to_be_reminded(tomorrow))


@job(title=_("Preguntar si se celebraron las reuniones"), attempts=3)
def ask_after_meetings() -> int:
    """Ask both sides, once, of the meetings whose time has passed in the last two weeks."""
    return sum(invitations.ask_if_held(one) for one in meetings.to_be_asked(timezone.now()))
