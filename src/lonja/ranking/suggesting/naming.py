"""Codes whose name a text says: their labels in two languages, and the phrases of the field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy.sparse as sp

from lonja.directory import cpv

from .. import wording
from . import knowledge

LABELS = ("es", "en")
SPOKEN = 1.5
"""What offices call a code is worth more than its label: it is how needs are told."""
EARLY = 10
"""Stems of a text that say the most; those after them count half."""


@dataclass(frozen=True)
class Named:
    """The text says these stems of this name of the code. `weight` grows with how many, how rare
    and how much of the name they are."""

    weight: float
    stems: tuple[str, ...]
    name: str


class Names:
    """`names`: (name, code, how much it is worth beside a label)."""

    def __init__(self, names: Sequence[tuple[str, str, float]]) -> None:
        every = [
            (code, text, tuple(dict.fromkeys(wording.read(text).stems)), worth)
            for text, code, worth in names
        ]
        read = [(code, text, stems) for code, text, stems, _w in every if stems]
        self._worth = np.array([worth for _c, _t, stems, worth in every if stems], np.float32)
        self.codes = [code for code, _t, _s in read]
        self.texts = [text for _c, text, _s in read]
        times = Counter(stem for _c, _t, stems in read for stem in stems)
        self._stems = list(times)
        self._columns = {stem: column for column, stem in enumerate(self._stems)}
        rarity = np.log(len(read) / np.array([times[stem] for stem in self._stems])) + 0.5
        at = [self._columns[stem] for _c, _t, stems in read for stem in stems]
        ends = np.cumsum([0, *(len(stems) for _c, _t, stems in read)])
        self._rows = sp.csr_matrix(
            (rarity[at].astype(np.float32), at, ends), (len(read), len(self._stems))
        )
        self._whole = np.asarray(self._rows.sum(axis=1)).ravel()

    def said(self, stems: Sequence[str]) -> dict[str, Named]:
        """{code: the name of it that is said best} of all codes of which something is said."""
        asked = np.zeros(len(self._stems), np.float32)
        for place, stem in enumerate(stems):
            if (column := self._columns.get(stem)) is not None:
                asked[column] = max(asked[column], 1.0 if place < EARLY else 0.5)
        met = self._rows @ asked
        weights = self._worth * met * met / self._whole
        found: dict[str, Named] = {}
        for row in np.argsort(-weights)[:300]:
            if weights[row] <= 0:
                break
            if self.codes[row] not in found:
                found[self.codes[row]] = Named(
                    float(weights[row]), self._shared(row, asked), self.texts[row]
                )
        return found

    def _shared(self, row: int, asked: np.ndarray) -> tuple[str, ...]:
        at = self._rows.indices[self._rows.indptr[row] : self._rows.indptr[row + 1]]
        return tuple(self._stems[column] for column in at if asked[column])


@cache
def names() -> Names:
    """Those that the product ships. Read once a process: a second."""
    found = [(cpv.label(code, language), code, 1.0) for code in cpv.codes() for language in LABELS]
    found += [(one.text, one.code, SPOKEN) for one in knowledge.phrases()]
    return Names([*found, *((one.text, one.code, 1.0) for one in knowledge.areas())])
