"""Loaded by pytest before Django: a home of its own for the run, and its database.

LONJA_TEST_DATABASE=postgres runs on a PostgreSQL started for the occasion; otherwise on SQLite.
With xdist all this is done once, and handed down to its processes by the environment.
"""

import atexit
import gc
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from inspect import signature
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from .postgres import running_postgres

TOGETHER = ("tests/example/", "tests/territories/")

_until_the_end = ExitStack()


def _prepare() -> None:
    home = tempfile.mkdtemp(prefix="lonja-test-")
    _until_the_end.callback(shutil.rmtree, home, ignore_errors=True)
    os.environ["LONJA_TEST_HOME"] = home
    os.environ.pop("DATABASE_URL", None)
    if os.environ.get("LONJA_TEST_DATABASE") == "postgres":
        os.environ["DATABASE_URL"] = _until_the_end.enter_context(running_postgres())


if "PYTEST_XDIST_WORKER" not in os.environ:
    # Told to stop, leave as after Ctrl-C: with the database stopped and removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    atexit.register(_until_the_end.close)
    _prepare()
# Each process its own home: uploads of one must not be seen by another.
os.environ["LONJA_HOME"] = str(
    Path(os.environ["LONJA_TEST_HOME"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
)
# Playwright's synchronous face keeps a loop running, in which Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("here", parent=settings.get_profile("ci"), derandomize=False)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what says the same whatever the database, so that it need not be run on both. Whoever
    takes its fixtures by name while it runs (`request`) may be asking for one that needs it."""
    for item in items:
        if not isinstance(item, pytest.Function) or "request" in signature(item.obj).parameters:
            continue
        asked = {"db", "transactional_db", "django_db_setup"} & set(item.fixturenames)
        if not asked and item.get_closest_marker("django_db") is None:
            item.add_marker("once")


class _Together(LoadScopeScheduling):
    """Each test goes to whichever process is free; those of a folder that writes much before its
    first, to one. (The groups of xdist 3.8 do nothing under pytest 9.2.)"""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _Together:
    return _Together(config, log)


def pytest_collection_finish() -> None:
    """All that was loaded stays to the end: looking through it for rubbish, time and again, would
    take a fifth of the run."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one plain line what was not run and why, or that nothing was left out."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    told = "; ".join(f"{many} ({why})" for why, many in reasons.items())
    database = os.environ.get("LONJA_TEST_DATABASE", "sqlite")
    terminalreporter.write_line(f"On {database}, skipped: {told or 'nothing'}.")


def pytest_unconfigure() -> None:
    _until_the_end.close()
