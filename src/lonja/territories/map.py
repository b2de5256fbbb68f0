"""Maps of Spain: what to draw. `drawing` makes the SVG of it.

    sheet = by_province(gathered({gijon.pk: 3, diputacion.pk: 1}, Kind.PROVINCE))
    drawing.svg(sheet, title="Territorios de 2024")

Values are by the key of the territory: a number is graded into tones, a word is a tone by itself
("new", "kept"). What has no value is drawn empty. The Canaries stand in their inset.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from django.db.models import Q, QuerySet

from lonja.core.keys import Among

from .catalogue import shipped
from .enums import Kind
from .geometry import Box, box
from .models import Territory
from .projection import HEIGHT, INSET, WIDTH, project
from .queries import municipalities_of

Number = int | float | Decimal
Value = Number | str
Values = Mapping[int, Value]
Link = Callable[[int], str]
Named = tuple[int, str, str]
NAMED = ("pk", "code", "name")
TONES = 5
NOTHING = "0"


@dataclass(frozen=True)
class Shape:
    """An area: its path on the sheet, what it is called and what it says."""

    key: int
    name: str
    path: str
    value: Value | None = None
    tone: str = NOTHING  # "0" empty, "1" to "5" from little to much, or the word given as value
    url: str = ""


@dataclass(frozen=True)
class Mark:
    """A point on the sheet."""

    x: int
    y: int
    name: str


@dataclass(frozen=True)
class Step:
    """A tone of the legend: the values from `low` to `high`, both included."""

    tone: str
    low: Value
    high: Value


@dataclass(frozen=True)
class Sheet:
    """What a map shows. `box`: left, top, right, bottom, in units of 100 metres."""

    shapes: list[Shape]
    box: Box
    steps: list[Step] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    # Left, top, width and height of the frame around the Canaries, when it is in sight.
    inset: tuple[int, int, int, int] | None = None

    @property
    def view_box(self) -> str:
        left, top, right, bottom = self.box
        return f"{left} {top} {right - left} {bottom - top}"


def by_region(
    values: Values, *, link: Link | None = None, marks: Iterable[Territory] = ()
) -> Sheet:
    """Spain by autonomous communities."""
    return _spain(Kind.REGION, values, link, marks)


def by_province(
    values: Values, *, link: Link | None = None, marks: Iterable[Territory] = ()
) -> Sheet:
    """Spain by provinces; `marks` are pins, put on territories that have a position."""
    return _spain(Kind.PROVINCE, values, link, marks)


def of_province(province: Territory, values: Values, *, link: Link | None = None) -> Sheet:
    """The municipalities of a province."""
    return _municipal([province.code], _named(_current().filter(province=province)), values, link)


def of_members(body: Territory, *, link: Link | None = None) -> Sheet:
    """A body on the map of its provinces: the municipalities that form it stand out."""
    members = municipalities_of(body).order_by()
    rows = _current().filter(province__in=members.values("province"))
    rows = rows.annotate(is_member=Q(pk__in=members.values("pk")))
    found = list(rows.order_by("code").values_list(*NAMED, "province__code", "is_member"))
    inside = {row[0]: "member" for row in found if row[4]}
    return _municipal(sorted({row[3] for row in found}), [row[:3] for row in found], inside, link)


def of_place(territory: Territory, *, link: Link | None = None) -> Sheet | None:
    """Where a territory is: a municipality within its province, a body with its members, a
    province or a community within Spain. None for what no shape is shipped of."""
    if territory.country != "ES":
        return None
    if territory.kind == Kind.REGION:
        return by_region({territory.pk: "member"}, link=link)
    if territory.kind == Kind.PROVINCE:
        return by_province({territory.pk: "member"}, link=link)
    if territory.kind == Kind.COUNTRY:
        return by_region({}, link=link)
    sheet = of_members(territory, link=link)
    return sheet if sheet.shapes else None


def gathered(values: Mapping[int, Number], kind: Kind) -> dict[int, Number]:
    """Values of municipalities and bodies summed into the province or region that they lie in.

    What lies in none (a body over several provinces without a seat) is left out.
    """
    field_ = {Kind.PROVINCE: "province", Kind.REGION: "region"}[kind]
    places = Territory.everything.filter(pk__in=Among(values)).values_list("pk", "kind", field_)
    sums: dict[int, Number] = defaultdict(int)
    for key, own, above in places:
        if (place := key if own == kind else above) is not None:
            sums[place] += values[key]
    return dict(sums)


def _spain(kind: Kind, values: Values, link: Link | None, marks: Iterable[Territory]) -> Sheet:
    rows = Territory.objects.filter(country="ES", kind=kind)
    shapes, steps = _shapes(_named(rows), shipped.outlines(str(kind)), values, link)
    pins = [
        Mark(*project(one.latitude, one.longitude), one.name)
        for one in marks
        if one.country == "ES" and one.latitude is not None and one.longitude is not None
    ]
    return Sheet(shapes, (0, 0, WIDTH, HEIGHT), steps, pins, INSET)


def _municipal(
    provinces: Iterable[str], rows: Iterable[Named], values: Values, link: Link | None
) -> Sheet:
    codes = tuple(provinces)
    outlines: dict[str, str] = {}
    for code in codes:
        outlines |= shipped.municipal_outlines(code)
    shapes, steps = _shapes(rows, outlines, values, link)
    return Sheet(shapes, _frame(codes) if outlines else (0, 0, WIDTH, HEIGHT), steps)


def _current() -> QuerySet[Territory]:
    return Territory.objects.filter(country="ES", kind=Kind.MUNICIPALITY, successor=None)


def _named(rows: QuerySet[Territory]) -> Iterable[Named]:
    return rows.order_by("code").values_list(*NAMED)


@lru_cache(maxsize=128)
def _frame(provinces: tuple[str, ...]) -> Box:
    """The frame of some provinces with all their municipalities, and a margin."""
    paths = [path for code in provinces for path in shipped.municipal_outlines(code).values()]
    left, top, right, bottom = box(paths)
    margin = max(right - left, bottom - top) // 50
    return left - margin, top - margin, right + margin, bottom + margin


def _shapes(
    rows: Iterable[Named], outlines: Mapping[str, str], values: Values, link: Link | None
) -> tuple[list[Shape], list[Step]]:
    territories = [one for one in rows if one[1] in outlines]
    shown = {pk: values[pk] for pk, *_ in territories if pk in values}
    steps = graded([v for v in shown.values() if not isinstance(v, str)])
    shapes = [
        Shape(
            pk, name, outlines[code], shown.get(pk), _tone(shown.get(pk), steps),
            link(pk) if link else "",
        )
        for pk, code, name in territories
    ]  # fmt: skip
    return shapes, steps


def graded(values: Iterable[Number]) -> list[Step]:
    """Up to five tones for the values above zero, each with about as many places as the others.

    Equal values never fall in different tones; few different values get a tone each.
    """
    positive = sorted(value for value in values if value > 0)
    different = sorted(set(positive))
    few = len(different) <= TONES
    groups = [[value] for value in different] if few else _quantiles(positive)
    first = TONES - len(groups) if len(groups) > 1 else TONES - 2
    return [
        Step(str(min(first + place, TONES)), group[0], group[-1])
        for place, group in enumerate(groups, start=1)
    ]


def _quantiles(ordered: list[Number]) -> list[list[Number]]:
    cuts = [ordered[len(ordered) * part // TONES] for part in range(1, TONES)]
    groups: dict[int, list[Number]] = defaultdict(list)
    for value in ordered:
        groups[sum(value >= cut for cut in cuts)].append(value)
    return [groups[place] for place in sorted(groups)]


def _tone(value: Value | None, steps: Iterable[Step]) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return NOTHING
    return next((step.tone for step in steps if step.low <= value <= step.high), NOTHING)
