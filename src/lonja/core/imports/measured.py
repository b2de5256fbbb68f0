"""Columns of amounts, whole numbers and dates: how they are written, the whole column tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from lonja.core import formatting

from . import amounts, dates
from .cells import Broken, Cell, as_text, is_blank
from .columns import Column, Reader
from .problems import CellProblem


class _ByEvidence(Reader):
    """What can be read in two ways is read as the rest of its column, which can be read in one."""

    readings: Callable[[str], Mapping[str, Any]]
    ways: dict[str, str]
    # The way when nothing in the column tells; "" leaves it to a person.
    usual = ""

    def __init__(self, column: Column):
        super().__init__(column)
        self.evidence: Counter[str] = Counter()
        self.ambiguous = ""
        self.way = ""

    def see(self, cell: Cell) -> None:
        if not isinstance(cell, str) or is_blank(cell):
            return
        try:
            found = type(self).readings(as_text(cell))
        except ValueError:
            return
        if len(found) == 1:
            self.evidence.update(way for way in found if way)
        elif len(found) == 2:
            self.ambiguous = self.ambiguous or as_text(cell)

    def settle(self, choice: str = "") -> None:
        if choice in self.ways:
            self.way = choice
        elif len(self.evidence) == 1:
            self.way = next(iter(self.evidence))
        elif not self.evidence:
            self.way = self.usual

    @property
    def doubts(self) -> dict[str, str]:
        if not self.ambiguous or self.way:
            return {}
        found = type(self).readings(self.ambiguous)
        return {
            way: _("«%(text)s» es %(value)s")
            % {"text": self.ambiguous, "value": self.told(found[way])}
            for way in self.ways
        }

    @property
    def note(self) -> str:
        if not self.ambiguous or not self.way:
            return ""
        value = type(self).readings(self.ambiguous)[self.way]
        return _("«%(text)s» se lee como %(value)s.") % {
            "text": self.ambiguous,
            "value": self.told(value),
        }

    def told(self, value: Any) -> str:
        return self.column.shown(value)

    def choose(self, text: str, found: Mapping[str, Any]) -> Any:
        if len(found) == 1:
            return next(iter(found.values()))
        if self.way:
            return found[self.way]
        both = [self.told(found[way]) for way in self.ways]
        raise CellProblem(
            _("«%(text)s» puede ser %(one)s o %(other)s, y el resto de la columna no lo aclara.")
            % {"text": text, "one": both[0], "other": both[1]},
            _("Diga cómo se lee la columna."),
        )


class AmountReader(_ByEvidence):
    readings = staticmethod(amounts.readings)
    ways = {amounts.COMMA: "1.234,56", amounts.POINT: "1,234.56"}

    def told(self, value: Decimal) -> str:
        return formatting.number(value, decimals=6)

    def value(self, cell: Cell) -> Decimal | int:
        number = self._number(cell)
        if number < 0 and not self.column.negative:
            raise CellProblem(_("No puede ser negativo: %s.") % as_text(cell))
        if abs(number) >= self.column.below:
            raise CellProblem(
                _("%s es demasiado grande.") % formatting.number(number, decimals=2),
                _("Compruebe los puntos y las comas."),
            )
        return self.column.rounded(number)

    def _number(self, cell: Cell) -> Decimal:
        if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
            number = Decimal(str(cell))
            if number.is_finite():  # 1E999 in a spreadsheet is not
                return number
        text = as_text(cell)
        if re.search(r"[$£¥]|usd|gbp", text, re.I):
            raise CellProblem(_("«%s» no está en euros.") % text, _("Escriba su valor en euros."))
        if re.fullmatch(r"-?\d([.,]\d+)?e[+-]?\d+", text, re.I):
            raise CellProblem(
                _("La hoja de cálculo ha abreviado el número: «%s».") % text,
                _("Muestre la columna como número, guarde y vuelva a subirlo."),
            )
        found = amounts.readings(text) if isinstance(cell, str) else {}
        if not found:
            raise CellProblem(
                _("«%s» no es un número.") % text, _("Se escribe así: %s.") % self.column.example
            )
        return self.choose(text, found)


@dataclass(frozen=True)
class AmountColumn(Column):
    """Euros with cents, as Decimal."""

    negative: bool = False
    below: int = 10**12
    example = "1.234,56"

    def reader(self) -> AmountReader:
        return AmountReader(self)

    def rounded(self, number: Decimal) -> Decimal:
        return formatting.rounded(number, 2)

    def shown(self, value: Decimal | None) -> str:
        return "" if value is None else formatting.euros(value)


@dataclass(frozen=True)
class IntegerColumn(Column):
    """A whole number, as int."""

    negative: bool = False
    below: int = 2**31
    example = "1234"

    def reader(self) -> AmountReader:
        return IntegerReader(self)

    def rounded(self, number: Decimal) -> int:
        if number != number.to_integral_value():
            raise CellProblem(
                _("%s no es un número entero.") % formatting.number(number, decimals=6),
                _("Escríbalo sin decimales."),
            )
        return int(number)

    def shown(self, value: int | None) -> str:
        return "" if value is None else formatting.number(value)


@dataclass(frozen=True)
class YearColumn(IntegerColumn):
    """A year, as int: never shown with a separator of thousands."""

    example = "2024"

    def shown(self, value: int | None) -> str:
        return "" if value is None else str(value)


class IntegerReader(AmountReader):
    """ "1.234" can only be 1234: the other reading is no whole number."""

    def choose(self, text: str, found: Mapping[str, Decimal]) -> Decimal:
        whole = {w: n for w, n in found.items() if n == n.to_integral_value()}
        return super().choose(text, whole or found)

    @property
    def doubts(self) -> dict[str, str]:
        return {}


class DateReader(_ByEvidence):
    readings = staticmethod(dates.readings)
    ways = {dates.DAY_FIRST: "día/mes", dates.MONTH_FIRST: "mes/día"}
    usual = dates.DAY_FIRST

    def value(self, cell: Cell) -> date:
        day = self._day(cell)
        if not 1800 <= day.year <= 2200:
            raise CellProblem(_("El año %d no puede ser.") % day.year)
        return day

    def _day(self, cell: Cell) -> date:
        if isinstance(cell, datetime):
            return dates.of_datetime(cell)
        if isinstance(cell, date):
            return cell
        text = as_text(cell)
        right = _("Se escribe así: 12/06/2024 o 12 de junio de 2024.")
        if isinstance(cell, bool | time):
            raise CellProblem(_("«%s» no es una fecha.") % text, right)
        try:
            found = dates.readings(text)
        except dates.NoSuchDay:
            raise CellProblem(_("«%s» no existe en el calendario.") % text, right) from None
        if not found:
            if re.fullmatch(r"(19|20)\d{2}", text):
                raise CellProblem(_("«%s» es solo un año.") % text, _("Ponga también día y mes."))
            raise CellProblem(_("«%s» no es una fecha.") % text, right)
        return self.choose(text, found)

    def see(self, cell: Cell) -> None:
        if not isinstance(cell, Broken):
            super().see(cell)


@dataclass(frozen=True)
class DateColumn(Column):
    """A day, as date."""

    def reader(self) -> DateReader:
        return DateReader(self)

    def shown(self, value: date | None) -> str:
        return formatting.day(value) if value else ""
