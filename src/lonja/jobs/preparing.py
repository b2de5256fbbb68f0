"""What an installation needs before it can serve: tables, static files, and at first an example.

Everything here may be run again at no cost: it looks at what is there first.
"""

import hashlib
from contextlib import suppress
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def lacks_tables() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_tables_up_to_date() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def gather_static_files() -> bool:
    """Collect them if any has changed since the last time; True if so."""
    mark = Path(settings.HOME) / "static.mark"
    now = _mark_of_static_files()
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and mark.exists() and mark.read_text() == now:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(now)
    return True


def is_unused() -> bool:
    """Whether nobody can sign in yet."""
    return not get_user_model().objects.exists()


def write_example_year() -> None:
    """Write it, unless the office has records already, though nobody who signs in."""
    with suppress(CommandError):
        call_command("example", verbosity=0)


def way_in() -> str:
    """How to sign in: to the example, or into an office that is still to be set up."""
    if is_unused():
        told = StringIO()
        call_command("welcome", stdout=told)
        return told.getvalue().strip()
    example = Path(settings.HOME) / "acceso.txt"
    return example.read_text().strip() if example.exists() else ""


def _mark_of_static_files() -> str:
    """Changes when a file comes, goes, grows or is written again."""
    lines = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            lines.append(f"{name} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
