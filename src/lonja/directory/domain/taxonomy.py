"""Loading the taxonomy that the product ships: 14 verticals, 89 areas, with their CPV prefixes."""

import json
from pathlib import Path

from django.db import transaction

from ..models import Area, Vertical

SHIPPED = Path(__file__).resolve().parent.parent / "taxonomy.json"


@transaction.atomic
def load(path: Path = SHIPPED) -> tuple[int, int]:
    """Bring the file's terms in, by code, and say how many verticals and areas it has.

    Running it again changes nothing, and terms that the office added by itself stay.
    """
    terms = json.loads(path.read_text(encoding="utf-8"))
    for position, vertical in enumerate(terms):
        row, _ = Vertical.objects.update_or_create(
            code=vertical["code"],
            defaults={
                "name": vertical["es"],
                "name_en": vertical["en"],
                "references": vertical.get("refs", ""),
                "position": position,
                "retired": vertical.get("retired", False),
            },
        )
        for place, area in enumerate(vertical["areas"]):
            Area.objects.update_or_create(
                code=area["code"],
                defaults={
                    "vertical": row,
                    "name": area["es"],
                    "name_en": area["en"],
                    "cpv": area["cpv"],
                    "position": position * 100 + place,
                    "retired": area.get("retired", False),
                },
            )
    return len(terms), sum(len(vertical["areas"]) for vertical in terms)
