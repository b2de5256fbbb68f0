"""The console program, as it is called from a terminal."""

import subprocess
import sys

import pytest

from tests.support.processes import ROOT, office

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_does_not_read_to_the_end_gets_no_trace():
    # The reader is gone before the first word is written.
    ended = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m lonja figures | true"],
        cwd=ROOT, env=office(), capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert (ended.stdout, ended.stderr) == ("", "")
