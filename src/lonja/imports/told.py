"""What a run shows of its file before and after it is written."""

from __future__ import annotations

from typing import Any

from lonja.core.imports import ImportProblem

from .enums import Outcome
from .kinds import get
from .models import ImportRun

TONES = {
    Outcome.CREATED: "good",
    Outcome.UPDATED: "info",
    Outcome.UNCHANGED: "neutral",
    Outcome.REJECTED: "bad",
}
MOST = 100


def told(run: ImportRun) -> dict[str, Any]:
    """Its columns, how its first rows have been read, the first problems, and how many rows would
    be written, by the names that the templates of `imports/parts` know."""
    columns = get(run.kind).columns
    return {
        "columns": [c.label for c in columns if c.key in run.mapping and c.key not in run.given],
        "rows": [_row(one) for one in run.sample],
        "whole": len(run.sample) == run.total,
        "problems": [ImportProblem(**one) for one in run.problems[:MOST]],
        "writes": run.created + run.updated,
    }


def _row(shown: dict) -> dict:
    outcome = Outcome(shown["outcome"])
    return {
        **shown,
        "label": outcome.label,
        "tone": TONES[outcome],
        "problems": [ImportProblem(**one) for one in shown["problems"]],
    }
