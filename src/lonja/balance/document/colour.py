"""A cluster's brand colour, made legible: WCAG contrast on white and of white on it."""

from __future__ import annotations

import re

DEFAULT = "#1f4e5f"
READABLE = 4.5


def brand(colour: str) -> str:
    """The colour as #rrggbb; the house's own when it is not one."""
    return colour.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", colour or "") else DEFAULT


def ink(colour: str) -> str:
    """The brand dark enough to be read as text on white paper."""
    shade = _channels(brand(colour))
    while _contrast(shade, (255, 255, 255)) < READABLE:
        shade = tuple(int(c * 0.92) for c in shade)
    return _hex(shade)


def over(colour: str) -> str:
    """White or near black, whichever is read better over the brand."""
    shade = _channels(brand(colour))
    dark = (20, 24, 28)
    return "#ffffff" if _contrast(shade, (255, 255, 255)) >= _contrast(shade, dark) else _hex(dark)


def tint(colour: str, share: float) -> str:
    """The brand mixed with white; `share` of it, from 0 to 1."""
    return _hex(tuple(round(255 - (255 - c) * share) for c in _channels(brand(colour))))


def mixed(colour: str, other: str, share: float) -> str:
    """`share` of `colour` and the rest of `other`."""
    pairs = zip(_channels(brand(colour)), _channels(brand(other)), strict=True)
    return _hex(tuple(round(a * share + b * (1 - share)) for a, b in pairs))


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def _hex(channels: tuple[int, ...]) -> str:
    return "#" + "".join(f"{c:02x}" for c in channels)


def _luminance(channels: tuple[int, ...]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
              for c in (value / 255 for value in channels)]  # fmt: skip
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
