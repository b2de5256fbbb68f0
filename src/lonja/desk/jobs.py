"""What the desk leaves to a worker."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.jobs.job import job
from lonja.journal.queries import mark
from lonja.search import indexing

from . import remembering


@job(title=_("Rehacer el índice del buscador"))
def reindex() -> int:
    """Index everything anew, for what changed in one record and shows in another; how many."""
    return indexing.rebuild()


@job(title=_("Poner al día la mesa"))
def renew_glance(year: int | None = None) -> bool:
    """Read the glance anew, if something was written since. May run twice without harm."""
    today, now = timezone.localdate(), mark()
    if remembering.is_fresh(year, today, mark=now):
        return False
    remembering.renew(year, today, mark=now)
    return True


def ask_for_glance(year: int | None, *, mark: str) -> None:
    """Have it read anew, once for each mark of the trail."""
    renew_glance.using(key=f"desk.glance:{year or 'now'}:{mark}").enqueue(year)
