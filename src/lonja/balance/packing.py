"""What a figure says, as JSON keeps it, and back: exact, never through a float."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from lonja.core.figures import Reading, Unit, Value
from lonja.core.text import Text

if TYPE_CHECKING:
    from .models import FrozenFigure


@dataclass(frozen=True)
class Standing:
    """A reading with what stands around it: how many records are behind it, how many of them lack
    proof, and what the year before said."""

    reading: Reading
    records: int = 0
    weak: int = 0
    previous: Reading = field(default_factory=lambda: Reading(None))

    @property
    def value(self) -> Value:
        return self.reading.value


DECIMALS = {Unit.EUROS, Unit.PERCENT, Unit.NUMBER}
IN_ORDER = "pairs"


def pack(value: Value) -> Any:
    if isinstance(value, Decimal | float):
        return str(value)
    return value


def unpack(packed: Any, unit: Unit) -> Value:
    if packed is None or isinstance(packed, list | dict):
        return as_it_stood(packed)
    return Decimal(packed) if unit in DECIMALS else int(Decimal(packed))


def in_order(packed: Any) -> Any:
    """What is packed, so that its labels keep their order: PostgreSQL and backups have their own
    for the keys of an object."""
    if isinstance(packed, dict):
        return {IN_ORDER: [[label, in_order(one)] for label, one in packed.items()]}
    return packed


def as_it_stood(kept: Any) -> Any:
    """What was packed, of what was kept `in_order`, or before that was done."""
    if not isinstance(kept, dict):
        return kept
    pairs = kept[IN_ORDER] if kept.keys() == {IN_ORDER} else kept.items()
    return {label: as_it_stood(one) for label, one in pairs}


def pack_breakdown(breakdown: dict[str, Any]) -> dict[str, Any]:
    return {str(label): _plain(one) for label, one in breakdown.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return pack_breakdown(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, int | str | None) else float(value)


def pack_standing(standing: Standing) -> dict[str, Any]:
    return {
        "value": in_order(pack(standing.value)),
        "notes": [pack_text(note) for note in standing.reading.notes],
        "breakdown": in_order(pack_breakdown(standing.reading.breakdown)),
        "opening": standing.reading.opening,
        "records": standing.records,
        "weak": standing.weak,
        "previous": in_order(pack(standing.previous.value)),
        "previous_opening": standing.previous.opening,
    }


def unpack_standing(packed: dict[str, Any], unit: Unit) -> Standing:
    return Standing(
        Reading(
            unpack(packed["value"], unit),
            notes=[unpack_text(note) for note in packed["notes"]],
            breakdown=as_it_stood(packed["breakdown"]),
            opening=packed["opening"],
        ),
        records=packed["records"],
        weak=packed["weak"],
        previous=Reading(unpack(packed["previous"], unit), opening=packed["previous_opening"]),
    )


def unpack_frozen(frozen: FrozenFigure) -> Standing:
    """As the year was closed with it, its labels in the language of the reader."""
    unit = Unit(frozen.unit)
    said = {"value": frozen.value, "breakdown": frozen.breakdown}
    said |= frozen.translations.get((get_language() or "es")[:2], {})
    return Standing(
        Reading(
            unpack(said["value"], unit),
            notes=[unpack_text(note) for note in frozen.notes],
            breakdown=as_it_stood(said["breakdown"]),
            opening=frozen.opening,
        ),
        records=frozen.records,
        weak=frozen.weak,
        previous=Reading(unpack(frozen.previous, unit), opening=frozen.previous_opening),
    )


def pack_text(text: Text) -> dict[str, str]:
    return {"es": text.es, "en": text.en}


def unpack_text(packed: dict[str, str]) -> Text:
    return Text(packed["es"], packed["en"])
