from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """Cells already written as they are to be read. `numeric`: which columns are numbers;
    `widths`: the share of the width that each takes, all alike without them."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[int] = ()
    widths: Sequence[float] = ()


@dataclass(frozen=True)
class Part:
    """`text` in paragraphs parted by an empty line; `facts` are (name, value)."""

    heading: str
    text: str = ""
    facts: Sequence[tuple[str, str]] = ()
    table: Table | None = None


@dataclass
class Report:
    title: str
    subtitle: str
    house: str
    made_on: str
    language: str
    brand: str = "#0f5c5c"
    page_word: str = "página"
    parts: list[Part] = field(default_factory=list)
