"""The example year moves from SQLite to PostgreSQL and back, and its balance with it."""

import json
import zipfile

import pytest

from tests.support import template
from tests.support.postgres import running_postgres
from tests.support.processes import python


@pytest.fixture
def offices(tmp_path):
    """Three empty offices, the second on PostgreSQL: of each, its folder and its address."""
    with running_postgres() as address:
        offices = [
            (tmp_path / name, told) for name, told in zip("abc", ("", address, ""), strict=True)
        ]
        for home, told in offices:
            home.mkdir()
            if not told:
                template.copy_to(home / "lonja.sqlite3")
        yield offices


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


def test_the_same_year_prints_the_same_balance_on_postgresql_and_back_on_sqlite(
    offices, said, tmp_path
):
    here, there, back = offices
    one, other = tmp_path / "una.zip", tmp_path / "otra.zip"
    said(here, "example")
    said(here, "backup", one)
    printed = balance(said, here)["figures"]
    assert printed["press.mentions"]

    said(there, "restore", one)
    assert balance(said, there)["figures"] == printed
    said(there, "backup", other)
    assert records(other) == records(one)

    said(back, "restore", other)
    assert balance(said, back)["figures"] == printed
