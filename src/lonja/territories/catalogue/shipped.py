"""Reading the catalogue that ships with Lonja."""

from __future__ import annotations

import gzip
import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
TERRITORIES = "territories.json.gz"
BOUNDARIES = "boundaries"


def territories() -> list[dict[str, Any]]:
    """Every territory: kind, code, name, and, where there are, other_name, dir3, latitude,
    longitude, province, region, members (codes). What contains stands before what it contains."""
    return _read(DATA / TERRITORIES)


@cache
def outlines(kind: str) -> dict[str, str]:
    """INE code -> SVG path on the sheet, of every "region" or "province"."""
    return _read(DATA / BOUNDARIES / "spain.json.gz")[kind]


@lru_cache(maxsize=12)
def municipal_outlines(province: str) -> dict[str, str]:
    """INE code -> SVG path on the sheet, of the municipalities of a province; {} if unknown."""
    path = DATA / BOUNDARIES / f"{province}.json.gz"
    return _read(path) if path.exists() else {}


def _read(path: Path) -> Any:
    return json.loads(gzip.decompress(path.read_bytes()))
