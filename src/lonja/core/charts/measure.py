"""How much room a text takes, and how to make it fit: by the widths of the house's typeface."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).resolve().parent.parent / "fonts"
ELLIPSIS = "…"


@lru_cache(maxsize=2)
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    name = "Asap-SemiBold.ttf" if bold else "Asap-Regular.ttf"
    return ImageFont.truetype(str(FONTS / name), 100, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line in the units of `size`."""
    return _face(bold).getlength(text) * size / 100


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis when it does not fit in `room`."""
    if width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width(kept.rstrip() + ELLIPSIS, size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrapped(text: str, size: float, room: float, *, lines: int = 2) -> list[str]:
    """The text in at most so many lines, broken between words; the last one is cut if need be."""
    rows: list[str] = []
    words = text.split()
    while words and len(rows) < lines - 1:
        row = words.pop(0)
        while words and width(f"{row} {words[0]}", size) <= room:
            row += f" {words.pop(0)}"
        rows.append(shortened(row, size, room))
    if words:
        rows.append(shortened(" ".join(words), size, room))
    return rows or [""]


def fits(text: str, size: float, room: float, *, lines: int = 1) -> bool:
    """Whether the text fits whole in that many lines."""
    return not any(row.endswith(ELLIPSIS) for row in wrapped(text, size, room, lines=lines))


def apart(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as they can be to the wanted ones, `gap` apart, between `low` and `high`.

    They keep their order. When there is no room for all, they are spread evenly.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    if gap * (len(wanted) - 1) > high - low:
        gap = (high - low) / (len(wanted) - 1)
    places = [min(max(wanted[i], low), high) for i in order]
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + gap)
    places[-1] = min(places[-1], high)
    for i in range(len(places) - 2, -1, -1):
        places[i] = min(places[i], places[i + 1] - gap)
    spread = dict(zip(order, places, strict=True))
    return [spread[i] for i in range(len(wanted))]
