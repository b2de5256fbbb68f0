"""The process is killed in the middle of an import: nothing is written, and it can be redone."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.support import template

from ..core.imports.books import csv_file

ROOT = Path(__file__).resolve().parents[2]

# Runs the console program, and kills it without warning when it is about to write a third batch.
KILLED_MIDWAY = """
import os, signal, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "lonja.settings"
import django
django.setup()
from django.core.management import call_command
from lonja.imports.domain.ledger import Ledger

write, batches = Ledger.write, []

def killed(self, run, *, by):
    write(self, run, by=by)
    batches.append(1)
    if len(batches) == 2:
        os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[2] == "kill":
    Ledger.write = killed
call_command("import", "organisations", sys.argv[1])
"""
COUNTED = ("directory_organisation", "imports_importedrow", "journal_entry")


@pytest.fixture
def database(tmp_path):
    """That of an office of its own, in a file."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home" / "lonja.sqlite3"


@pytest.fixture
def run(database):
    """A Python program in that office."""
    home = {
        k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    home |= {"LONJA_HOME": str(database.parent), "PYTHONPATH": str(ROOT / "src")}

    def run(program, *arguments):
        command = [sys.executable, "-c", program, *arguments]
        return subprocess.run(
            command, env=home, cwd=ROOT, capture_output=True, text=True, timeout=300
        )

    if not template.copy_to(database):
        made = subprocess.run(
            [sys.executable, "-m", "lonja", "migrate", "--verbosity", "0", "--skip-checks"],
            env=home, cwd=ROOT, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
    return run


def counted(database):
    """How many organisations, rows and lines of the trail there are, and how each run stands."""
    with closing(sqlite3.connect(database)) as there:
        numbers = [there.execute(f"select count(*) from {name}").fetchone()[0] for name in COUNTED]
        runs = there.execute("select state from imports_importrun order by id").fetchall()
    return [*numbers, *(state for (state,) in runs)]


def test_a_process_killed_midway_writes_nothing(run, database, tmp_path):
    file = tmp_path / "socios.csv"
    file.write_bytes(csv_file([["Entidad"], *([f"Entidad {n}"] for n in range(1500))]).getvalue())
    killed = run(KILLED_MIDWAY, str(file), "kill")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert counted(database) == [0, 0, 0, "waiting"]
    again = run(KILLED_MIDWAY, str(file), "live")
    assert again.returncode == 0, again.stderr
    assert counted(database) == [1500, 1500, 1501, "waiting", "applied"]
