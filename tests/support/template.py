"""Empty tables, made once and kept: applying every migration takes longer than most tests.

Kept under .pytest_cache, by what the migrations say; of SQLite only, since the PostgreSQL of a run
begins with nothing, and so tries the migrations each time.
"""

import hashlib
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def restore() -> bool:
    """Put the kept tables where the tests will look for theirs; False if there are none."""
    return connection.vendor == "sqlite" and copy_to(settings.DATABASES["default"]["TEST"]["NAME"])


def copy_to(place: Path | str) -> bool:
    """The kept tables, as the database of another office; False if there are none."""
    if not _kept().exists():
        return False
    shutil.copyfile(_kept(), place)
    return True


def keep() -> None:
    """Keep the tables just made, for the runs to come."""
    if connection.vendor != "sqlite":
        return
    _kept().parent.mkdir(exist_ok=True)
    for old in _kept().parent.glob("tables-*.sqlite3"):
        old.unlink(missing_ok=True)
    half = _kept().with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(half)])
    # At once, because another process of this run may be doing the same.
    half.replace(_kept())


def _kept() -> Path:
    said = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in sorted(ROOT.glob("src/lonja/*/migrations/*.py")):
        said.update(path.name.encode() + path.read_bytes())
    return ROOT / ".pytest_cache" / f"tables-{said.hexdigest()[:16]}.sqlite3"
