"""What was learnt, on disk: one file under LONJA_HOME, written whole or not at all.

It holds arrays and nothing that could run (`numpy`, without pickle). What another version of the
code wrote, which reads texts otherwise, is as if it were not there until somebody learns anew.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import threading
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from lonja.directory import cpv

from .. import wording
from .divisions import Divisions
from .precedents import Precedents
from .suggester import Suggester

FORMAT = 3
"""To be raised when what is stored changes."""
SAMPLE = 40
"""One in so many labels is read to tell whether texts are still read as they were."""


@dataclass(frozen=True)
class Learnt:
    """What was learnt from `notices` texts."""

    divisions: Divisions
    precedents: Precedents
    notices: int


def place() -> Path:
    return settings.HOME / "learnt" / "codes.npz"


@cache
def fingerprint() -> str:
    """Of how texts are read: another when the words of the analyser or its rules change."""
    read = [wording.read(cpv.label(code, "es")).stems for code in cpv.codes()[::SAMPLE]]
    return hashlib.sha256(f"{FORMAT} {read}".encode()).hexdigest()[:16]


def size(model: Divisions) -> int:
    """Bytes that it takes on disk."""
    return len(_packed(model.arrays()))


def keep(learnt: Learnt) -> Path:
    """Write it in the place of what was there. OSError when the disk does not take it."""
    where = place()
    where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    arrays = {f"d_{name}": array for name, array in learnt.divisions.arrays().items()}
    arrays |= {f"p_{name}": array for name, array in learnt.precedents.arrays().items()}
    about = {"fingerprint": np.array(fingerprint()), "notices": np.array(learnt.notices)}
    handle, name = tempfile.mkstemp(dir=where.parent, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_packed(arrays | about))
        os.replace(name, where)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return where


def kept() -> Learnt | None:
    """What is there, when this code can read it."""
    try:
        with np.load(place(), allow_pickle=False) as file:
            if str(file["fingerprint"]) != fingerprint():
                return None
            return Learnt(
                Divisions.from_arrays(_Part(file, "d_")),
                Precedents.from_arrays(_Part(file, "p_")),
                int(file["notices"]),
            )
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
        return None  # none yet, or damaged: names alone, and the next night mends it


def suggester() -> Suggester:
    """With what is on disk now. Loaded when it is first asked for, and again when it changes."""
    try:
        found = place().stat()
        version = (place(), found.st_mtime_ns, found.st_size)
    except OSError:
        return Suggester()
    with _loading:
        if _loaded.get("version") != version:
            learnt = kept()
            made = Suggester(learnt.divisions, learnt.precedents) if learnt else Suggester()
            _loaded.update(version=version, suggester=made)
        return _loaded["suggester"]


_loading = threading.Lock()
_loaded: dict[str, Any] = {}


class _Part:
    """The arrays of a file whose names begin so."""

    def __init__(self, file: Any, prefix: str) -> None:
        self._file, self._prefix = file, prefix

    def __getitem__(self, name: str) -> np.ndarray:
        return self._file[self._prefix + name]


def _packed(arrays: dict[str, np.ndarray]) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()
