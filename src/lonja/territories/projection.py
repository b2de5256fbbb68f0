"""From degrees to the sheet on which every map of Spain is drawn.

The sheet is a rectangle of `WIDTH` x `HEIGHT` units of 100 metres, y downwards. The peninsula, the
Balearics, Ceuta and Melilla lie on one conic conformal projection; the Canaries on another of the
same scale, brought to the inset at the lower left, inside `INSET`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, log, pi, radians, sin, tan

EARTH = 63_710  # radius, in units of 100 m
CANARIES_BELOW = 31.0  # degrees of latitude: everything of Spain south of it is the Canaries


@dataclass(frozen=True)
class Conic:
    """Lambert's conformal conic on a sphere, with its centre brought to (x, y) of the sheet."""

    latitude: float
    longitude: float
    parallels: tuple[float, float]
    x: float
    y: float

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        first, second = (radians(p) for p in self.parallels)
        n = log(cos(first) / cos(second)) / log(_stretch(second) / _stretch(first))
        scale = EARTH * cos(first) * _stretch(first) ** n / n
        distance = scale / _stretch(radians(latitude)) ** n
        origin = scale / _stretch(radians(self.latitude)) ** n
        angle = n * radians(longitude - self.longitude)
        return self.x + distance * sin(angle), self.y - origin + distance * cos(angle)


def _stretch(latitude: float) -> float:
    return tan(pi / 4 + latitude / 2)


WIDTH, HEIGHT = 11_480, 11_140
MAINLAND = Conic(40.0, -3.5, (38.0, 42.0), x=4_770, y=4_350)
CANARIES = Conic(28.4, -15.8, (28.0, 29.0), x=2_420, y=10_200)
INSET = (40, 8_985, 4_760, 2_110)  # x, y, width, height


def project(latitude: float, longitude: float) -> tuple[int, int]:
    """Where a point of Spain falls on the sheet."""
    frame = CANARIES if latitude < CANARIES_BELOW else MAINLAND
    x, y = frame.project(latitude, longitude)
    return round(x), round(y)
