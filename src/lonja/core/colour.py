"""Colours as #rrggbb, and whether they can be read: contrast as WCAG measures it, from 1 to 21."""

from __future__ import annotations

READABLE = 4.5
WHITE = "#ffffff"
Channels = tuple[int, ...]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(channels(one)), _luminance(channels(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str) -> bool:
    """Whether it can be read on white, and white on it."""
    return contrast(colour, WHITE) >= READABLE


def ink(colour: str) -> str:
    """The colour dark enough to be read on white, and for white to be read on it."""
    while not readable(colour):
        colour = from_channels(tuple(int(c * 0.92) for c in channels(colour)))
    return colour


def channels(colour: str) -> Channels:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def from_channels(values: Channels) -> str:
    return "#" + "".join(f"{value:02x}" for value in values)


def _luminance(values: Channels) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (value / 255 for value in values)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
