"""Which code is running: what one has worked out and kept is not read by another."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@cache
def mark() -> str:
    """The sources of the program in twelve letters: the same on every machine that runs them."""
    digest = hashlib.sha256()
    for path in sorted(ROOT.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
