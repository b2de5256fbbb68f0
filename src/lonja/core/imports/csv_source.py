"""CSV files: any usual encoding and separator, told from the file itself."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _

from .cells import Line
from .limits import LIMITS, Limits
from .problems import FileProblem

SEPARATORS = ";,\t|"
SAMPLE = 64 * 1024
PIECE = 256 * 1024
NEVER = tuple(map(chr, {*range(32)} - set(b"\t\n\v\f\r\x1a")))
"""Characters that no text has: here and there one slips in, but not one in a hundred."""


class CsvSource:
    """A text file with one sheet, without a name."""

    def __init__(self, file: IO[bytes], limits: Limits = LIMITS):
        self.file = file
        self.limits = limits
        self.sheets = [""]
        self.hidden: list[str] = []
        self.encoding = encoding_of(file)
        with _text(file, self.encoding) as text:
            sample = text.read(SAMPLE)
        if sum(map(sample.count, NEVER)) > len(sample) // 100 or "\x00" in sample:
            raise FileProblem(
                _("El fichero no es una hoja de cálculo."), _("Guárdelo como .xlsx o .csv.")
            )
        self.declared = sample[:6].lower().startswith("sep=") and sample[4:5] in SEPARATORS
        self.separator = sample[4] if self.declared else separator_of(sample)
        self.one_column = not self.declared and _evenness(sample, self.separator) == (0.0, 0)

    def lines(self, sheet: str = "") -> Iterator[Line]:
        """Every line, blank ones too. Lines are counted as spreadsheets do when they open it."""
        with _text(self.file, self.encoding) as text:
            if self.declared:
                text.readline()
            reader = csv.reader(text, delimiter=self.separator)
            number = 0
            try:
                for number, cells in enumerate(reader, start=1):
                    if len(cells) > self.limits.columns:
                        raise _too_wide(number)
                    yield Line(number, list(cells))
            except csv.Error as error:
                raise FileProblem(
                    _("No se entiende el fichero después de la línea %d.") % number,
                    _('Suele ser una comilla (") que se abre y no se cierra.'),
                ) from error


def _too_wide(line: int) -> FileProblem:
    return FileProblem(_("La línea %d tiene demasiadas columnas.") % line)


def encoding_of(file: IO[bytes]) -> str:
    """UTF-8 or UTF-16 when it can be told; else Windows-1252, as Spanish Excel writes.

    Latin-1 stands for Windows-1252 when the file has bytes which that one does not know.
    """
    file.seek(0)
    start = file.read(4096)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if guess := _utf16_without_mark(start):
        return guess
    return next((name for name in ("utf-8", "cp1252") if _reads(file, name)), "latin-1")


def _utf16_without_mark(start: bytes) -> str:
    """Western text in UTF-16 has a null in nearly every other byte."""
    half = len(start) // 2
    if half < 2:
        return ""
    if start[1::2].count(0) > 0.6 * half and start[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if start[::2].count(0) > 0.6 * half and start[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _reads(file: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def separator_of(sample: str) -> str:
    """The character that cuts the lines of a sample into the most even table."""
    whole = sample[: sample.rfind("\n") + 1] or sample
    return max(SEPARATORS, key=lambda mark: _evenness(whole, mark))


def _evenness(sample: str, separator: str) -> tuple[float, int]:
    """(share of lines with the commonest number of cells, that number); (0, 0) if it never cuts."""
    try:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        sizes = [len(row) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error:
        return (0.0, 0)
    cut = Counter(size for size in sizes if size > 1)
    if not cut:
        return (0.0, 0)
    size, times = cut.most_common(1)[0]
    return (round(times / len(sizes), 1), size)


class _text:
    """The file as text, left open and whole when one stops reading."""

    def __init__(self, file: IO[bytes], encoding: str):
        self.file, self.encoding = file, encoding

    def __enter__(self) -> io.TextIOWrapper:
        self.file.seek(0)
        raw = io.BufferedReader(_Raw(self.file), PIECE)
        self.wrapper = io.TextIOWrapper(raw, self.encoding, "replace", newline="")
        return self.wrapper

    def __exit__(self, *exc) -> None:
        self.wrapper.detach()


class _Raw(io.RawIOBase):
    """Any binary file as the raw stream that a text wrapper asks for."""

    def __init__(self, file: IO[bytes]):
        self.file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        data = self.file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
