"""Texts, codes and places of a piece or of something wanted, brought to what is compared."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date as Date

import numpy as np

from lonja.core.text import fold
from lonja.directory import cpv

from . import codes, places, wording
from .profiles import Piece, Wanted

FIELDS = ("words", "own", "letters", "codes", "buyers")
LABELS = 4
"""Codes whose label is read with the text, since people list dozens."""
UNSAID = -1.0


@dataclass(frozen=True, slots=True)
class Read:
    """`terms`: for each of FIELDS. `meant`: the text for those who understand sentences."""

    terms: dict[str, list[str]]
    written: dict[str, str]
    whole: frozenset[str]
    province: int
    region: int
    amount: float
    meant: str


def in_years(date: Date | None) -> float:
    """A date as years and part of one; not a number when it is not known."""
    return date.year + date.timetuple().tm_yday / 366 if date else math.nan


def read(of: Piece | Wanted) -> Read:
    context = "" if fold(of.context) == fold(of.text) else of.context
    labels = " ".join(cpv.label(cpv.normal(code), "es") for code in of.cpv[:LABELS])
    own, around, said = wording.read(of.text), wording.read(context), wording.read(labels)
    words = own.stems + around.stems + said.stems
    surfaces = own.surfaces + around.surfaces + said.surfaces
    buyer = wording.read(of.buyer_name)
    return Read(
        {
            "words": words,
            "own": own.stems,
            "letters": [run for word in surfaces for run in wording.letters(word)],
            "codes": sorted(codes.prefixes(of.cpv)),
            "buyers": buyer.stems,
        },
        around.written | own.written,
        frozenset(codes.whole(of.cpv)),
        places.number(of.place),
        int(of.place.region or -1),
        math.log(of.amount) if of.amount and of.amount >= 1 else UNSAID,
        " . ".join(filter(None, (own.spanish or of.text, around.spanish or context))),
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """Something wanted, ready to be compared with any index. `vector`: zeros without a model."""

    wanted: Wanted
    read: Read
    vector: np.ndarray
