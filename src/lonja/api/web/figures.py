"""The figures of a year, what each means, and the records behind it."""

# Annotations are read by ninja from local names: they may not become strings.
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Path, Query, Router, Schema

from lonja.balance.book import Book, Year
from lonja.balance.packing import pack, pack_breakdown, pack_text
from lonja.balance.records import readable
from lonja.core.figures import Figure, Unit, Value

from ..shape import href
from .authentication import require_figures

MOST = 500
YEAR = {"ge": 1990, "le": 2100}

router = Router(tags=["figures"])


class Words(Schema):
    es: str
    en: str


class FigureOut(Schema):
    key: str = Field(..., description="Clave / Key")
    line: int = Field(..., description="Línea de trabajo / Line of work")
    name: Words
    definition: Words = Field(..., description="Cómo se cuenta / How it is counted")
    unit: str = Field(
        ..., description="count, number, eur, percent (0.25 = 25 %), rank, list, table"
    )


class ReadingOut(FigureOut):
    year: int
    value: Any = Field(
        None, description="Entero, importe como texto, lista o tabla; null: no se sabe"
    )
    previous: Any = Field(None, description="El año anterior / The year before")
    change: str | None = Field(None, description="Crecimiento, como razón / Growth, as a ratio")
    opening: bool = Field(False, description="Saldo inicial / Typed as an opening balance")
    closed: bool = Field(False, description="Año cerrado / The year is closed")
    records: int = Field(0, description="Registros detrás / Records behind it")
    weak: int = Field(0, description="Sin evidencia suficiente / Without enough proof")
    notes: list[Words] = []
    breakdown: dict[str, Any] = {}


class RecordOut(Schema):
    id: int
    label: str
    href: str | None = None


class ReadingWithRecords(ReadingOut):
    rows: list[RecordOut] = Field([], description=f"Los primeros {MOST} / The first {MOST}")


class Balance(Schema):
    year: int
    closed_at: str | None = None
    figures: dict[str, Any]
    records: dict[str, int]


@router.get("/figures/", response=list[FigureOut], summary="Qué se cuenta")
def figures(request: HttpRequest):
    """Todas las cifras, con su definición. / Every figure, with its definition."""
    require_figures(request)
    return [_described(figure) for figure in Book().figures.values()]


@router.get("/figures/{key}/{year}/", response=ReadingWithRecords, summary="Una cifra de un año")
def figure(request: HttpRequest, key: str, year: int = Path(..., **YEAR)):
    """Lo que dice, lo que decía el año anterior, y los registros que hay detrás."""
    require_figures(request)
    told = Book().year(year)
    if key not in told.book.figures:
        raise Http404
    rows = readable(told.rows(key))[:MOST]
    return _reading(told, told.book.figures[key]) | {
        "rows": [{"id": row.pk, "label": str(row), "href": href(row)} for row in rows]
    }


@router.get("/balance/{year}/", response=Balance, summary="El balance de un año")
def balance(
    request: HttpRequest,
    year: int = Path(..., **YEAR),
    line: int | None = Query(None, ge=1, le=9, description="Solo una línea / Only one line"),
):
    """Todas las cifras del año: las congeladas si está cerrado, o las de hoy."""
    require_figures(request)
    told = Book(kept=True).year(year)
    standings = {
        key: one
        for key, one in told.standings().items()
        if line in (None, told.book.figures[key].line)
    }
    return {
        "year": year,
        "closed_at": told.closing and told.closing.closed_at.isoformat(),
        "figures": {k: _plain(one.value, told.book.figures[k]) for k, one in standings.items()},
        "records": {key: one.records for key, one in standings.items()},
    }


def _plain(value: Value, figure: Figure) -> Any:
    """Whole numbers, lists and tables as they are; amounts as text, to the cent."""
    if figure.unit == Unit.EUROS and isinstance(value, Decimal | int):
        return f"{Decimal(value):.2f}"
    return pack(value)


def _described(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "line": figure.line,
        "name": pack_text(figure.name),
        "definition": pack_text(figure.definition),
        "unit": str(figure.unit),
    }


def _reading(year: Year, figure: Figure) -> dict[str, Any]:
    standing, change = year.standing(figure.key), year.change(figure.key)
    reading = standing.reading
    return _described(figure) | {
        "year": year.number,
        "value": _plain(reading.value, figure),
        "previous": _plain(standing.previous.value, figure),
        "change": None if change is None else f"{change:.4f}",
        "opening": reading.opening,
        "closed": year.closing is not None,
        "records": standing.records,
        "weak": standing.weak,
        "notes": [pack_text(note) for note in reading.notes],
        "breakdown": pack_breakdown(reading.breakdown),
    }
