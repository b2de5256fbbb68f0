"""The program itself, run as another process on the database of the test.

The test needs `transactional_db`, so that the other process sees what it writes.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def lonja(*arguments: str, **environment: str) -> subprocess.Popen:
    """Start `lonja …` on the database of this test."""
    return python("-m", "lonja", *arguments, **environment)


def python(*arguments: str, **environment: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=office() | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def office() -> dict[str, str]:
    """The environment in which a program finds the office of this test."""
    return os.environ | {
        "DATABASE_URL": _database_url(),
        "LONJA_HOME": str(settings.HOME),
        # As in the tests themselves: the model of sentences takes seconds, and is tried apart.
        "LONJA_SENTENCES": "no",
        "DJANGO_SETTINGS_MODULE": "lonja.settings",
        # So that jobs of the tests can be imported by their path.
        "PYTHONPATH": str(ROOT),
    }


def wait_until(condition: Callable[[], object], seconds: float = 30) -> None:
    """Return as soon as `condition()` holds; fail if it does not within `seconds`."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} seconds in vain"
        time.sleep(0.05)


def _database_url() -> str:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgresql://{told['USER']}@{quote(told['HOST'], safe='')}/{told['NAME']}"
