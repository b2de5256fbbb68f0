"""The balance as an accessible page: the article by itself, for a page of the house, or a whole
file that needs nothing else."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from lonja.core import formatting
from lonja.core.figures import Unit

from . import colour, images
from .labels import labels
from .model import (
    Block,
    ChartBlock,
    Document,
    FigureCards,
    FigureEntry,
    FigureRun,
    Heading,
    ImageBlock,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    TableBlock,
    plain,
)
from .pdf import marks

FONTS = Path(__file__).resolve().parents[2] / "core" / "static" / "ui" / "fonts"
FACES = (
    ("Asap", 400, "asap-latin-400-normal.woff2"),
    ("Asap", 600, "asap-latin-600-normal.woff2"),
    ("Grenze", 600, "grenze-latin-600-normal.woff2"),
)
STYLES = Path(__file__).resolve().parent.parent / "static" / "balance"


def article(document: Document) -> SafeString:
    """The balance as an <article>, its charts in the colours of the page around it."""
    return mark_safe(render_to_string("balance/document/article.html", _context(document)))


def fragment(document: Document, blocks: tuple[Block, ...]) -> SafeString:
    """Some blocks alone, as the preview of a section."""
    page = _Page(document)
    context = {"blocks": page.blocks(blocks), "say": page.say}
    return mark_safe(render_to_string("balance/document/blocks.html", context))


def render(document: Document) -> str:
    """A whole file: style, charts and photos within it."""
    logo = images.logo(document.logo)
    kind = "image/svg+xml" if logo and logo[1] == "svg" else "image/png"
    context = _context(document, alone=True) | {
        "style": mark_safe(_style(document.brand)),
        "logo": _embedded(logo[0], kind) if logo else "",
    }
    return render_to_string("balance/document/standalone.html", context)


def _style(brand: str) -> str:
    tokens = (
        f":root {{ --brand: {colour.ink(brand)}; --cover: {colour.brand(brand)}; "
        f"--over: {colour.over(brand)}; --brand-soft: {colour.tint(brand, 0.1)}; }}\n"
    )
    files = (STYLES / "standalone.css", STYLES / "document.css")
    return _faces() + tokens + "".join(file.read_text(encoding="utf-8") for file in files)


@cache
def _faces() -> str:
    """The typefaces of the house within the page, so that it looks the same anywhere."""
    return "".join(
        f"@font-face {{ font-family: {family}; font-weight: {weight}; font-display: swap; "
        f"src: url({_embedded((FONTS / file).read_bytes(), 'font/woff2')}) format('woff2'); }}\n"
        for family, weight, file in FACES
    )


def _embedded(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _context(document: Document, *, alone: bool = False) -> dict[str, Any]:
    page = _Page(document, alone=alone)
    language = document.language
    return {
        "document": document,
        "say": page.say,
        "foreword": page.blocks(document.foreword),
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "cards": page.entries(section.cards),
                "blocks": page.blocks(section.blocks),
                "signed_by": section.signed_by,
            }
            for section in document.sections
        ],
        "lines": [
            {
                "number": line,
                "name": document.line_names.get(line, ""),
                "figures": [page.row(entry) for entry in document.of_line(line)],
            }
            for line in document.lines
        ],
        "published": _day(document.published_on, language),
        "as_of": _day(document.as_of, language),
    }


def _day(day, language: str) -> str:
    return formatting.day(day, language) if day else ""


class _Page:
    """Blocks as the templates draw them."""

    def __init__(self, document: Document, *, alone: bool = False):
        self.document = document
        self.alone = alone
        self.say = labels(document.language)

    def blocks(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        return [self._block(block) for block in blocks]

    def entries(self, keys: tuple[str, ...]) -> list[FigureEntry]:
        return [self.document.figures[key] for key in keys]

    def row(self, entry: FigureEntry) -> dict[str, Any]:
        notes = list(entry.notes)
        if entry.opening:
            notes.append(self.say["opening_note"])
        if entry.previous_opening:
            notes.append(self.say["previous_opening_note"])
        return {
            "entry": entry,
            "marks": marks(entry),
            "words": entry.unit in (Unit.LIST, Unit.TABLE),
            "notes": notes,
            "records": formatting.number(entry.records, self.document.language),
            "weak": formatting.number(entry.weak, self.document.language),
        }

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph(runs):
                return {"kind": "paragraph", "runs": self._runs(runs)}
            case Heading(level, runs):
                return {"kind": "heading", "level": level + 1, "runs": self._runs(runs)}
            case ListBlock(items, ordered):
                listed = [self.blocks(item) for item in items]
                return {"kind": "list", "ordered": ordered, "items": listed}
            case Quote(inner):
                return {"kind": "quote", "blocks": self.blocks(inner)}
            case TableBlock():
                return self._table(block)
            case ImageBlock():
                return {
                    "kind": "image",
                    "src": self._source(block),
                    "alt": block.alt,
                    "caption": block.caption,
                    "credit": block.credit,
                }
            case ChartBlock():
                drawing = block.svg if self.alone or not block.themed else block.themed
                return {
                    "kind": "chart",
                    "drawing": mark_safe(drawing),
                    "narrow": "" if self.alone else mark_safe(block.narrow),
                    "caption": block.caption,
                    "header": block.header,
                    "data": block.data,
                }
            case FigureCards(keys):
                return {"kind": "cards", "cards": self.entries(keys)}

    def _table(self, block: TableBlock) -> dict[str, Any]:
        numeric = block.numeric or (False,) * len(block.header)

        def cells(row: tuple[tuple[Run, ...], ...]) -> list[dict[str, Any]]:
            pairs = zip(row, numeric, strict=False)
            return [{"runs": self._runs(runs), "numeric": right} for runs, right in pairs]

        return {
            "kind": "table",
            "caption": block.caption,
            "label": block.caption or " · ".join(plain(cell) for cell in block.header),
            "header": cells(block.header),
            "rows": [cells(row) for row in block.rows],
        }

    def _source(self, block: ImageBlock) -> str:
        if not self.alone and block.url:
            return block.url
        data = images.photo(block.path)
        return _embedded(data, "image/jpeg") if data else ""

    def _runs(self, runs: tuple[Run, ...]) -> list[dict[str, Any]]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> dict[str, Any]:
        entry = self.document.figures[run.key] if isinstance(run, FigureRun) else None
        signs = marks(entry) if entry else ""
        names = {"*": "mark_weak", "°": "mark_opening", "†": "mark_corrected"}
        return {
            "text": run.text,
            "strong": run.strong,
            "emphasis": run.emphasis,
            "link": run.link,
            "figure": entry,
            "marks": signs,
            "marks_said": ", ".join(self.say[names[sign]] for sign in signs),
        }
