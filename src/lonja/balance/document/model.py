"""What a balance is made of, whatever it is printed on.

Numbers arrive here already printed (`FigureEntry.printed`), so that no renderer can print them
in another way; the spreadsheet and the open data also carry the plain value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from lonja.core.figures import Unit, Value


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style. `line` is that of the prose, from 1; 0 when it has none."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    line: int = 0


@dataclass(frozen=True)
class FigureRun(Run):
    """A number, or words that assert something of a number, bound to the figure `key`."""

    key: str = ""


@dataclass(frozen=True)
class NameRun(Run):
    """Words that the office has marked as a name, a date or a quotation: their numbers are no
    claims."""


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading within a section; `level` 2 or 3, the section's title being level 1."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class ListBlock:
    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class TableBlock:
    """A table with one header row; `numeric` says which columns are aligned as numbers."""

    header: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    caption: str = ""
    numeric: tuple[bool, ...] = ()


@dataclass(frozen=True)
class ImageBlock:
    """A photo: `path` on disk for files, `url` for pages."""

    path: Path
    alt: str
    caption: str = ""
    credit: str = ""
    url: str = ""


@dataclass(frozen=True)
class ChartBlock:
    """A drawing of figures. `svg` stands alone; `themed` takes the colours of the page around it,
    and `narrow` is the same for a phone.

    `data`: header and rows, as printed, for those who cannot see the drawing.
    """

    key: str
    svg: str
    alt: str
    caption: str = ""
    themed: str = ""
    narrow: str = ""
    header: tuple[str, ...] = ()
    data: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class FigureCards:
    """The figures shown large, by key, in order."""

    keys: tuple[str, ...]


Block = Paragraph | Heading | ListBlock | Quote | TableBlock | ImageBlock | ChartBlock | FigureCards


@dataclass(frozen=True)
class Correction:
    """A difference between what was printed when the year closed and what its records say now."""

    key: str
    name: str
    printed: str
    now: str
    difference: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordRow:
    """A record behind a figure, as the spreadsheet lists it."""

    label: str
    kind: str = ""
    date: date | None = None
    contribution: int | Decimal | None = None
    proof: str = ""
    address: str = ""
    proved: bool = True


def never() -> bool:
    return False


@dataclass(frozen=True)
class FigureEntry:
    """A figure of the year as the document prints it.

    `value` is plain (a ratio for percentages); `printed` is the one text of it in this language.
    `previous` and `change` (a ratio) compare with the year before; None without a basis.
    `reports_change`: the figure itself is a growth, so its own value says how much it changed.
    """

    key: str
    line: int
    name: str
    definition: str
    unit: Unit
    value: Value
    printed: str
    previous: Value = None
    previous_printed: str = ""
    change: Decimal | None = None
    change_printed: str = ""
    records: int = 0
    weak: int = 0
    opening: bool = False
    previous_opening: bool = False
    reports_change: bool = False
    # Asked only where the prose says "for the first time": it reads every year before.
    is_first: Callable[[], bool] = never
    notes: tuple[str, ...] = ()
    correction: Correction | None = None
    breakdown: dict[str, Any] = field(default_factory=dict)

    @property
    def fragment(self) -> str:
        """Where the figure is explained within the document: `cifra-press-mentions`."""
        return "cifra-" + self.key.replace(".", "-").replace("_", "-")

    @property
    def flagged(self) -> bool:
        return bool(self.weak or self.opening or self.correction or self.value is None)


@dataclass(frozen=True)
class Section:
    number: int
    title: str
    blocks: tuple[Block, ...]
    cards: tuple[str, ...] = ()
    signed_by: str = ""


def no_records(key: str) -> Iterable[RecordRow]:
    return ()


@dataclass(frozen=True)
class Document:
    title: str
    cluster: str
    year: int
    sections: tuple[Section, ...]
    figures: dict[str, FigureEntry]
    subtitle: str = ""
    language: str = "es"
    brand: str = "#1f4e5f"
    logo: bytes = b""
    published_on: date | None = None
    as_of: date | None = None
    foreword: tuple[Block, ...] = ()
    draft: bool = False
    line_names: dict[int, str] = field(default_factory=dict)
    # The rows of a figure are fetched when a renderer asks for them: there may be many thousands.
    records: Callable[[str], Iterable[RecordRow]] = no_records

    @property
    def corrections(self) -> list[Correction]:
        return [f.correction for f in self.figures.values() if f.correction]

    def of_line(self, line: int) -> list[FigureEntry]:
        return [f for f in self.figures.values() if f.line == line]

    @property
    def lines(self) -> list[int]:
        return sorted({f.line for f in self.figures.values()})


def runs_of(blocks: Iterable[Block]) -> Iterator[tuple[Run, ...]]:
    """Every stretch of written text in the blocks, in reading order: one tuple a paragraph."""
    for block in blocks:
        match block:
            case Paragraph(runs) | Heading(_, runs):
                yield runs
            case ListBlock(items):
                for item in items:
                    yield from runs_of(item)
            case Quote(inner):
                yield from runs_of(inner)
            case TableBlock(header, rows):
                yield from header
                for row in rows:
                    yield from row
                yield (Run(block.caption),)
            case ImageBlock():
                yield (Run(block.caption),)
                yield (Run(block.alt),)


def plain(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)
