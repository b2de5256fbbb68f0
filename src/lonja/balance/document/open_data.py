"""The balance as open data: JSON for programs, CSV for everybody else.

    {"year": 2024, "figures": {"press.mentions": 281, …}, "records": {"press.mentions": 281, …}, …}

Amounts and ratios are numbers, exact to the cent; lists are lists; what is not known is null.
"""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

from lonja.core.text import harmless

from .model import Document, FigureEntry

COLUMNS = (
    "year", "line", "key", "name", "unit", "value", "printed", "previous", "change", "records",
    "records_without_evidence", "opening_balance", "definition", "notes",
)  # fmt: skip


def as_json(document: Document) -> str:
    entries = document.figures.values()
    data = {
        "year": document.year,
        "cluster": document.cluster,
        "title": document.title,
        "language": document.language,
        "published_on": document.published_on and document.published_on.isoformat(),
        "as_of": document.as_of and document.as_of.isoformat(),
        "figures": {entry.key: plain(entry.value) for entry in entries},
        "records": {entry.key: entry.records for entry in entries},
        "details": {entry.key: _details(entry) for entry in entries},
        "corrections": [
            {
                "key": c.key, "printed": c.printed, "now": c.now, "difference": c.difference,
                "reasons": list(c.reasons),
            }
            for c in document.corrections
        ],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_csv(document: Document) -> str:
    """One row a figure, with a byte order mark so that spreadsheets read its accents."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in document.figures.values():
        row = _details(entry) | {"year": document.year, "key": entry.key}
        row["value"] = plain(entry.value)
        row["notes"] = " ".join(entry.notes)
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def plain(value: Any) -> Any:
    """A value as JSON has it: whole numbers as integers, the rest as they are."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {str(label): plain(one) for label, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def _details(entry: FigureEntry) -> dict[str, Any]:
    return {
        "line": entry.line,
        "name": entry.name,
        "unit": str(entry.unit),
        "printed": entry.printed,
        "previous": plain(entry.previous),
        "change": plain(entry.change),
        "records": entry.records,
        "records_without_evidence": entry.weak,
        "opening_balance": entry.opening,
        "definition": entry.definition,
        "notes": list(entry.notes),
        "breakdown": plain(entry.breakdown),
    }


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(value) if isinstance(value, str) else value
