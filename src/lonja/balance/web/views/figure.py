"""A figure of a year: what it says, how it is counted, and every record behind it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, Subquery, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lonja.accounts import access
from lonja.core.charts import Series, bars
from lonja.core.figures import Figure, Unit
from lonja.core.measures import Along
from lonja.house.context import house_of
from lonja.workbench.registry import url_of

from ... import queries
from ...book import Book, Year, weak_rows
from ...charts import Charts
from ...models import FrozenRow, Goal
from ...records import contribution_of, date_of, proofs_of, readable
from ...restating import restatement_of
from .year import checked_year, language

PER_PAGE = 50
EXCLUDED = 100


@access.readers_required
@require_safe
def show(request: HttpRequest, year: int, key: str) -> HttpResponse:
    told = _year_of(request, year)
    book, figure = told.book, _figure(told, key)
    goal = _goal_of(told, key)
    book.along.append(goal)
    trend = _trend(told, key)
    standing, frozen = told.standing(key), told.frozen(key)
    opening = book.openings.get((key, year))
    if frozen:
        # What an opening balance listed was not frozen record by record.
        number = 0 if frozen.opening else frozen.records
        page = _page(request, frozen.rows.order_by("pk"), number)
        rows = _frozen_rows(page)
    elif opening and standing.reading.opening:
        page = _page(request, book.items_of(opening))
        items = list(page)
        prefetch_related_objects(items, "record")
        rows = [{"label": item.label, "url": _url(item.record), "proved": True} for item in items]
    else:
        found = figure.rows(told)
        found = found if found.ordered else found.order_by("pk")
        page = _page(request, readable(found), standing.records)
        rows = _live_rows(told, key, page, found)
    return render(
        request,
        "balance/figure.html",
        {
            "year": told,
            "figure": figure,
            "standing": standing,
            "page": page,
            "rows": rows,
            "with_amounts": bool(figure.adds),
            "frozen": frozen,
            "opening": opening,
            "goal": goal.answer(),
            "trend": trend,
            "parts": Charts(told, language(), brand="").parts(key),
        },
    )


@access.readers_required
@require_safe
def left_out(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """The records that somebody might expect in a figure, and why they are not."""
    told = _year_of(request, year)
    figure = _figure(told, key)
    excluded = list(figure.excluded(told))[:EXCLUDED] if figure.excluded else []
    shown = [(one, _url(one.record)) for one in excluded]
    return _beside(request, told, figure, part="fuera", excluded=shown)


@access.readers_required
@require_safe
def overlaps(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """Which other figures count the same records."""
    told = _year_of(request, year)
    figure = _figure(told, key)
    return _beside(request, told, figure, part="solapes", overlaps=queries.overlaps(told, key))


@access.readers_required
@require_safe
def corrected(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """Whether the records of a closed year say today what was printed of it."""
    told = _year_of(request, year)
    figure = _figure(told, key)
    return _beside(request, told, figure, part="correccion", restated=restatement_of(key, told))


def _beside(request: HttpRequest, told: Year, figure: Figure, **parts: Any) -> HttpResponse:
    """A small page of its own, which that of the figure takes its part from."""
    return render(request, "balance/figure_beside.html", {"year": told, "figure": figure, **parts})


def _year_of(request: HttpRequest, number: int) -> Year:
    """To be asked about one figure: computed now, it is as soon told as what is kept of all."""
    return Book(house=house_of(request)).year(checked_year(number))


def _figure(told: Year, key: str) -> Figure:
    try:
        return told.book.figure(key)
    except KeyError:
        raise Http404 from None


def _page(request: HttpRequest, rows: Any, number: int | None = None) -> Page:
    """`number`: how many rows there are, when they have been counted already."""
    pages = Paginator(rows, PER_PAGE)
    if number is not None:
        pages.count = number
    return pages.get_page(request.GET.get("page"))


def _goal_of(told: Year, key: str) -> Along:
    """What is asked for its goal: the value and its note, None without one."""
    goals = Goal.objects.filter(year=told.number, key=key).order_by()
    return Along(*(Subquery(goals.values(name)[:1]) for name in ("value", "note")))


def _live_rows(told: Year, key: str, page: Page, found: QuerySet) -> list[dict[str, Any]]:
    figure = told.book.figure(key)
    shown = list(page)
    keys = [record.pk for record in shown]
    weak: set[int] = set()
    if told.standing(key).weak:
        lacking = weak_rows(figure, told).order_by().filter(pk__in=keys)
        weak = set(lacking.values_list("pk", flat=True))
    proofs = proofs_of(found.model, keys)
    return [
        {
            "label": str(record),
            "url": url_of(record),
            "date": date_of(record),
            "amount": contribution_of(figure, record),
            "proved": record.pk not in weak,
            "proofs": proofs.get(record.pk, []),
        }
        for record in shown
    ]


def _frozen_rows(page: Page) -> list[dict[str, Any]]:
    rows: list[FrozenRow] = list(page)
    alive = {}
    for kind in {row.content_type_id for row in rows}:
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is None:
            continue
        keys = [row.object_id for row in rows if row.content_type_id == kind]
        alive |= {(kind, pk): one for pk, one in model._base_manager.in_bulk(keys).items()}
        proofs = proofs_of(model, keys)
        alive |= {("proofs", kind, pk): found for pk, found in proofs.items()}
    return [
        {
            "label": row.label,
            "url": _url(alive.get((row.content_type_id, row.object_id))),
            "date": row.date,
            "amount": row.contribution,
            "proved": row.proved,
            "proofs": alive.get(("proofs", row.content_type_id, row.object_id), []),
        }
        for row in rows
    ]


def _url(record: Any) -> str:
    if record is None or getattr(record, "deleted_at", None):
        return ""
    return url_of(record)


def _trend(told: Year, key: str) -> Any:
    """The last years as a chart, when there are at least two with a number."""
    figure = told.book.figure(key)
    if figure.unit in (Unit.LIST, Unit.TABLE):
        return None
    course = [(year, value) for year, value in told.trend(key) if value is not None]
    if len(course) < 2:
        return None
    return bars(
        str(figure.name), [str(y) for y, _ in course],
        [Series(str(figure.name), [value for _, value in course])], unit=figure.unit,
        highlight=str(told.number),
    )  # fmt: skip
