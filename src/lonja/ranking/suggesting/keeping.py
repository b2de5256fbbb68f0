"""What was learnt, on disk: one file, read without running anything."""

from __future__ import annotations

import io

import numpy as np

from .divisions import Divisions


def packed(model: Divisions) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **model.arrays())
    return file.getvalue()


def size(model: Divisions) -> int:
    """Bytes that it takes on disk."""
    return len(packed(model))
