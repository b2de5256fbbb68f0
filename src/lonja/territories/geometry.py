"""Shapes on the sheet: reading the shipped paths, their frame, and what lies inside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, pairwise

from .catalogue import shipped
from .projection import project

Point = tuple[int, int]
Box = tuple[int, int, int, int]  # left, top, right, bottom


@lru_cache(maxsize=9000)
def rings(path: str) -> list[list[Point]]:
    """The rings of a shipped path ("M10 20l5-3 2 8z…"), as points of the sheet."""
    return [_ring(part) for part in path.split("z") if part]


def _ring(part: str) -> list[Point]:
    numbers = [int(n) for n in re.findall(r"-?\d+", part)]
    xs = accumulate(numbers[0::2])
    ys = accumulate(numbers[1::2])
    return list(zip(xs, ys, strict=True))


def box(paths: Iterable[str]) -> Box:
    """The smallest rectangle around all the shapes."""
    points = [point for path in paths for ring in rings(path) for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def inside(path: str, x: float, y: float) -> bool:
    """Whether the point is in the shape: it is crossed an odd number of times going right."""
    crossings = 0
    for ring in rings(path):
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                crossings += 1
    return crossings % 2 == 1


def municipality_code_at(latitude: float, longitude: float) -> str | None:
    """INE code of the municipality of Spain where the point falls; None at sea or abroad.

    Borders are known to some 200 metres.
    """
    x, y = project(latitude, longitude)
    for province, outline in shipped.outlines("province").items():
        left, top, right, bottom = _frame(outline)
        if left - 50 <= x <= right + 50 and top - 50 <= y <= bottom + 50:
            for code, path in shipped.municipal_outlines(province).items():
                if inside(path, x, y):
                    return code
    return None


@lru_cache(maxsize=60)
def _frame(outline: str) -> Box:
    return box([outline])
