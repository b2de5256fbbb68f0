"""Columns: what is looked for in a spreadsheet, and how a cell becomes a value.

name = TextColumn("name", "Entidad", synonyms=("empresa",), required=True, longest=200)
value = AmountColumn("value", "Importe")                # in `measured`, as dates are
reader = value.reader()
for cell in cells:
    reader.see(cell)         # every cell of the column first: how were its numbers written?
reader.settle(choice="")     # and then each: a value, None when blank, or CellProblem
reader.read("1.234")
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process
from stdnum.es import cif, dni, nie, nif
from stdnum.eu import vat
from stdnum.exceptions import ValidationError as BadNumber

from lonja.core.fields import validate_address
from lonja.core.text import fold, tax_id

from .cells import Broken, Cell, as_text, is_blank
from .problems import CellProblem


@dataclass(frozen=True)
class Column:
    """`label` is its first name; `synonyms`, others that people give it. `help` says what it is.
    `instead`: the key of the column that serves as this one in a file that has none of its own;
    `needs`, of one without which this one says nothing.
    """

    key: str
    label: Any  # a text, that may be still to be translated
    synonyms: tuple[str, ...] = ()
    required: bool = False
    help: str = ""
    instead: str = ""
    needs: str = ""

    @property
    def names(self) -> list[str]:
        """Every name it may have, folded."""
        return list(dict.fromkeys(fold(str(n)) for n in (self.label, self.key, *self.synonyms)))

    def reader(self) -> Reader:
        return Reader(self)

    def clean(self, cell: Cell) -> Any:
        """The value of a cell that is not blank. Raises CellProblem."""
        raise NotImplementedError

    def shown(self, value: Any) -> str:
        """A value as it is shown back: "12 de junio de 2024"."""
        return "" if value is None else str(value)


class Reader:
    """Reads the cells of a column, having seen them all."""

    def __init__(self, column: Column):
        self.column = column

    def see(self, cell: Cell) -> None:
        """Learn from a cell how the column is written."""

    def settle(self, choice: str = "") -> None:
        """All have been seen. `choice` is what a person said about how to read them."""

    @property
    def doubts(self) -> dict[str, str]:
        """{choice: what it means} when only a person can say how to read the column."""
        return {}

    @property
    def note(self) -> str:
        """How the column was read, when it could have been otherwise."""
        return ""

    def read(self, cell: Cell) -> Any:
        if isinstance(cell, Broken):
            raise _broken(cell)
        if is_blank(cell):
            if self.column.required:
                raise CellProblem(_("Falta «%s».") % self.column.label)
            return None
        return self.value(cell)

    def value(self, cell: Cell) -> Any:
        return self.column.clean(cell)


def _broken(cell: Broken) -> CellProblem:
    if cell.is_formula:
        return CellProblem(
            _("Es una fórmula cuyo resultado no está guardado."),
            _("Abra el libro en su programa, guárdelo y vuelva a subirlo."),
        )
    return CellProblem(
        _("La hoja de cálculo da un error en esta celda (%s).") % cell.text,
        _("Escriba el valor o déjela vacía."),
    )


@dataclass(frozen=True)
class TextColumn(Column):
    """Plain text, on one line unless `lines`. `digits`: zeros that a spreadsheet took come back."""

    longest: int = 0
    lines: bool = False
    digits: int = 0

    def clean(self, cell: Cell) -> str:
        text = as_text(cell)
        if not self.lines:
            text = " ".join(text.split())
        if self.digits and text.isdecimal():
            text = text.zfill(self.digits)
        if self.longest and len(text) > self.longest:
            raise CellProblem(
                _("Es demasiado largo: tiene %(length)d caracteres y caben %(room)d.")
                % {"length": len(text), "room": self.longest},
                _("Acórtelo: «%s…»") % text[:60],
            )
        return text


@dataclass(frozen=True)
class BooleanColumn(Column):
    YES = frozenset({"si", "s", "x", "1", "verdadero", "true", "yes", "y", "v", "ok", "✓", "✔"})
    NO = frozenset({"no", "n", "0", "falso", "false", "f"})

    def clean(self, cell: Cell) -> bool:
        word = fold(as_text(cell))
        if word in self.YES or word in self.NO:
            return word in self.YES
        raise CellProblem(_("«%s» no es ni sí ni no.") % as_text(cell), _("Escriba «sí» o «no»."))

    def shown(self, value: bool | None) -> str:
        return "" if value is None else _("sí") if value else _("no")


@dataclass(frozen=True)
class ChoiceColumn(Column):
    """One of some values, by any name. `choices`: {value: label}, `also`: {name: value}."""

    choices: Mapping[str, Any] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)

    def reader(self) -> Reader:
        return ChoiceReader(self)

    def clean(self, cell: Cell) -> str:
        return self.chosen(cell, self.named())

    def chosen(self, cell: Cell, named: Mapping[str, str]) -> str:
        word = fold(as_text(cell))
        if word in named:
            return named[word]
        near = process.extractOne(word, list(named), scorer=fuzz.ratio, score_cutoff=85)
        if near:
            return (
                named[near[0]]
                if near[1] >= 93
                else self._refuse(cell, self.choices[named[near[0]]])
            )
        return self._refuse(cell)

    def named(self) -> dict[str, str]:
        """{folded name: value} for every name of every choice."""
        return {
            **{fold(value): value for value in self.choices},
            **{fold(name): value for name, value in self.also.items()},
            **{fold(str(label)): value for value, label in self.choices.items()},
        }

    def _refuse(self, cell: Cell, near: object = "") -> str:
        options = ", ".join(f"«{label}»" for label in self.choices.values())
        raise CellProblem(
            _("No conocemos «%s».") % as_text(cell),
            _("¿Quiso decir «%s»?") % near if near else _("Puede ser: %s.") % options,
        )

    def shown(self, value: str | None) -> str:
        return "" if value is None else str(self.choices[value])


class ChoiceReader(Reader):
    column: ChoiceColumn

    def settle(self, choice: str = "") -> None:
        self.named = self.column.named()

    def value(self, cell: Cell) -> str:
        return self.column.chosen(cell, self.named)


@dataclass(frozen=True)
class EmailColumn(Column):
    def clean(self, cell: Cell) -> str:
        text = as_text(cell).removeprefix("mailto:").strip(" ;,.<>")
        if inside := re.search(r"<([^<>@\s]+@[^<>\s]+)>?$", text):
            text = inside[1]
        several = re.split(r"\s*[;,/]\s*|\s+", text)
        if len(several) > 1 and all("@" in one for one in several if one):
            raise CellProblem(_("Hay más de un correo."), _("Deje uno: «%s».") % several[0])
        try:
            validate_address(text)
        except ValidationError:
            raise CellProblem(
                _("«%s» no es un correo.") % text, _("Se escribe así: nombre@entidad.es.")
            ) from None
        return text.lower()


@dataclass(frozen=True)
class UrlColumn(Column):
    longest: int = 200

    def clean(self, cell: Cell) -> str:
        text = as_text(cell).split()[0]
        url = text if re.match(r"[a-z][a-z+.-]*:", text, re.I) else f"https://{text}"
        wrong = CellProblem(
            _("«%s» no es una dirección web.") % text, _("Se escribe así: https://entidad.es.")
        )
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            raise wrong from None
        if parts.scheme.lower() not in ("http", "https") or not re.fullmatch(
            r"[\w-]+(\.[\w-]+)+", host
        ):
            raise wrong
        if len(url) > self.longest:
            raise CellProblem(_("La dirección es demasiado larga: caben %d letras.") % self.longest)
        return url


@dataclass(frozen=True)
class TaxIdColumn(Column):
    """NIF, NIE or CIF with its check digit, or a VAT number of another country of the Union."""

    def clean(self, cell: Cell) -> str:
        text = tax_id(as_text(cell))
        if nif.is_valid(text):
            return text
        if re.match(r"[A-Z]{2}", text) and not text.startswith("ES"):
            country = "EL" if text.startswith("GR") else text[:2]
            if country.lower() not in vat.MEMBER_STATES and country != "EL":
                if re.fullmatch(r"[A-Z]{2}(?=(?:\D*\d){4})[A-Z0-9]{5,15}", text):
                    return text
            elif vat.is_valid(text):
                return text
        right = _right_tax_id(text)
        raise CellProblem(
            _("«%s» no es un NIF: la letra o el dígito de control no cuadra.") % as_text(cell)
            if right
            else _("«%s» no es un NIF.") % as_text(cell),
            _("¿No será %s?") % right if right else _("Tiene nueve caracteres, como B12345674."),
        )


def _right_tax_id(text: str) -> str:
    """The number with the check digit it should have, or "" when its shape is of none."""
    try:
        if re.fullmatch(r"\d{7,8}[A-Z]?", text):
            digits = text.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").zfill(8)
            return digits + dni.calc_check_digit(digits)
        if re.fullmatch(r"[XYZ]\d{7}[A-Z]?", text):
            return text[:8] + nie.calc_check_digit(text[:8])
        if re.fullmatch(r"[ABCDEFGHJNPQRSUVW]\d{7}[A-Z0-9]?", text):
            digits = cif.calc_check_digits(text[:8])
            return text[:8] + (digits[1] if text[0] in "PQRSNW" else digits[0])
    except (BadNumber, ValueError):
        return ""
    return ""
