"""Cells of any length, while a file of data is read: the limit of `csv` is of the whole process."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager

LARGEST = 10_000_000  # characters


@contextmanager
def of_any_length() -> Iterator[None]:
    before = csv.field_size_limit(LARGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)
