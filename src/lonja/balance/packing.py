"""A figure's value as JSON keeps it, and back: exact, never through a float."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lonja.core.figures import Unit, Value
from lonja.core.text import Text

DECIMALS = {Unit.EUROS, Unit.PERCENT, Unit.NUMBER}


def pack(value: Value) -> Any:
    if isinstance(value, Decimal | float):
        return str(value)
    return value


def unpack(packed: Any, unit: Unit) -> Value:
    if packed is None or isinstance(packed, list | dict):
        return packed
    return Decimal(packed) if unit in DECIMALS else int(Decimal(packed))


def pack_breakdown(breakdown: dict[str, Any]) -> dict[str, Any]:
    return {str(label): _plain(one) for label, one in breakdown.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return pack_breakdown(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, int | str | None) else float(value)


def pack_text(text: Text) -> dict[str, str]:
    return {"es": text.es, "en": text.en}


def unpack_text(packed: dict[str, str]) -> Text:
    return Text(packed["es"], packed["en"])
