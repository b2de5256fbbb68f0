"""What is done with notices in the background."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.jobs.job import job

from . import meetings
from .domain import feeding, following_up, importing, invitations, teaching
from .models import Feed, NoticeImport


@job(title=_("Importar un fichero de anuncios"), attempts=3, limit=timedelta(hours=6))
def bring_in(run_id: int) -> str:
    """Bring in a file that was set by. Run twice, it finds everything known."""
    run = NoticeImport.objects.get(pk=run_id)
    return importing.summary(importing.bring_in_set_by(run))


@job(title=_("Leer una fuente de anuncios"), attempts=2, limit=timedelta(hours=3))
def read_feed(feed_id: int) -> list[str]:
    """Read a feed from where it was left; what came. Cut short, the next one goes on."""
    feed = Feed.objects.get(pk=feed_id)
    return [importing.summary(run) for run in feeding.read(feed)]


@job(title=_("Mirar qué fuentes de anuncios toca leer"))
def read_due_feeds() -> int:
    """Ask for the reading of the feeds whose turn it is, once for each turn."""
    feeds = feeding.due()
    for feed in feeds:
        turn = f"{feed.polled_at:%Y%m%d%H%M%S}" if feed.polled_at else "first"
        read_feed.using(key=f"feed:{feed.pk}:{turn}").enqueue(feed.pk)
    return len(feeds)


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
    return sum(invitations.remind(one) for one in meetings.called_on(tomorrow))


@job(title=_("Preguntar si se celebraron las reuniones"), attempts=3)
def ask_after_meetings() -> int:
    """Ask both sides, once, of the meetings whose time has passed in the last two weeks."""
    return sum(invitations.ask_if_held(one) for one in meetings.to_be_asked(timezone.now()))


@job(title=_("Aprender qué códigos sugerir"), attempts=2, limit=timedelta(hours=3))
def learn_codes() -> int:
    """Learn from the notices, when enough new ones have come. How many titles; 0 when it waits."""
    return teaching.learn() if teaching.is_due() else 0
