"""A spreadsheet from people's hands, as a table: its headers and its rows.

table = read(file, known=labels_of(columns))
table.headers            ["Entidad", "Contacto · Correo", …]
for line in table.rows():
    line.number, line.cells
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Protocol

from django.utils.translation import gettext as _

from lonja.core.text import fold

from .cells import Line, as_text, is_blank
from .csv_source import CsvSource
from .headers import Layout, find_layout, is_total, layout_at
from .limits import LIMITS, Limits, check_size
from .problems import FileProblem
from .xlsx_source import XlsxSource

SAMPLE = 40
BOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


class Source(Protocol):
    """A file with sheets. Each can be read from its beginning as often as wanted, one at a time."""

    sheets: list[str]
    hidden: list[str]

    def lines(self, sheet: str = "") -> Iterator[Line]: ...


@dataclass
class Table:
    """A sheet from its headers down."""

    source: Source
    sheet: str
    layout: Layout
    limits: Limits = LIMITS
    # The numbers of the lines left out as totals, in the last reading of the rows.
    totals: list[int] = field(default_factory=list)

    @property
    def headers(self) -> list[str]:
        """One name a column, never twice the same; columns without a name are called by letter."""
        return self.layout.labels

    def rows(self) -> Iterator[Line]:
        """The lines with data: neither those above nor blank ones nor totals."""
        count = 0
        self.totals = []
        for line in self.source.lines(self.sheet):
            if line.number <= self.layout.last or not _says(line):
                continue
            if is_total(line.cells):
                self.totals.append(line.number)
                continue
            count += 1
            if count > self.limits.rows:
                raise FileProblem(
                    _("El fichero tiene más de %d líneas.") % self.limits.rows,
                    _("Pártalo en varios."),
                )
            yield line


def open_source(file: IO[bytes], limits: Limits = LIMITS) -> Source:
    """The file by what it is, whatever its name says; that tells only what a text without columns
    was meant to be. Raises FileProblem."""
    check_size(file, limits)
    start = file.read(2048)
    file.seek(0)
    if start.startswith(b"PK\x03\x04"):
        return XlsxSource(file, limits)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileProblem(
            _("Es un libro de Excel antiguo (.xls) o protegido con contraseña."),
            _("Ábralo y guárdelo como .xlsx, sin contraseña."),
        )
    if start.lstrip().lower().startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        raise FileProblem(
            _("Es una página web con nombre de hoja de cálculo."),
            _("Ábrala en Excel o LibreOffice y guárdela como .xlsx."),
        )
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")):
        raise FileProblem(
            _("El fichero no es una hoja de cálculo."), _("Guárdelo como .xlsx o .csv.")
        )
    text = CsvSource(file, limits)
    if text.one_column and str(getattr(file, "name", "")).lower().endswith(BOOKS):
        raise FileProblem(
            _("El fichero no es una hoja de cálculo."),
            _("Ábralo en su programa, guárdelo otra vez como .xlsx y vuelva a subirlo."),
        )
    return text


def read(
    file: IO[bytes] | Source,
    *,
    sheet: str = "",
    header_line: int | None = None,
    known: Collection[str] = (),
    limits: Limits = LIMITS,
) -> Table:
    """The table of a sheet; by default, of the one that names most of what is looked for.

    `known` are names that its headers may have, which help to find them; `header_line` says where
    they stand when a person knows better. Raises FileProblem.
    """
    source = open_source(file, limits) if hasattr(file, "read") else file
    if sheet and sheet not in [*source.sheets, *source.hidden]:
        raise FileProblem(
            _("El libro no tiene ninguna hoja «%s».") % sheet,
            _("Tiene: %s.") % ", ".join(source.sheets),
        )
    sheet = sheet or _likeliest(source, known)
    sample = _sample(source, sheet)
    if not sample:
        raise FileProblem(_("La hoja no tiene nada escrito."))
    layout = layout_at(sample, header_line) if header_line else find_layout(sample, known)
    return Table(source, sheet, layout, limits)


def _likeliest(source: Source, known: Collection[str]) -> str:
    """The first sheet that shows, unless another names more columns: books begin with a cover."""
    if len(source.sheets) == 1:
        return source.sheets[0]

    def named(sheet: str) -> int:
        try:
            lines = _sample(source, sheet)
        except FileProblem:  # Of a sheet that nobody may be looking for.
            return 0
        return max((sum(fold(as_text(c)) in known for c in ln.cells) for ln in lines), default=0)

    return max(source.sheets, key=named)


def _sample(source: Source, sheet: str) -> list[Line]:
    """Its first lines that say something."""
    return list(islice((line for line in source.lines(sheet) if _says(line)), SAMPLE))


def _says(line: Line) -> bool:
    return not all(is_blank(cell) for cell in line.cells)
