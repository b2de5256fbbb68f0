"""A figure of a year: what it says, how it is counted, and every record behind it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lonja.accounts import access
from lonja.core.charts import Series, bars
from lonja.core.figures import Unit
from lonja.workbench.registry import url_of

from ... import queries
from ...book import Year, weak_rows
from ...charts import Charts
from ...domain.closing import contribution_of, date_of
from ...models import FrozenRow
from ...records import proofs_of, readable
from ...restating import restatements
from .year import book_of, checked_year, language

PER_PAGE = 50
EXCLUDED = 100


@access.readers_required
@require_safe
def show(request: HttpRequest, year: int, key: str) -> HttpResponse:
    book = book_of(request)
    told = book.year(checked_year(year))
    figure = book.figures.get(key)
    if figure is None:
        raise Http404
    standing = told.standing(key)
    frozen = told.closing.figures.filter(key=key).first() if told.closing else None
    opening = book.openings.get((key, year))
    if frozen:
        page = Paginator(frozen.rows.order_by("pk"), PER_PAGE).get_page(request.GET.get("page"))
        rows = _frozen_rows(page)
    elif opening and standing.reading.opening:
        page = Paginator(opening.items.all(), PER_PAGE).get_page(request.GET.get("page"))
        rows = [{"label": item.label, "url": _url(item.record), "proved": True} for item in page]
    else:
        found = figure.rows(told)
        found = found if found.ordered else found.order_by("pk")
        page = Paginator(readable(found), PER_PAGE).get_page(request.GET.get("page"))
        rows = _live_rows(told, key, page, found)
    excluded = list(figure.excluded(told))[:EXCLUDED] if figure.excluded else []
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
            "excluded": [(one, _url(one.record)) for one in excluded],
            "goal": queries.goals_of(year).get(key),
            "trend": _trend(told, key),
            "parts": _parts(told, key),
            "overlaps": queries.overlaps(told, key) if "solapes" in request.GET else None,
            "restated": next((r for r in restatements(year, book=book) if r.key == key), None),
        },
    )


def _live_rows(told: Year, key: str, page: Page, found: QuerySet) -> list[dict[str, Any]]:
    figure = told.book.figures[key]
    shown = list(page)
    keys = [record.pk for record in shown]
    weak = set(weak_rows(figure, found).order_by().filter(pk__in=keys).values_list("pk", flat=True))
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
    figure = told.book.figures[key]
    if figure.unit in (Unit.LIST, Unit.TABLE):
        return None
    course = [(y, r.value) for y, r in told.trend(key) if r.value is not None]
    if len(course) < 2:
        return None
    return bars(
        str(figure.name), [str(y) for y, _ in course],
        [Series(str(figure.name), [value for _, value in course])], unit=figure.unit,
        highlight=str(told.number),
    )  # fmt: skip


def _parts(told: Year, key: str) -> Any:
    charts = Charts(told, language(), "")
    return charts.get(key)
