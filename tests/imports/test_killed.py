"""The process is killed in the middle of an import: nothing is written, and it can be redone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

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
COUNTED = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "lonja.settings"
import django
django.setup()
from lonja.directory.models import Organisation
from lonja.imports.models import ImportedRow, ImportRun
from lonja.journal.models import Entry
print(Organisation.objects.count(), ImportedRow.objects.count(), Entry.objects.count(),
      *ImportRun.objects.order_by("pk").values_list("state", flat=True))
"""


@pytest.fixture
def run(tmp_path):
    """A Python program in an office of its own, with a database in a file."""
    home = {
        k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    home |= {"LONJA_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT / "src")}

    def run(program, *arguments):
        command = [sys.executable, "-c", program, *arguments]
        return subprocess.run(
            command, env=home, cwd=ROOT, capture_output=True, text=True, timeout=300
        )

    made = subprocess.run(
        [sys.executable, "-m", "lonja", "migrate", "--verbosity", "0", "--skip-checks"],
        env=home, cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return run


def test_a_process_killed_midway_writes_nothing(run, tmp_path):
    file = tmp_path / "socios.csv"
    file.write_bytes(csv_file([["Entidad"], *([f"Entidad {n}"] for n in range(1500))]).getvalue())
    killed = run(KILLED_MIDWAY, str(file), "kill")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert run(COUNTED).stdout.split() == ["0", "0", "0", "waiting"]
    again = run(KILLED_MIDWAY, str(file), "live")
    assert again.returncode == 0, again.stderr
    assert run(COUNTED).stdout.split() == ["1500", "1500", "1501", "waiting", "applied"]
