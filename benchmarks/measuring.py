"""Times, and what they may be."""

from __future__ import annotations

PAGE = 300  # ms at the 95th percentile: any list, any record
QUERIES = 12


def shares(times: list[float]) -> dict[str, float]:
    """The median and the 95th percentile (of few times, the slowest)."""
    ordered = sorted(times)
    return {
        "p50": ordered[len(ordered) // 2],
        "p95": ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))],
    }


def table(headings: list[str], rows: list[list[object]]) -> str:
    """Columns that line up; numbers to the right."""
    lines = [[_shown(value) for value in row] for row in [headings, *rows]]
    widths = [max(len(line[i]) for line in lines) for i in range(len(headings))]
    numeric = [all(isinstance(r[i], int | float) for r in rows) for i in range(len(headings))]
    printed = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in lines
    ]
    printed.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(printed)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}" if value < 10 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
