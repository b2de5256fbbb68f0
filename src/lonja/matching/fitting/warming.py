"""Having the first ranking of a process ready before anybody asks for it.

The members have to be read and the model of sentences loaded: some seconds, which whoever first
asks who can solve a need would wait. A process that serves pages gets them ready by itself, in a
thread, when it has been still for a while: it delays neither the start nor the first pages.
"""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import connections

from lonja.ranking.profiles import Wanted

from .keeping import keeper

logger = logging.getLogger("lonja.matching")

STILL = 3.0  # seconds without a page asked for
LATEST = 60.0  # seconds after which it does not wait any longer

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Warming:
    """A WSGI application that gets the ranking ready once it is left in peace."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.last = self.begun = time.monotonic()
        self.serving = 0
        if settings.SENTENCES:
            threading.Thread(target=self._wait_and_warm, name="warm-ranking", daemon=True).start()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        self.serving += 1
        try:
            return self.application(environ, start_response)
        finally:
            self.serving -= 1
            self.last = time.monotonic()

    def _wait_and_warm(self) -> None:
        while not self._is_time():
            time.sleep(STILL / 4)
        try:
            warm()
        except Exception:  # an office that is being made has no tables yet; the first ranking warms
            logger.warning("The ranking could not be made ready", exc_info=True)
        finally:
            connections.close_all()
            # What has been read stays too (see `lonja.wsgi`).
            gc.collect()
            gc.freeze()

    def _is_time(self) -> bool:
        now = time.monotonic()
        is_still = not self.serving and now - self.last > STILL
        return is_still or now - self.begun > LATEST


def warm() -> None:
    """Read the members and rank something once, so that all that a ranking needs is in memory."""
    with keeper.kept() as kept:
        kept.rank(Wanted(text="agua"))
