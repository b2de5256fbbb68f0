"""Which header of a file feeds which column: guessed from names, kept by the person who corrects.

A mapping is {key of column: header}; columns that nothing feeds are not in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from lonja.core.text import fold

from .columns import Column
from .headers import JOINT

Mapping = dict[str, str]
ALIKE = 86
LITTLE = frozenset({"de", "del", "el", "la", "los", "las", "en", "y"})


def propose(headers: Sequence[str], columns: Sequence[Column]) -> Mapping:
    """The likeliest mapping: names that are the same first, then those that are nearly so."""
    pairs = [
        (likeness(header, column), -place, column.key, header)
        for header in headers
        for place, column in enumerate(columns)
    ]
    mapping: Mapping = {}
    taken: set[str] = set()
    for score, _place, key, header in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
        if score >= ALIKE and key not in mapping and header not in taken:
            mapping[key] = header
            taken.add(header)
    alone = [c for c in columns if c.key in mapping and c.needs and c.needs not in mapping]
    if alone:  # Their headers may be of others: of the organisation, where no person is named.
        return propose(headers, [column for column in columns if column not in alone])
    for column in columns:
        if column.key not in mapping and column.instead in mapping:
            mapping[column.key] = mapping[column.instead]
    return {column.key: mapping[column.key] for column in columns if column.key in mapping}


def likeness(header: str, column: Column) -> float:
    """From 0 to 100: how much a header says what a column is."""
    whole = fold(header.replace(JOINT, " ").rstrip(":*"))
    last = fold(header.rpartition(JOINT)[2].rstrip(":*"))
    best = 0.0
    for name in column.names:
        if whole == name:
            return 100.0
        if last == name:
            best = max(best, 95.0)
        elif min(len(whole), len(name)) >= 4:
            best = max(best, fuzz.token_sort_ratio(_bare(whole), _bare(name)) * 0.98)
    return best


def _bare(name: str) -> str:
    return " ".join(word for word in name.split() if word not in LITTLE)


def labels_of(columns: Iterable[Column]) -> set[str]:
    """Every folded name that a header of these columns may have."""
    return {name for column in columns for name in column.names}


def signature(headers: Iterable[str]) -> str:
    """The same for two files with the same headers, in whatever order: 40 hexadecimal digits."""
    plain = "\n".join(sorted(fold(header) for header in headers))
    return hashlib.sha256(plain.encode()).hexdigest()[:40]
