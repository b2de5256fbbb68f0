"""A cluster's brand colour, made legible: WCAG contrast on white and of white on it."""

from __future__ import annotations

import re

from lonja.core import colour as colours
from lonja.core.colour import WHITE, channels, contrast, from_channels

DEFAULT = "#1f4e5f"
DARK = "#14181c"


def brand(colour: str) -> str:
    """The colour as #rrggbb; the house's own when it is not one."""
    return colour.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", colour or "") else DEFAULT


def ink(colour: str) -> str:
    """The brand dark enough to be read as text on white paper."""
    return colours.ink(brand(colour))


def over(colour: str) -> str:
    """White or near black, whichever is read better over the brand."""
    shade = brand(colour)
    return WHITE if contrast(shade, WHITE) >= contrast(shade, DARK) else DARK


def tint(colour: str, share: float) -> str:
    """The brand mixed with white; `share` of it, from 0 to 1."""
    return from_channels(tuple(round(255 - (255 - c) * share) for c in channels(brand(colour))))


def mixed(colour: str, other: str, share: float) -> str:
    """`share` of `colour` and the rest of `other`."""
    pairs = zip(channels(brand(colour)), channels(brand(other)), strict=True)
    return from_channels(tuple(round(a * share + b * (1 - share)) for a, b in pairs))
