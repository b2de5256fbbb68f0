"""How much a file may hold: enough for any office, too little for a bomb."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from .problems import FileProblem

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    file_bytes: int = 25 * MEGABYTE
    inflated_bytes: int = 400 * MEGABYTE
    # Spreadsheets shrink some 5 to 40 times; bombs, a thousand.
    ratio: int = 200
    # Signs "<" of a workbook: some four a cell, and a few microseconds each.
    marks: int = 20_000_000
    # And of a part not read by pieces, such as its styles: half a kilobyte of memory each.
    held_marks: int = 300_000
    entries: int = 2000
    rows: int = 100_000
    columns: int = 300


LIMITS = Limits()


def check_size(file: IO[bytes], limits: Limits = LIMITS) -> None:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size == 0:
        raise FileProblem(_("El fichero está vacío."))
    if size > limits.file_bytes:
        raise FileProblem(
            _("El fichero ocupa %(size)d MB y caben %(limit)d.")
            % {"size": size // MEGABYTE, "limit": limits.file_bytes // MEGABYTE},
            _("Quite las imágenes o pártalo en varios."),
        )


def check_inflation(archive: zipfile.ZipFile, limits: Limits = LIMITS) -> None:
    """Refuse an archive that says it is enormous, or that says little and inflates to a lot.

    What each entry declares is checked first, without inflating anything; then every entry is
    inflated in small pieces and thrown away, so that one that lies, or that has few bytes and very
    many marks, is caught before it is parsed.
    """
    entries = archive.infolist()
    declared = sum(entry.file_size for entry in entries)
    if (
        len(entries) > limits.entries
        or declared > limits.inflated_bytes
        or any(_shrinks_too_much(entry, limits) for entry in entries)
    ):
        raise bomb()
    inflated = marks = 0
    for entry in entries:
        with archive.open(entry) as stream:
            while piece := stream.read(256 * 1024):
                inflated += len(piece)
                marks += piece.count(b"<")
                if inflated > min(limits.inflated_bytes, declared) or marks > limits.marks:
                    raise bomb()


def _shrinks_too_much(entry: zipfile.ZipInfo, limits: Limits) -> bool:
    """Each by itself: beside what does not shrink at all, a bomb would not be told."""
    size = entry.file_size
    return size > MEGABYTE and size > limits.ratio * entry.compress_size


def bomb() -> FileProblem:
    return FileProblem(
        _("El fichero está comprimido de una forma que no es la de una hoja de cálculo."),
        _("Ábralo en su programa, copie los datos en un libro nuevo y guárdelo como .xlsx."),
    )
