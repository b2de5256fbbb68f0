from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from ..colour import ink
from .report import Report

HERE = Path(__file__).resolve().parent
TEMPLATE = HERE / "report.typ"
FONTS = HERE.parent / "fonts"
STANDARDS = ["ua-1", "a-2a"]
LONG = re.compile(r"\S{18,}")
BREAK = re.compile(r"(?<=[@._/-])(?=\w)")


def render(report: Report) -> bytes:
    """The report as PDF/UA-1 and PDF/A-2a."""
    with TemporaryDirectory() as folder:
        Path(folder, "report.json").write_text(
            json.dumps(_plain(report), ensure_ascii=False), encoding="utf-8"
        )
        Path(folder, "main.typ").write_bytes(TEMPLATE.read_bytes())
        compiler = typst.Compiler(
            input=str(Path(folder, "main.typ")),
            root=folder,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
        )
        return compiler.compile(format="pdf", pdf_standards=STANDARDS)


def _breakable(cell: str) -> str:
    """With places to break its long words, as e-mails are: they would be printed over the next
    column."""
    return LONG.sub(lambda word: BREAK.sub("\u200b", word.group()), cell)


def _plain(report: Report) -> dict:
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "house": report.house,
        "made_on": report.made_on,
        "language": report.language[:2],
        "ink": ink(report.brand),
        "page": report.page_word,
        "parts": [
            {
                "heading": part.heading,
                "paragraphs": [p.strip() for p in part.text.split("\n\n") if p.strip()],
                "facts": [list(pair) for pair in part.facts],
                "table": part.table
                and {
                    "header": list(part.table.header),
                    "rows": [[_breakable(cell) for cell in row] for row in part.table.rows],
                    "numeric": [
                        index in part.table.numeric for index in range(len(part.table.header))
                    ],
                    "widths": list(part.table.widths) or [1.0] * len(part.table.header),
                },
            }
            for part in report.parts
        ],
    }
