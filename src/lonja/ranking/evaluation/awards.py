"""Awards as the open data of the procurement platform have them: `resultados.csv`, a row for each
lot and winner, and `licitaciones.csv`, a row for each tender, beside it if it is there.

Only what is known before the award is read of what is wanted: title, codes, place, budget,
buyer and procedure. Who won, for how much, and how many offered is read of the past alone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lonja.core.text import fold

from .. import places
from ..places import NOWHERE
from ..profiles import Piece, Profile, Wanted
from . import cells

ENCODINGS = ("utf-8-sig", "cp1252")
TENDERS = "licitaciones.csv"
# Of the platform, for people whose name it hides.
HIDDEN = frozenset({"persona fisica", "varios", "ver adjuntos"})
# As the product calls the three sorts of contract that nearly all are.
SORTS = {"Obras": "works", "Servicios": "services", "Suministros": "supplies"}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Unreadable(Exception):
    """A file that is not what it should be; says so in words."""


@dataclass
class Lot:
    """`winners`: {normal id: (as the file writes it, name)}."""

    tender: str
    number: str
    row: dict[str, str]
    tender_row: dict[str, str]
    winners: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.tender}|{self.number}"

    def wanted(self) -> Wanted:
        return Wanted(**self._known(), buyer_place=self._buyer_place)

    def piece(self) -> Piece:
        return Piece(**self._known(), ref=self.key)

    @property
    def _buyer_place(self) -> places.Place:
        return places.from_postcode(self.tender_row.get("codigo postal", ""))

    def _known(self) -> dict:
        row, tender = self.row, self.tender_row
        title = row.get("objeto", "") or tender.get("objeto", "")
        codes = row.get("cpv", "") or tender.get("cpv", "")
        written = row.get("lugar", "") or tender.get("lugar", "")
        contract = tender.get("tipo de contrato", "")
        amounts = (row.get("presupuesto", ""), tender.get("valor estimado del contrato", ""))
        return {
            "text": title,
            "context": tender.get("objeto", ""),
            "cpv": tuple(code for code in re.split(r"[;,\s]+", codes) if code),
            "place": places.from_nuts(written) or self._buyer_place or NOWHERE,
            "buyer": tender.get("nif oc", "") or fold(tender.get("organo de contratacion", "")),
            "buyer_name": tender.get("organo de contratacion", ""),
            "amount": next((a for a in map(_amount, amounts) if a), None),
            "contract": SORTS.get(contract, contract),
            "procedure": tender.get("tipo de procedimiento", ""),
            "system": tender.get("sistema de contratacion", ""),
            "group": self.tender,
        }


def read(path: Path) -> list[Lot]:
    """The lots of a file, in its order; several rows of one lot are its several winners."""
    rows = list(_rows(path))
    if rows and "identificador" not in rows[0]:
        raise Unreadable(f"{path.name} has no column Identificador")
    beside = path.parent / TENDERS
    tenders = {}
    if beside.is_file() and beside.resolve() != path.resolve():
        tenders = {row.get("identificador", ""): row for row in _rows(beside)}
    lots: dict[tuple[str, str], Lot] = {}
    for row in rows:
        tender, number = row["identificador"], row.get("lote", "")
        lot = lots.setdefault(
            (tender, number), Lot(tender, number, row, tenders.get(tender) or _as_tender(row))
        )
        if winner := _winner(row):
            lot.winners.setdefault(winner[0], winner[1:])
    return list(lots.values())


def suppliers(lots: list[Lot]) -> list[Profile]:
    """Who won them, each with what it won. The key is the id as the file writes it first."""
    written: dict[str, str] = {}
    names: dict[str, str] = {}
    won: dict[str, list[Piece]] = {}
    for lot in lots:
        for normal, (identifier, name) in lot.winners.items():
            written.setdefault(normal, identifier)
            names.setdefault(normal, name)
            won.setdefault(normal, []).append(lot.piece())
    return [
        Profile(key, names[normal], tuple(won[normal]), home=places.from_tax_id(normal))
        for normal, key in written.items()
    ]


def normal_id(text: str) -> str:
    """As ids are compared: "b-46.123.456 " is B46123456."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _winner(row: dict[str, str]) -> tuple[str, str, str] | None:
    """(id to compare, id as written, name). Without an id, the name stands for it."""
    identifier, name = row.get("identificador adjudicatario", ""), row.get("adjudicatario", "")
    if normal := normal_id(identifier):
        return normal, identifier, name
    if name and fold(name) not in HIDDEN:
        return f"name:{fold(name)}", name, name
    return None


def _as_tender(row: dict[str, str]) -> dict[str, str]:
    """What a row of a lot says of its tender, when nothing else does."""
    return {name: row[name] for name in _OF_TENDERS if name in row}


_OF_TENDERS = ("nif oc", "organo de contratacion", "codigo postal", "tipo de contrato")
# How the columns begin, and what they are called here: the two files and their years vary.
_COLUMNS = (
    ("identificador adjudicatario", "identificador adjudicatario"),
    ("adjudicatario", "adjudicatario"),
    ("objeto", "objeto"),
    ("lugar", "lugar"),
    ("cpv", "cpv"),
    ("presupuesto base sin impuestos", "presupuesto"),
)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open("rb") as file:
        raw = file.read()
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = raw.decode("utf-8", errors="replace")
    lines = text.splitlines(keepends=True)
    if not lines:
        return
    separator = max(",;\t", key=lines[0].count)
    with cells.of_any_length():
        heads, *rows = csv.reader(lines, delimiter=separator)
    names = [_head(name) for name in heads]
    for values in rows:
        if any(values):
            yield {name: value.strip() for name, value in zip(names, values, strict=False)}


def _head(name: str) -> str:
    plain = fold(name)
    for begin, known in _COLUMNS:
        if plain.startswith(begin):
            return known
    return plain


def _amount(text: str) -> float | None:
    """Euros, from 1234.5, 1.234,50 or 1234,5."""
    text = text.strip()
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    found = _NUMBER.fullmatch(text)
    return float(text) if found and float(text) > 0 else None
