"""What is done with notices in the background."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from lonja.jobs.job import job

from ..domain import feeding, importing, teaching
from ..models import Feed, NoticeImport


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


@job(title=_("Aprender qué códigos sugerir"), attempts=2, limit=timedelta(hours=3))
def learn_codes() -> int:
    """Learn from the notices, when enough new ones have come. How many titles; 0 when it waits."""
    return teaching.learn() if teaching.is_due() else 0
