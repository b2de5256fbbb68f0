"""The example year moves from one database to the other and back, and its balance with it."""

import json
import os
import zipfile

import pytest

from tests.support.postgres import running_postgres
from tests.support.processes import python


@pytest.fixture
def databases(tmp_path):
    """Of an empty office on each database, the one of this run first: its folder, its address."""
    with running_postgres() as address:
        offices = [(tmp_path / "sqlite", ""), (tmp_path / "postgres", address)]
        for home, _address in offices:
            home.mkdir()
        yield offices[::-1] if os.environ.get("LONJA_TEST_DATABASE") == "postgres" else offices


@pytest.fixture
def said(tmp_path):
    """Run `lonja …` in an office of these and give what it says."""

    def run(office, *arguments) -> str:
        home, address = office
        program = python(
            "-m", "lonja", *map(str, arguments), LONJA_HOME=str(home), DATABASE_URL=address
        )
        out, _ = program.communicate(timeout=300)
        assert program.returncode == 0, out
        return out

    return run


def balance(said, office) -> dict:
    out = office[0] / "balance.json"
    said(office, "balance", 2024, "--format", "json", "--out", out)
    return json.loads(out.read_text())


def records(path) -> tuple[dict, dict]:
    """How many rows each table has, and what they say, in short."""
    with zipfile.ZipFile(path) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
    members = {name: held["sha256"] for name, held in manifest["members"].items()}
    return {label: table["rows"] for label, table in manifest["tables"].items()}, members


# On both: each time it sets out from the other.
@pytest.mark.django_db
def test_the_same_year_prints_the_same_balance_on_the_other_database(databases, said, tmp_path):
    first, second = databases
    there, back = tmp_path / "una.zip", tmp_path / "otra.zip"
    said(first, "example")
    said(first, "backup", there)
    printed = balance(said, first)

    said(second, "restore", there)
    said(second, "backup", back)

    assert balance(said, second)["figures"] == printed["figures"]
    assert printed["figures"]["press.mentions"]
    assert records(back) == records(there)
