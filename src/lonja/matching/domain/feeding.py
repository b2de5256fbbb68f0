"""Reading feeds of public notices on schedule: conditional, resumable, and harmless when repeated.

A feed's first page has the newest entries and leads to older ones. A reading goes down until what
the last one had seen, and notes after each page where to go on, so that a process that dies loses
one page at most. What a server sends twice changes nothing: see `importing`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from lonja.journal import writing

from ..models import Feed, NoticeImport
from ..notices import packages
from ..notices.fetching import Fetched, Unreachable, Web, joined
from ..notices.reading import Reading
from . import importing
from .placing import Gazetteer

FIRST_REACH = timedelta(days=30)
"""How far back the first reading of a feed goes."""
MOST_PAGES = 200
"""In one go; the next one goes on where it stops."""
MOST_PATIENCE = 16
"""A feed that fails is tried ever less often, up to so many times its own interval."""

ANEW: dict[str, Any] = {
    "etag": "", "modified": "", "resume_url": "", "seen_until": None, "reading_until": None,
    "polled_at": None, "failures": 0, "problem": "",
}  # fmt: skip
"""What a feed knows of its address before it was ever read."""


def due(now: datetime | None = None) -> list[Feed]:
    """The feeds whose turn it is, those that wait longest first."""
    now = now or timezone.now()
    return [feed for feed in active().order_by("polled_at") if next_at(feed) <= now]


def active() -> QuerySet[Feed]:
    return Feed.objects.filter(is_active=True)


def next_at(feed: Feed) -> datetime:
    """When it is to be read again: at once when it never was, or was cut short."""
    if feed.polled_at is None:
        return feed.created_at
    wait = timedelta(hours=feed.every_hours) * min(2**feed.failures, MOST_PATIENCE)
    if feed.resume_url and not feed.failures:
        wait = timedelta()
    return feed.polled_at + wait


def read(feed: Feed) -> list[NoticeImport]:
    """Read what a feed has that was not seen; the runs that brought it. A failure is kept in the
    feed, in words, and what came before it stays."""
    runs: list[NoticeImport] = []
    gazetteer = Gazetteer()
    try:
        with Web(anywhere=settings.FEEDS_ANYWHERE) as web:
            if feed.resume_url:
                _go_down(feed, web, feed.resume_url, gazetteer, runs)
            if not feed.resume_url:
                _from_the_top(feed, web, gazetteer, runs)
    except Unreachable as error:
        _note(feed, failures=feed.failures + 1, problem=str(error)[:400])
        return runs
    _note(feed, failures=0, problem=_said(runs))
    return runs


def change(feed: Feed, *, by: Any, **values: Any) -> Feed:
    """Another address is another feed: it is read from its start."""
    if values.get("url", feed.url) != feed.url:
        values |= ANEW
    return writing.change(feed, by=by, **values)


def _from_the_top(feed: Feed, web: Web, gazetteer: Gazetteer, runs: list[NoticeImport]) -> None:
    page = web.fetch(feed.url, etag=feed.etag, modified=feed.modified)
    if page.file is None:
        return
    feed.etag, feed.modified = page.etag[:300], page.modified[:80]
    if packages.is_package(page.opened()):
        with page.opened() as file:
            runs.append(importing.bring_in(file, page.name, by=None, feed=feed))
        _mark(feed, "")
        return
    reading = _bring_in(page, feed, gazetteer, runs)
    if reading.whole:
        feed.reading_until = reading.newest
    else:  # what it lacks is looked for next time, here or in older pages
        feed.etag = feed.modified = ""
    _mark(feed, _older(page, reading, feed))
    if feed.resume_url:
        _go_down(feed, web, feed.resume_url, gazetteer, runs)


def _go_down(
    feed: Feed, web: Web, url: str, gazetteer: Gazetteer, runs: list[NoticeImport]
) -> None:
    """From a page to older ones, until what was seen, or until it is enough for one go."""
    seen = {feed.url}
    while url and len(runs) < MOST_PAGES:
        seen.add(url)
        page = web.fetch(url)
        reading = _bring_in(page, feed, gazetteer, runs)
        url = _older(page, reading, feed)
        if url in seen:
            url = ""  # it leads to itself
        _mark(feed, url)


def _bring_in(page: Fetched, feed: Feed, gazetteer: Gazetteer, runs: list[NoticeImport]) -> Reading:
    with page.opened() as file:
        reading = Reading(file)
        runs.append(importing.bring_in_page(reading, page.name, feed, gazetteer))
    return reading


def _older(page: Fetched, reading: Reading, feed: Feed) -> str:
    """The address of the next older page, or "" when all that it may have is known."""
    if not reading.page.next_url:
        return ""
    floor = feed.seen_until or feed.created_at - FIRST_REACH
    if reading.oldest and reading.oldest <= floor:
        return ""
    return joined(page.url, reading.page.next_url)[:600]


def _mark(feed: Feed, resume_url: str) -> None:
    """Note how far it has come, which is whole when nothing is left to go down to."""
    feed.resume_url = resume_url
    if not resume_url:
        feed.seen_until = max(filter(None, (feed.seen_until, feed.reading_until)), default=None)
        feed.reading_until = None
    feed.save(update_fields=["etag", "modified", "resume_url", "seen_until", "reading_until"])


def _note(feed: Feed, **values: Any) -> None:
    for name, value in {**values, "polled_at": timezone.now()}.items():
        setattr(feed, name, value)
    feed.save(update_fields=[*values, "polled_at"])


def _said(runs: list[NoticeImport]) -> str:
    return " ".join(run.problem for run in runs if run.problem)[:400]
