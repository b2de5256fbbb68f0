"""The key to an empty office: whoever can read its folder may set it up, and nobody else."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.utils.crypto import constant_time_compare

from lonja.house.models import House


def make() -> str:
    """The key, made once and kept in the office's folder, readable by its owner only."""
    try:
        with open(_path(), "x", opener=lambda p, flags: os.open(p, flags, 0o600)) as new:
            new.write(secrets.token_urlsafe(24))
    except FileExistsError:
        pass
    return _path().read_text()


def opens(key: str) -> bool:
    """Whether this is the key, and there is still something to open."""
    if House.ours() is not None or not _path().exists():
        return False
    return constant_time_compare(key, _path().read_text())


def throw_away() -> None:
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return settings.HOME / "welcome.key"
