"""XLSX files: what their cells show. Formulas give the value they were saved with, or nothing."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from .cells import Broken, Cell, Line, is_blank
from .limits import LIMITS, Limits, bomb, check_inflation
from .problems import FileProblem

warnings.filterwarnings("ignore", module="openpyxl")

MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
# A cell with a formula and no value: nobody's program has calculated it.
UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]{0,8192})</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
PIECE, OVERLAP = 1024 * 1024, 16 * 1024
MOST_MARKS = 200_000
ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)


@dataclass
class Marks:
    """What the parser of rows does not tell of a sheet: merged regions, formulas without value."""

    regions: list[tuple[int, int, int, int]] = field(
        default_factory=list
    )  # top, left, bottom, right
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)


class XlsxSource:
    def __init__(self, file: IO[bytes], limits: Limits = LIMITS):
        self.limits = limits
        try:
            with zipfile.ZipFile(file) as archive:
                _check_is_workbook(archive)
                check_inflation(archive, limits)
            self.book = _Reader(file, limits).opened()
            found = list(self.book.worksheets)
        except FileProblem:
            raise
        except Exception as error:  # openpyxl fails in a hundred ways on what is not well made
            raise _damaged() from error
        self.sheets = [one.title for one in found if one.sheet_state == "visible"]
        self.hidden = [one.title for one in found if one.sheet_state != "visible"]
        if not self.sheets:
            raise FileProblem(
                _("Todas las hojas del libro están ocultas."), _("Muestre la que quiera importar.")
            )
        self._marks: dict[str, Marks] = {}

    def lines(self, sheet: str = "") -> Iterator[Line]:
        """Every line that has something; the value of a merged region stands in all its cells."""
        page = self.book[sheet or self.sheets[0]]
        page.reset_dimensions()
        if page.title not in self._marks:
            self._marks[page.title] = self._scan(page)
        merged = Merged(self._marks[page.title].regions)
        formulas = self._marks[page.title].formulas
        try:
            for number, values in enumerate(page.iter_rows(values_only=True), start=1):
                cells = [Broken(v) if v in ERRORS else v for v in values] if values else []
                if formulas:
                    for index in range(len(cells)):
                        if written := formulas.get((number, index + 1)):
                            cells[index] = Broken(written, is_formula=True)
                while cells and is_blank(cells[-1]):
                    cells.pop()
                if len(cells) > self.limits.columns:
                    raise FileProblem(_("La línea %d tiene demasiadas columnas.") % number)
                if cells:
                    yield Line(number, merged.spread(number, cells))
        except FileProblem:
            raise
        except Exception as error:
            raise _damaged() from error

    def _scan(self, page) -> Marks:
        marks = Marks()
        with page._get_source() as stream:
            for found in _matches(stream, MERGED, UNCALCULATED):
                if found.re is MERGED:
                    left, top, right, bottom = range_boundaries(found[1].decode())
                    marks.regions.append((top, left, min(bottom, 2**20), right))
                else:
                    place = coordinate_to_tuple(found[1].decode())
                    marks.formulas[place] = "=" + (found[2] or b"").decode("utf-8", "replace")[:80]
                if len(marks.regions) + len(marks.formulas) > MOST_MARKS:
                    raise _damaged()
        marks.regions.sort()
        return marks


class _Archive(zipfile.ZipFile):
    """Gives whole, which is how styles and names are read, only what does not hold too much."""

    def __init__(self, file: IO[bytes], limits: Limits):
        super().__init__(file)
        self.limits = limits

    def read(self, name, pwd=None) -> bytes:
        whole = super().read(name, pwd)
        if whole.count(b"<") > self.limits.held_marks:
            raise bomb()
        return whole


class _Reader(ExcelReader):
    """Opens a workbook, with the values that its formulas were saved with."""

    def __init__(self, file: IO[bytes], limits: Limits):
        super().__init__(file, read_only=True, data_only=True, keep_links=False)
        self.archive = _Archive(file, limits)

    def opened(self) -> Any:
        self.read()
        return self.wb

    def read_chartsheet(self, sheet, rel) -> None:
        """A sheet that is a chart has no cells."""


class Merged:
    """Spreads the value of each merged region over it, line by line from the top."""

    def __init__(self, regions: list[tuple[int, int, int, int]]):
        self.coming = list(reversed(regions))
        self.current: list[tuple[int, int, int, Cell]] = []  # left, bottom, right, value

    def spread(self, number: int, cells: list[Cell]) -> list[Cell]:
        while self.coming and self.coming[-1][0] <= number:
            top, left, bottom, right = self.coming.pop()
            value = cells[left - 1] if top == number and left <= len(cells) else None
            self.current.append((left, bottom, right, value))
        self.current = [region for region in self.current if region[1] >= number]
        for left, _bottom, right, value in self.current:
            if value is not None:
                reach = min(right, LIMITS.columns)
                cells.extend([None] * (reach - len(cells)))
                cells[left - 1 : reach] = [value] * (reach - left + 1)
        return cells


def _matches(stream: IO[bytes], *patterns: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
    """Matches in a stream read by pieces; none is longer than the overlap of two pieces."""
    kept = b""
    while piece := stream.read(PIECE):
        kept += piece
        done = 0
        for pattern in patterns:
            for found in pattern.finditer(kept):
                yield found
                done = max(done, found.end())
        kept = kept[max(done, len(kept) - OVERLAP) :]


def _check_is_workbook(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise FileProblem(_("Es un libro .xlsb."), _("Guárdelo como .xlsx."))
    if "content.xml" in names and "mimetype" in names:
        raise FileProblem(_("Es una hoja de LibreOffice (.ods)."), _("Guárdela como .xlsx."))
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise FileProblem(
            _("El fichero no es una hoja de cálculo."), _("Guárdelo como .xlsx o .csv.")
        )


def _damaged() -> FileProblem:
    return FileProblem(
        _("El libro está dañado y no se puede leer."),
        _("Ábralo en su programa, guárdelo otra vez como .xlsx y vuelva a subirlo."),
    )
