"""Loading the taxonomy that the product ships: 14 verticals, 89 areas, with their CPV prefixes."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from ..models import Area, Vertical

SHIPPED = Path(__file__).resolve().parent.parent / "taxonomy.json"
NAMED = ("name", "name_en", "position", "retired")


@transaction.atomic
def load(path: Path = SHIPPED) -> tuple[int, int]:
    """Bring the file's terms in, by code, and say how many verticals and areas it has.

    Running it again changes nothing, and terms that the office added by itself stay.
    """
    terms = json.loads(path.read_text(encoding="utf-8"))
    verticals = [
        Vertical(references=term.get("refs", ""), **_named(term, position))
        for position, term in enumerate(terms)
    ]
    _write(verticals, "references")
    areas = [
        Area(vertical=vertical, cpv=area["cpv"], **_named(area, vertical.position * 100 + place))
        for vertical, term in zip(verticals, terms, strict=True)
        for place, area in enumerate(term["areas"])
    ]
    _write(areas, "vertical", "cpv")
    return len(verticals), len(areas)


def _named(term: dict, position: int) -> dict:
    return {
        "code": term["code"],
        "name": term["es"],
        "name_en": term["en"],
        "position": position,
        "retired": term.get("retired", False),
    }


def _write(terms: Sequence[Any], *own: str) -> None:
    """Those that there are already are changed; all have their keys afterwards."""
    type(terms[0])._base_manager.bulk_create(
        terms, update_conflicts=True, unique_fields=["code"], update_fields=[*NAMED, *own]
    )
