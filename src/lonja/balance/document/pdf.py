"""The balance as PDF: tagged (PDF/UA-1 and PDF/A-2a), with bookmarks, typeset by Typst.

The text never becomes Typst code: the document goes as JSON, read by a template that does not
change, so that whatever is typed in the prose is printed as it is.
"""

from __future__ import annotations

import json
import re
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from lonja.core import formatting

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
)

HERE = Path(__file__).resolve().parent
TEMPLATE = HERE.parent / "templates" / "balance" / "typst" / "balance.typ"
FONTS = HERE.parent.parent / "core" / "fonts"
TALLEST = 0.68  # of its width
STANDARDS = ["ua-1", "a-2a"]


def render(document: Document) -> bytes:
    with TemporaryDirectory() as folder:
        desk = _Desk(document, Path(folder))
        data = json.dumps(desk.document(), ensure_ascii=False)
        (desk.folder / "document.json").write_text(data, encoding="utf-8")
        (desk.folder / "main.typ").write_bytes(TEMPLATE.read_bytes())
        compiler = typst.Compiler(
            input=str(desk.folder / "main.typ"),
            root=folder,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
        )
        return compiler.compile(format="pdf", pdf_standards=STANDARDS)


def drawing_as_png(svg: str, *, ppi: float = 220) -> bytes:
    """A chart as a picture, for programs that do not draw SVG; 160 mm wide."""
    source = (
        "#set page(width: 160mm, height: auto, margin: 0pt, fill: white)\n"
        '#image("drawing.svg", width: 100%)'
    )
    with TemporaryDirectory() as folder:
        Path(folder, "drawing.svg").write_text(svg, encoding="utf-8")
        Path(folder, "main.typ").write_text(source, encoding="utf-8")
        return typst.compile(
            str(Path(folder, "main.typ")),
            root=folder,
            format="png",
            ppi=ppi,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
        )


class _Desk:
    """The document as plain data for the template, with its pictures laid out in a folder."""

    def __init__(self, document: Document, folder: Path):
        self.source = document
        self.folder = folder
        self.pictures = 0

    def document(self) -> dict[str, Any]:
        doc = self.source
        language = doc.language
        logo = images.logo(doc.logo)
        return {
            "title": doc.title,
            "subtitle": doc.subtitle,
            "cluster": doc.cluster,
            "cover": cover_lines(doc),
            "arches": self._arches(),
            "language": language,
            "region": {"es": "ES", "en": "GB"}.get(language),
            "draft": doc.draft,
            "colours": {
                "brand": colour.brand(doc.brand),
                "ink": colour.ink(doc.brand),
                "over": colour.over(doc.brand),
                "tint": colour.tint(doc.brand, 0.08),
                "rule": colour.tint(doc.brand, 0.3),
                "arch": colour.mixed(doc.brand, colour.over(doc.brand), 0.86),
            },
            "logo": self._kept(logo[0], logo[1]) if logo else None,
            "published": formatting.day(doc.published_on, language) if doc.published_on else "",
            "as_of": formatting.day(doc.as_of, language) if doc.as_of else "",
            "date": _parts(doc.published_on or doc.as_of),
            "labels": labels(language),
            "foreword": self._blocks(doc.foreword),
            "sections": [
                {
                    "number": str(section.number),
                    "title": section.title,
                    "cards": self._cards(section.cards),
                    "blocks": self._blocks(section.blocks),
                    "signed": section.signed_by,
                }
                for section in doc.sections
            ],
            "lines": [
                {
                    "name": doc.line_names.get(line, str(line)),
                    "number": str(line),
                    "figures": [self._entry(entry) for entry in doc.of_line(line)],
                }
                for line in doc.lines
            ],
            "corrections": [
                {
                    "name": c.name,
                    "printed": c.printed,
                    "now": c.now,
                    "difference": c.difference,
                    "reasons": list(c.reasons),
                }
                for c in doc.corrections
            ],
        }

    def _arches(self) -> list[float]:
        """How tall each line stands on the cover, from 0 to 1: by the root of its records."""
        roots = [sqrt(sum(f.records for f in self.source.of_line(n))) for n in self.source.lines]
        tallest = max(roots, default=0) or 1
        return [root / tallest for root in roots] or [0.4] * 9

    def _entry(self, entry: FigureEntry) -> dict[str, Any]:
        words = labels(self.source.language)
        notes = list(entry.notes)
        if entry.opening:
            notes.append(words["opening_note"])
        if entry.previous_opening:
            notes.append(words["previous_opening_note"])
        return {
            "id": entry.fragment,
            "key": entry.key,
            "name": entry.name,
            "definition": entry.definition,
            "printed": entry.printed,
            "marks": marks(entry),
            "previous": entry.previous_printed,
            "change": entry.change_printed,
            "records": formatting.number(entry.records, self.source.language),
            "weak": formatting.number(entry.weak, self.source.language) if entry.weak else "",
            "notes": notes,
        }

    def _cards(self, keys: tuple[str, ...]) -> list[dict[str, Any]]:
        return [self._entry(self.source.figures[key]) for key in keys]

    def _blocks(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph(runs):
                return {"type": "paragraph", "runs": self._runs(runs)}
            case Heading(level, runs):
                return {"type": "heading", "level": level, "runs": self._runs(runs)}
            case ListBlock(items, ordered):
                listed = [self._blocks(item) for item in items]
                return {"type": "list", "ordered": ordered, "items": listed}
            case Quote(blocks):
                return {"type": "quote", "blocks": self._blocks(blocks)}
            case TableBlock():
                return {
                    "type": "table",
                    "header": [self._runs(cell) for cell in block.header],
                    "rows": [[self._runs(cell) for cell in row] for row in block.rows],
                    "caption": block.caption,
                    "numeric": list(block.numeric) or [False] * len(block.header),
                }
            case ImageBlock():
                data = images.photo(block.path)
                return {
                    "type": "image",
                    "file": self._kept(data, "jpg") if data else None,
                    "alt": block.alt,
                    "caption": " · ".join(filter(None, [block.caption, block.credit])),
                }
            case ChartBlock():
                return {
                    "type": "chart",
                    "file": self._kept(block.svg.encode(), "svg"),
                    "width": _width(block.svg),
                    "alt": block.alt,
                    "caption": block.caption,
                }
            case FigureCards(keys):
                return {"type": "cards", "cards": self._cards(keys)}

    def _runs(self, runs: tuple[Run, ...]) -> list[dict[str, Any]]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> dict[str, Any]:
        figure = self.source.figures[run.key] if isinstance(run, FigureRun) else None
        return {
            "text": run.text.split("\n"),
            "strong": run.strong,
            "emphasis": run.emphasis,
            "link": run.link,
            "figure": figure.fragment if figure else "",
            "marks": marks(figure) if figure else "",
        }

    def _kept(self, data: bytes, kind: str) -> str:
        self.pictures += 1
        name = f"picture-{self.pictures}.{kind}"
        (self.folder / name).write_bytes(data)
        return name


def cover_lines(document: Document) -> list[str]:
    """The title, and the year apart when the title ends in it: "Acciones", "2024"."""
    year = str(document.year)
    before = document.title.removesuffix(year).strip(" ·-–—")
    return [before, year] if before and document.title.endswith(year) else [document.title]


def marks(entry: FigureEntry) -> str:
    """The signs that follow a figure wherever it is printed: * weak, ° opening, † corrected."""
    signs = [(entry.weak, "*"), (entry.opening, "°"), (entry.correction, "†")]
    return "".join(sign for flag, sign in signs if flag)


def _width(svg: str) -> float:
    """How wide a drawing is printed, as a share of the page: all of it, unless it is too tall."""
    box = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', svg)
    if not box or not float(box[2]):
        return 1.0
    return min(1.0, TALLEST * float(box[1]) / float(box[2]))


def _parts(day) -> list[int] | None:
    return [day.year, day.month, day.day] if day else None
