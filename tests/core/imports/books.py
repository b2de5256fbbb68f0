"""Files as people send them, made on the spot."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl


def csv_file(
    rows: Sequence[Sequence[Any]], *, separator: str = ";", encoding: str = "utf-8"
) -> io.BytesIO:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def xlsx_file(
    rows: Sequence[Sequence[Any]], dress: Callable[[Any], None] = lambda sheet: None
) -> io.BytesIO:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    dress(sheet)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def repacked(file: io.BytesIO, **replaced: bytes) -> io.BytesIO:
    """The same archive with other bytes in some of its entries, named by their last part."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            name = entry.rpartition("/")[2].replace(".", "_")
            new.writestr(entry, replaced.get(name, old.read(entry)))
    out.seek(0)
    return out
