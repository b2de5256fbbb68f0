"""Making the catalogue that ships with Lonja from the TopoJSON of es-atlas.

    npm pack es-atlas && tar xzf es-atlas-*.tgz
    lonja catalogue build package/es

Reads municipalities.json, provinces.json and autonomous_regions.json; writes `data/`. The same
source gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..codes import dir3_of_island, dir3_of_municipality, dir3_of_provincial_council
from ..enums import Kind
from ..projection import project
from . import names
from .shipped import BOUNDARIES, DATA, TERRITORIES
from .topology import Ring, Topology, middle

Row = dict[str, Any]
# Shared lands without a council of their own (53) and Gibraltar (54).
NOT_MUNICIPALITIES = ("53", "54")
VISIBLE = 150  # units of the sheet
SPAIN = {
    "kind": Kind.COUNTRY,
    "code": "ES",
    "name": "España",
    "latitude": 40.0,
    "longitude": -3.5,
}


def build(source: Path, target: Path = DATA) -> dict[str, int]:
    """Write the shipped files; gives how many territories of each kind there are."""
    municipal = _read(source / "municipalities.json")
    shapes = [s for s in municipal.shapes("municipalities") if s[0][:2] not in NOT_MUNICIPALITIES]
    provinces = [
        s for s in _read(source / "provinces.json").shapes("provinces") if s[0] in names.REGION_OF
    ]
    known = set(names.REGION_OF.values())
    regions = [
        s
        for s in _read(source / "autonomous_regions.json").shapes("autonomous_regions")
        if s[0] in known
    ]
    rows = [
        SPAIN,
        *_regions(regions),
        *_provinces(provinces),
        *_municipalities(shapes),
        *_councils([code for code, *_ in shapes], provinces),
        *_island_councils(municipal),
    ]
    _check_other_names(shapes)
    _write(target / TERRITORIES, rows)
    _write(
        target / BOUNDARIES / "spain.json.gz",
        {
            "region": {code: _on_spain(rings) for code, _, rings in sorted(regions)},
            "province": {code: _on_spain(rings) for code, _, rings in sorted(provinces)},
        },
    )
    for province in names.REGION_OF:
        inside = {code: drawn(rings) for code, _, rings in sorted(shapes) if code[:2] == province}
        _write(target / BOUNDARIES / f"{province}.json.gz", inside)
    return _counts(rows)


def _read(path: Path) -> Topology:
    return Topology(json.loads(path.read_text(encoding="utf-8")))


def _regions(shapes: Iterable[tuple[str, str, list[Ring]]]) -> list[Row]:
    return [
        _row(Kind.REGION, code, name, names.OTHER_REGION_NAMES.get(code, ""), rings)
        for code, name, rings in sorted(shapes)
    ]


def _provinces(shapes: Iterable[tuple[str, str, list[Ring]]]) -> list[Row]:
    return [
        _row(Kind.PROVINCE, code, name, names.OTHER_PROVINCE_NAMES.get(code, ""), rings)
        | {"region": names.REGION_OF[code]}
        for code, name, rings in sorted(shapes)
    ]


def _municipalities(shapes: Iterable[tuple[str, str, list[Ring]]]) -> list[Row]:
    return [
        _row(Kind.MUNICIPALITY, code, name, _other(code, name), rings)
        | {"dir3": dir3_of_municipality(code), "province": code[:2]}
        for code, name, rings in sorted(shapes)
    ]


def _row(kind: Kind, code: str, name: str, other: str, rings: list[Ring]) -> Row:
    first, second = names.pair(name)
    longitude, latitude = middle(rings)
    return {
        "kind": kind,
        "code": code,
        "name": first,
        "other_name": second or other,
        "latitude": round(latitude, 4),
        "longitude": round(longitude, 4),
    }


def _other(code: str, name: str) -> str:
    return names.OTHER_MUNICIPALITY_NAMES.get(code[:2], {}).get(name, "")


def _councils(codes: list[str], provinces: Iterable[tuple[str, str, Any]]) -> list[Row]:
    """The provincial councils, whose members are all the municipalities of the province."""
    rows = []
    for code, name, _rings in sorted(provinces):
        if code in names.WITHOUT_COUNCIL:
            continue
        official, other = names.COUNCIL_NAMES.get(code, (f"Diputación de {name}", ""))
        members = sorted(c for c in codes if c[:2] == code)
        dir3 = dir3_of_provincial_council(code)
        rows.append(_body(Kind.PROVINCIAL_COUNCIL, dir3, official, other, code, members))
    return rows


def _island_councils(municipal: Topology) -> list[Row]:
    """The island councils. An island is the municipalities that touch one another.

    La Graciosa needs no care: it is part of Teguise. A municipality that fits no island, or an
    island without a council, is an error of the source and stops the build.
    """
    codes = {code for code, *_ in municipal.shapes("municipalities")}
    insular = [c for c in codes if c[:2] in ("07", "35", "38")]
    groups = municipal.touching("municipalities", insular)
    islands = {code: group for group in groups for code in group}
    rows = []
    for number, (_island, known, name, other) in enumerate(names.ISLANDS, start=1):
        dir3 = dir3_of_island(known[:2], number)
        members = sorted(islands[known])
        rows.append(_body(Kind.ISLAND_COUNCIL, dir3, name, other, known[:2], members))
    if left := set(insular) - {code for row in rows for code in row["members"]}:
        raise ValueError(f"On no known island: {', '.join(sorted(left))}")
    return rows


def _body(kind: Kind, dir3: str, name: str, other: str, province: str, members: list[str]) -> Row:
    return {
        "kind": kind,
        "code": dir3,
        "dir3": dir3,
        "name": name,
        "other_name": other,
        "province": province,
        "members": members,
    }


def _check_other_names(shapes: Iterable[tuple[str, str, Any]]) -> None:
    there = {(code[:2], name) for code, name, _ in shapes}
    for province, others in names.OTHER_MUNICIPALITY_NAMES.items():
        for name in others:
            if (province, name) not in there:
                raise ValueError(f"{name} is not a municipality of province {province}")


def _on_spain(rings: list[Ring]) -> str:
    """A shape on the map of all Spain, where Ceuta and Melilla are made octagons of 16 km: at
    their size nobody would see their colour."""
    points = [project(latitude, longitude) for ring in rings for longitude, latitude in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if max(xs) - min(xs) > VISIBLE or max(ys) - min(ys) > VISIBLE:
        return drawn(rings)
    x, y = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    return f"M{x - 33} {y - 80}l66 0 47 47 0 66-47 47-66 0-47-47 0-66z"


def drawn(rings: list[Ring]) -> str:
    """SVG path data on the sheet, in whole units and relative steps: "M10 20l5-3 2 8z".

    A municipality so small that the atlas flattened it is drawn as a diamond of one kilometre.
    """
    path = "".join(_drawn(ring) for ring in rings)
    if path:
        return path
    longitude, latitude = middle(rings)
    x, y = project(latitude, longitude)
    return f"M{x - 5} {y}l5-5 5 5-5 5z"


def _drawn(ring: Ring) -> str:
    points = []
    for longitude, latitude in ring:
        point = project(latitude, longitude)
        if not points or point != points[-1]:
            points.append(point)
    if points[0] == points[-1]:
        points.pop()
    if len(points) < 3:
        return ""
    steps = "".join(
        f"{_number(bx - ax, first=i == 0)}{_number(by - ay)}"
        for i, ((ax, ay), (bx, by)) in enumerate(pairwise(points))
    )
    return f"M{points[0][0]} {points[0][1]}l{steps}z"


def _number(value: int, *, first: bool = False) -> str:
    return str(value) if first or value < 0 else f" {value}"


def _counts(rows: Iterable[Row]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["kind"]] = counts.get(row["kind"], 0) + 1
    return counts


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
