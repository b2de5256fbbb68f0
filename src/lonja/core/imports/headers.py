"""Where a table begins: titles above it, one or two lines of headers, totals below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.utils.translation import gettext as _

from lonja.core.text import fold

from .cells import Broken, Cell, Line, as_text, is_blank, letter
from .problems import FileProblem

JOINT = " · "
LONGEST_HEADER = 80
DATA = re.compile(r"[-+(]?[\d.,' €%$/:-]+\)?|.+@.+\..+|https?://.+|www\..+", re.I)
TOTAL = re.compile(
    r"(sub)?total(es)?( (general|final|parcial|acumulado|eur|€))?:?|suma(s|n)?( total)?:?|"
    r"(n\.?º|numero|num\.?) (total|de (filas|registros)).*|"
    r"total (de )?(filas|registros|asociados).*"
)


@dataclass(frozen=True)
class Layout:
    """`first` and `last` are the lines of the headers; `labels`, one name a column."""

    first: int
    last: int
    labels: list[str]


def find_layout(sample: Sequence[Line], known: Collection[str] = ()) -> Layout:
    """The headers among the first lines of a sheet: the line that looks most like names of columns.

    `known` are folded names that a header may have. Raises FileProblem.
    """
    width = max(_filled(line) for line in sample)
    scores = [_score(line, width, set(known)) for line in sample]
    best = max(range(len(sample)), key=lambda index: (scores[index], -index))
    if scores[best] <= 0:
        raise FileProblem(
            _("No se encuentra la línea con los nombres de las columnas."),
            _("Ponga en la primera línea el nombre de cada columna."),
        )
    above = sample[best - 1] if best else None
    below = sample[best + 1] if best + 1 < len(sample) else None
    if above and _groups(above, sample[best]):
        return _layout(above, sample[best])
    if below and _continues(sample[best], below, set(known)):
        return _layout(sample[best], below)
    return _layout(sample[best])


def layout_at(sample: Sequence[Line], number: int) -> Layout:
    """The headers in the line that a person pointed at."""
    for line in sample:
        if line.number == number:
            return _layout(line)
    raise FileProblem(_("La línea %d no tiene nombres de columnas.") % number)


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether a line sums up those above it: its first word says so and half of it is blank."""
    said = [cell for cell in cells if not is_blank(cell)]
    return bool(
        said
        and isinstance(said[0], str)
        and TOTAL.fullmatch(fold(said[0]))
        and (len(said) <= 2 or all(_is_data(cell) for cell in said[1:]))
    )


def _score(line: Line, width: int, known: set[str]) -> float:
    """How much a line looks like headers: as wide as the table, all words, all different, known."""
    cells = [cell for cell in line.cells if not is_blank(cell)]
    texts = [fold(as_text(cell)) for cell in cells if not _is_data(cell)]
    if len(texts) < 0.8 * len(cells) or (width > 1 and len(set(texts)) == 1):
        return 0.0
    recognised = sum(text in known for text in texts)
    if any(len(text) > LONGEST_HEADER for text in texts) and not recognised:
        return 0.0
    different = len(set(texts)) / len(texts)
    return len(cells) / width + len(texts) / len(cells) + different + 3 * recognised / len(cells)


def _groups(above: Line, headers: Line) -> bool:
    """Whether the line above names groups of the columns below: "Contacto" over "Correo"."""
    if above.number != headers.number - 1:
        return False
    words = [fold(as_text(cell)) for cell in above.cells if not is_blank(cell)]
    return (
        len(set(words)) >= 2
        and not any(_is_data(cell) for cell in above.cells if not is_blank(cell))
        and all(len(word) <= LONGEST_HEADER for word in words)
    )


def _continues(headers: Line, below: Line, known: set[str]) -> bool:
    """Whether the line below goes on naming columns, where the headers have a group or nothing."""
    cells = [cell for cell in below.cells if not is_blank(cell)]
    if below.number != headers.number + 1 or any(_is_data(cell) for cell in cells):
        return False
    fills = any(
        not is_blank(cell) and (i >= len(headers.cells) or is_blank(headers.cells[i]))
        for i, cell in enumerate(below.cells)
    )
    repeats = _filled(headers) > len({fold(as_text(c)) for c in headers.cells if not is_blank(c)})
    recognised = sum(fold(as_text(cell)) in known for cell in cells)
    return (fills or repeats) and recognised >= len(cells) / 2


def _layout(first: Line, second: Line | None = None) -> Layout:
    if second is None:
        return Layout(first.number, first.number, _different(first.cells))
    joined: list[Cell] = []
    group = ""
    for index in range(max(len(first.cells), len(second.cells))):
        over = as_text(first.cells[index]) if index < len(first.cells) else ""
        under = as_text(second.cells[index]) if index < len(second.cells) else ""
        # A group's name stands over its first column alone when cells are not merged.
        group = over or (group if under else "")
        same = fold(group) == fold(under)
        joined.append(under or group if same or not (group and under) else group + JOINT + under)
    return Layout(first.number, second.number, _different(joined))


def _different(cells: Sequence[Cell]) -> list[str]:
    """A name for each column: "Correo", "Correo (2)", "Columna D"."""
    times: Counter[str] = Counter()
    names = []
    for index, cell in enumerate(cells):
        name = " ".join(as_text(cell).split())[:LONGEST_HEADER]
        name = name or _("Columna %s") % letter(index)
        times[fold(name)] += 1
        names.append(f"{name} ({times[fold(name)]})" if times[fold(name)] > 1 else name)
    return names


def _filled(line: Line) -> int:
    return sum(not is_blank(cell) for cell in line.cells)


def _is_data(cell: Cell) -> bool:
    """Whether a cell holds a value rather than a name."""
    if isinstance(cell, bool | int | float | Decimal | date | time | Broken):
        return True
    return isinstance(cell, str) and bool(DATA.fullmatch(cell.strip()))
