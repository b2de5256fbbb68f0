"""What a file of territories may say, and under which headers it says it.

The headers of the official files of INE (CPRO, CMUN, DC, NOMBRE, POB24) are among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.core.imports import (
    CellProblem,
    Column,
    ImportProblem,
    IntegerColumn,
    TextColumn,
    YearColumn,
)
from lonja.core.imports.cells import Cell, as_text
from lonja.core.imports.headers import JOINT
from lonja.core.imports.reading import Table, read
from lonja.core.text import fold

from ..enums import Kind

KIND_WORDS = {
    "ayuntamiento": Kind.MUNICIPALITY,
    "comunidad": Kind.REGION,
    "diputacion provincial": Kind.PROVINCIAL_COUNCIL,
    "diputacion foral": Kind.PROVINCIAL_COUNCIL,
    "cabildo": Kind.ISLAND_COUNCIL,
    "cabildo insular": Kind.ISLAND_COUNCIL,
    "consell insular": Kind.ISLAND_COUNCIL,
    "consejo insular": Kind.ISLAND_COUNCIL,
    "consorcio": Kind.CONSORTIUM,
    "area metropolitana": Kind.METROPOLITAN,
}


@dataclass(frozen=True)
class KindColumn(Column):
    def clean(self, cell: Cell) -> Kind:
        word = fold(as_text(cell))
        words = {fold(str(kind.label)): kind for kind in Kind} | KIND_WORDS
        if word in words:
            return words[word]
        if word in Kind.values:
            return Kind(word)
        options = ", ".join(str(kind.label) for kind in Kind)
        raise CellProblem(_("No conocemos el tipo «%s».") % word, _("Puede ser: %s.") % options)


@dataclass(frozen=True)
class CountryColumn(Column):
    def clean(self, cell: Cell) -> str:
        code = as_text(cell).upper()
        if not re.fullmatch("[A-Z]{2}", code):
            raise CellProblem(
                _("«%s» no es el código de un país.") % code, _("Son dos letras: ES, PT, FR.")
            )
        return code


@dataclass(frozen=True)
class DegreesColumn(Column):
    """Degrees with decimals, no further from zero than `limit`."""

    limit: int = 180

    def clean(self, cell: Cell) -> float:
        text = as_text(cell)
        try:
            degrees = float(text.replace(",", "."))
        except ValueError:
            degrees = self.limit + 1
        if abs(degrees) > self.limit:
            raise CellProblem(
                _("«%s» no son grados con decimales.") % text, _("Se escribe así: 43,5357.")
            )
        return degrees


@dataclass(frozen=True)
class ListColumn(Column):
    """Several names or codes: separated by ";", by "|", one a line, or, codes only, by commas."""

    def clean(self, cell: Cell) -> list[str]:
        text = as_text(cell)
        between = r"[;,|\s]+" if re.fullmatch(r"[\d;,|\s-]+", text) else r"[;|\n]"
        return [part.strip() for part in re.split(between, text) if part.strip()]


COLUMNS = (
    KindColumn("kind", gettext_lazy("tipo"), ("kind", "clase", "tipo de entidad")),
    CountryColumn("country", gettext_lazy("país"), ("country",)),
    TextColumn(
        "code", gettext_lazy("código"),
        ("ine", "code", "codigo ine", "cod ine", "codigo municipio", "cod municipio", "codine"),
    ),
    TextColumn("cpro", "CPRO", ("codigo provincia", "cod prov")),
    TextColumn("cmun", "CMUN"),
    TextColumn("dc", "DC"),
    TextColumn(
        "name", gettext_lazy("nombre"), ("name", "municipio", "denominacion", "entidad"),
        longest=160,
    ),
    TextColumn(
        "other_name", gettext_lazy("otro nombre"),
        ("other name", "nombre en la otra lengua", "nombre cooficial"), longest=160,
    ),
    TextColumn("dir3", "DIR3", ("codigo dir3",)),
    TextColumn("province", gettext_lazy("provincia"), ("province", "province code")),
    TextColumn(
        "region", gettext_lazy("comunidad autónoma"),
        ("region", "comunidad", "autonomous community", "ccaa"),
    ),
    IntegerColumn(
        "population", gettext_lazy("población"),
        ("population", "habitantes", "poblacion total", *(f"pob{year:02}" for year in range(100))),
    ),
    YearColumn("population_year", gettext_lazy("año"), ("year", "ano del padron")),
    DegreesColumn("latitude", gettext_lazy("latitud"), ("latitude", "lat"), limit=90),
    DegreesColumn("longitude", gettext_lazy("longitud"), ("longitude", "lon", "lng")),
    ListColumn("members", gettext_lazy("miembros"), ("members", "municipios", "integrantes")),
    TextColumn("successor", gettext_lazy("sucesor"), ("successor", "fusionado en", "integrado en")),
)  # fmt: skip


@dataclass
class Row:
    """A line of the file: what its cells say, by column; blank ones are not there."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[ImportProblem] = field(default_factory=list)

    def refuse(self, key: str, message: str, suggestion: str = "") -> None:
        value = str(self.values.get(key, ""))
        label = str(next((c.label for c in COLUMNS if c.key == key), ""))
        self.problems.append(ImportProblem(self.line, label, value, message, suggestion))


class File:
    """A file of territories: `fed` says which header feeds which column, `unread` those of none."""

    def __init__(self, file: IO[bytes]):
        names = {name: column.key for column in COLUMNS for name in column.names}
        self.table: Table = read(file, known=set(names))
        self.fed: dict[str, int] = {}
        self.unread: list[str] = []
        # A code of province and its name may both be there: whichever comes first will do.
        for place, header in enumerate(self.table.headers):
            key = names.get(plain(header))
            if key and key not in self.fed:
                self.fed[key] = place
            elif not key:
                self.unread.append(header)

    @property
    def population_year(self) -> int | None:
        """The year in the header of the population: "POB24" is that of 2024."""
        header = (
            plain(self.table.headers[self.fed["population"]]) if "population" in self.fed else ""
        )
        found = re.search(r"\d\d(\d\d)?$", header)
        if not found:
            return None
        year = int(found[0])
        return year if year > 99 else 2000 + year if year < 80 else 1900 + year

    def rows(self) -> Iterator[Row]:
        readers = {column.key: column.reader() for column in COLUMNS if column.key in self.fed}
        for line in self.table.rows():
            for key, reader in readers.items():
                reader.see(_cell(line.cells, self.fed[key]))
        for reader in readers.values():
            reader.settle()
        for line in self.table.rows():
            row = Row(line.number)
            for key, reader in readers.items():
                cell = _cell(line.cells, self.fed[key])
                try:
                    value = reader.read(cell)
                except CellProblem as problem:
                    header = self.table.headers[self.fed[key]]
                    row.problems.append(problem.at(line.number, header, as_text(cell)))
                else:
                    if value not in (None, ""):
                        row.values[key] = value
            yield row


def plain(header: str) -> str:
    return fold(re.sub(r"[_.\s]+", " ", header.rpartition(JOINT)[2]).strip(" :*"))


def _cell(cells: list[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None
