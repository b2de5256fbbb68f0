"""Reading TopoJSON: shapes as rings of points, which shapes touch, where their middle is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

Point = tuple[float, float]  # longitude, latitude in degrees
Ring = list[Point]


class Topology:
    """One TopoJSON file, its arcs decoded once."""

    def __init__(self, file: dict[str, Any]):
        self.objects = file["objects"]
        (self.dx, self.dy), (self.x, self.y) = (
            file["transform"]["scale"],
            file["transform"]["translate"],
        )
        self.arcs = [self._decode(arc) for arc in file["arcs"]]

    def _decode(self, arc: list[list[int]]) -> Ring:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * self.dx + self.x, y * self.dy + self.y))
        return points

    def shapes(self, name: str) -> Iterator[tuple[str, str, list[Ring]]]:
        """(code, name, rings) of every shape of an object; holes are rings like the others."""
        for shape in self.objects[name]["geometries"]:
            rings = [self._ring(arcs) for arcs in _rings(shape)]
            yield shape["id"], shape["properties"]["name"], rings

    def _ring(self, arcs: list[int]) -> Ring:
        points: Ring = []
        for number in arcs:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points += arc if not points else arc[1:]
        return points

    def touching(self, name: str, codes: Iterable[str]) -> list[set[str]]:
        """The codes in groups of those that share a border with another of their group."""
        wanted = set(codes)
        owners: dict[int, list[str]] = defaultdict(list)
        for shape in self.objects[name]["geometries"]:
            if shape["id"] in wanted:
                for arcs in _rings(shape):
                    for number in arcs:
                        owners[number if number >= 0 else ~number].append(shape["id"])
        return _joined(wanted, owners.values())


def _rings(shape: dict[str, Any]) -> list[list[int]]:
    if shape["type"] == "Polygon":
        return shape["arcs"]
    return [ring for polygon in shape["arcs"] for ring in polygon]


def _joined(codes: set[str], links: Iterable[list[str]]) -> list[set[str]]:
    group_of = {code: {code} for code in codes}
    for linked in links:
        for other in linked[1:]:
            mine, theirs = group_of[linked[0]], group_of[other]
            if mine is not theirs:
                mine |= theirs
                for code in theirs:
                    group_of[code] = mine
    return list({id(group): group for group in group_of.values()}.values())


def middle(rings: list[Ring]) -> Point:
    """Centre of gravity of the largest ring: what a pin or a name is put on."""
    return _centroid(max(rings, key=lambda ring: abs(_area(ring))))


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _centroid(ring: Ring) -> Point:
    # Measured from the first point: far from the origin of degrees, small shapes lose precision.
    x0, y0 = ring[0]
    near = [(x - x0, y - y0) for x, y in ring]
    area = _area(near)
    if not area:  # so small that the atlas flattened it
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    x = y = 0.0
    for (ax, ay), (bx, by) in pairwise(near):
        cross = ax * by - bx * ay
        x, y = x + (ax + bx) * cross, y + (ay + by) * cross
    return x0 + x / (6 * area), y0 + y / (6 * area)
