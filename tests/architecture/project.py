"""What the architecture tests look at: the files of the project and its table of layers."""

import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "lonja"


@cache
def project_files() -> list[Path]:
    """Every file that git keeps, or would keep; all of them where there is no git."""
    told = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if told.returncode:
        return [path for path in ROOT.rglob("*") if path.is_file()]
    return [path for line in told.stdout.splitlines() if (path := ROOT / line).is_file()]


def files_of_source(*suffixes: str) -> list[Path]:
    return [
        path
        for path in project_files()
        if path.suffix in suffixes and SOURCE in path.parents and "migrations" not in path.parts
    ]


@cache
def layers() -> list[list[str]]:
    """The apps of each layer, the highest first, as import-linter reads them."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = config["tool"]["importlinter"]["contracts"]
    lines = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    return [[name.strip(" ()") for name in line.replace(":", "|").split("|")] for line in lines]


def height(app: str) -> int:
    """The layer of an app: 0 is the lowest."""
    for number, names in enumerate(reversed(layers())):
        if app in names:
            return number
    raise LookupError(f"{app} stands in no layer of pyproject.toml")
