"""Arrays that grow at their end at a constant cost, so that one more record is only that."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse as sp


class Column:
    """Numbers of one type, or rows of `width` of them.

    `values` is a view: take it anew after `extend`.
    """

    def __init__(self, dtype: Any, width: int = 0) -> None:
        self._room = np.zeros((64, width) if width else 64, dtype)
        self._used = 0

    def __len__(self) -> int:
        return self._used

    @property
    def values(self) -> np.ndarray:
        return self._room[: self._used]

    def extend(self, new: Any) -> None:
        new = np.asarray(new, self._room.dtype)
        self.lengthen(self._used + len(new))
        self._room[self._used - len(new) : self._used] = new

    def lengthen(self, length: int) -> None:
        """To at least so many, the new ones zero."""
        if length > len(self._room):
            shape = (max(length, 2 * len(self._room)), *self._room.shape[1:])
            larger = np.zeros(shape, self._room.dtype)
            larger[: self._used] = self.values
            self._room = larger
        self._used = max(self._used, length)


class Ragged:
    """Rows of (number, weight): a sparse matrix that grows by rows."""

    def __init__(self) -> None:
        self._ends = Column(np.int32)
        self._ends.extend([0])
        self._ids = Column(np.int32)
        self._weights = Column(np.float32)
        self._made: sp.csr_matrix | None = None

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, ids: Any, weights: Any) -> None:
        self._ids.extend(ids)
        self._weights.extend(weights)
        self._ends.extend([len(self._ids)])
        self._made = None

    def ids(self, first: int, last: int) -> np.ndarray:
        """The numbers in the rows from `first` to before `last`, one row after another."""
        ends = self._ends.values
        return self._ids.values[ends[first] : ends[last]]

    def matrix(self, width: int) -> sp.csr_matrix:
        """As `rows × width`, without copying: not to be changed."""
        if self._made is None or self._made.shape[1] != width:
            made = sp.csr_matrix((len(self), width), dtype=np.float32)
            made.indptr, made.indices = self._ends.values, self._ids.values
            made.data = self._weights.values
            self._made = made
        return self._made
