"""The console program, as it is called from a terminal."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes import ROOT, office

COUNT = "from lonja.territories.models import Territory; print(Territory.objects.count())"


@pytest.mark.django_db(transaction=True)
def test_who_does_not_read_to_the_end_gets_no_trace():
    # The reader is gone before the first word is written.
    ended = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m lonja figures | true"],
        cwd=ROOT, env=office(), capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert (ended.stdout, ended.stderr) == ("", "")


def run(*arguments: str, home: Path) -> subprocess.CompletedProcess:
    """`lonja …` in a folder of its own, with the database that stands in it."""
    return subprocess.run(
        [sys.executable, "-m", "lonja", *arguments], cwd=ROOT, capture_output=True, text=True,
        env=os.environ | {"LONJA_HOME": str(home), "DATABASE_URL": ""}, timeout=120,
    )  # fmt: skip


def test_in_an_empty_folder_a_verb_makes_what_it_needs(tmp_path):
    """And what comes in finds its territories, though the office was never opened."""
    feed = tmp_path / "vacio.atom"
    feed.write_text('<feed xmlns="http://www.w3.org/2005/Atom"/>')

    told = run("notices", "import", str(feed), "--format", "json", home=tmp_path)
    found = run("shell", "-v0", "-c", COUNT, home=tmp_path)

    assert told.stderr == ""
    assert json.loads(told.stdout)["created"] == 0
    assert int(found.stdout) > 8_000


def test_tables_of_another_version_are_told_in_words(tmp_path):
    with sqlite3.connect(tmp_path / "lonja.sqlite3") as old:
        old.execute(
            "create table django_migrations (id integer, app text, name text, applied text)"
        )

    told = run("figures", home=tmp_path)

    assert told.returncode == 1
    assert told.stderr.startswith("CommandError: La base de datos es de otra versión de Lonja.")
    assert "Traceback" not in told.stderr
