"""The balance as a spreadsheet: every figure, and every record behind every figure.

Numbers go as numbers and dates as dates, so that the sheet can be reckoned with; texts never as
formulas. Rows are written as they are read: a year of a hundred thousand records fits in memory.
"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from lonja.core.figures import Unit
from lonja.core.text import sheet_name

from . import colour
from .labels import labels
from .model import Document, FigureEntry


def render(document: Document) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        },
    )
    book.set_properties({"title": document.title, "author": document.cluster})
    writer = _Writer(document, book)
    writer.figures()
    for line in document.lines:
        writer.line(line)
    writer.corrections()
    book.close()
    return out.getvalue()


class _Writer:
    def __init__(self, document: Document, book: xlsxwriter.Workbook):
        self.source = document
        self.book = book
        self.say = labels(document.language)
        ink = colour.ink(document.brand)
        top = {"valign": "top"}
        self.head = book.add_format(
            {"bold": True, "font_color": "#ffffff", "bg_color": ink, "text_wrap": True, **top}
        )
        self.text = book.add_format({"text_wrap": True, **top})
        self.formats = {
            "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left", **top}),
            Unit.EUROS: book.add_format({"num_format": '#,##0.00 "€"', **top}),
            Unit.PERCENT: book.add_format({"num_format": "0.0%", **top}),
            Unit.NUMBER: book.add_format({"num_format": "#,##0.00", **top}),
            Unit.COUNT: book.add_format({"num_format": "#,##0", **top}),
        }
        self.formats[Unit.RANK] = self.formats[Unit.COUNT]

    def figures(self) -> None:
        say = self.say
        columns = [
            (say["line"], 26), (say["figure"], 44), (say["value"], 18), (say["printed"], 30),
            (say["previous"], 18), (say["change"], 12), (say["records"], 11), (say["weak"], 14),
            (say["opening"], 11), (say["definition"], 70), (say["notes"], 50), (say["key"], 34),
        ]  # fmt: skip
        title = {"es": "Cifras", "en": "Figures"}[self.source.language]
        sheet = self._sheet(title, columns)
        for row, entry in enumerate(self.source.figures.values(), 1):
            self._figure(sheet, row, entry)
        sheet.autofilter(0, 0, len(self.source.figures), len(columns) - 1)

    def _figure(self, sheet: Worksheet, row: int, entry: FigureEntry) -> None:
        cells: list[tuple[Any, Any]] = [
            (self._line_name(entry.line), None),
            (entry.name, None),
            (_plain(entry.value), entry.unit),
            (entry.printed, None),
            (_plain(entry.previous), entry.unit),
            (entry.change, Unit.PERCENT),
            (entry.records, Unit.COUNT),
            (entry.weak, Unit.COUNT),
            (("sí" if self.source.language == "es" else "yes") if entry.opening else "", None),
            (entry.definition, None),
            (" ".join(entry.notes), None),
            (entry.key, None),
        ]
        self._row(sheet, row, cells)

    def line(self, line: int) -> None:
        say = self.say
        sheet = self._sheet(
            self._line_name(line),
            [
                (say["figure"], 44), (say["record"], 60), (say["kind"], 24), (say["date"], 12),
                (say["contribution"], 16), (say["evidence"], 30), (say["address"], 46),
                (say["key"], 34),
            ],
        )  # fmt: skip
        at = 0
        for entry in self.source.of_line(line):
            unit = entry.unit if entry.unit == Unit.EUROS else Unit.NUMBER
            for record in self.source.records(entry.key):
                at += 1
                proof = record.proof or ("" if record.proved else say["missing_evidence"])
                cells = [
                    (entry.name, None), (record.label, None), (record.kind, None),
                    (record.date, "date"), (record.contribution, unit), (proof, None),
                    (record.address, None), (entry.key, None),
                ]  # fmt: skip
                self._row(sheet, at, cells)
        sheet.autofilter(0, 0, max(at, 1), 7)

    def corrections(self) -> None:
        say = self.say
        sheet = self._sheet(
            {"es": "Correcciones", "en": "Corrections"}[self.source.language],
            [
                (say["figure"], 44), (say["printed"], 20), (say["now"], 20),
                (say["difference"], 16), (say["why"], 80), (say["key"], 34),
            ],
        )  # fmt: skip
        listed = self.source.corrections
        if not listed:
            self._row(sheet, 1, [(say["no_corrections"], None)])
        for row, one in enumerate(listed, 1):
            told = [one.name, one.printed, one.now, one.difference, " ".join(one.reasons), one.key]
            self._row(sheet, row, [(text, None) for text in told])

    def _sheet(self, name: str, columns: list[tuple[str, int]]) -> Worksheet:
        taken = [sheet.get_name() for sheet in self.book.worksheets()]
        sheet = self.book.add_worksheet(sheet_name(name, taken))
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for place, (title, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, title, self.head)
        return sheet

    def _line_name(self, line: int) -> str:
        return f"{line}. {self.source.line_names.get(line, '')}".strip()

    def _row(self, sheet: Worksheet, row: int, cells: list[tuple[Any, Any]]) -> None:
        for place, (value, style) in enumerate(cells):
            if value is None or value == "":
                continue
            if isinstance(value, bool | str):
                sheet.write_string(row, place, str(value)[:32767], self.text)
            elif isinstance(value, date):
                sheet.write_datetime(row, place, value, self.formats["date"])
            else:
                sheet.write_number(row, place, value, self.formats.get(style, self.text))


def _plain(value: Any) -> int | Decimal | str | None:
    """A number stays one; lists and tables are told in one cell."""
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, dict):
        return "; ".join(f"{label}: {count}" for label, count in value.items())
    return value
