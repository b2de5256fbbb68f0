"""A list as a file that others can open."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.db import models
from django.db.models import QuerySet

from lonja.core.text import harmless, sheet_name

from .resource import Resource

BATCH = 500


def csv_lines(resource: Resource, rows: QuerySet) -> Iterator[str]:
    """CSV with ";" and a byte-order mark, which Spanish spreadsheets open with accents intact."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow(headings(resource))
    for values in _values(resource, rows):
        yield writer.writerow([harmless(as_text(v)) for v in values])


def workbook(resource: Resource, rows: QuerySet) -> IO[bytes]:
    """A spreadsheet in a temporary file, in constant memory: dates as dates, numbers as numbers."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    book = xlsxwriter.Workbook(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(sheet_name(str(resource.plural)))
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, headings(resource), bold)
    sheet.freeze_panes(1, 0)
    for number, values in enumerate(_values(resource, rows), start=1):
        for column, value in enumerate(values):
            if isinstance(value, date) and not isinstance(value, datetime):
                sheet.write_datetime(
                    number, column, datetime.combine(value, datetime.min.time()), day
                )
            elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                sheet.write_number(number, column, float(value))
            else:
                sheet.write_string(number, column, as_text(value))
    book.close()
    out.seek(0)
    return out


def headings(resource: Resource) -> list[str]:
    return ["id", *(str(c.bound_to(resource.model).label) for c in resource.columns)]


def _values(resource: Resource, rows: QuerySet) -> Iterator[list[Any]]:
    columns = [c.bound_to(resource.model) for c in resource.columns]
    for record in rows.iterator(chunk_size=BATCH):
        yield [record.pk, *(_plain(c.read(record)) for c in columns)]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, models.Model) else value


def as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple | set):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "sí" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


class _Echo:
    def write(self, line: str) -> str:
        return line
