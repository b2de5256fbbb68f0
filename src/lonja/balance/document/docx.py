"""The balance as a Word file that the office can go on editing: real styles, no drawings of text.

Headings, lists, captions, quotations and tables use the styles of the document, so that changing
a style changes them all. Charts go as pictures, which Word needs, with their alternative text.
"""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from lonja.core import formatting

from . import images, word
from .labels import labels
from .model import (
    Block,
    ChartBlock,
    Document,
    FigureCards,
    FigureRun,
    Heading,
    ImageBlock,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    TableBlock,
)
from .pdf import drawing_as_png, marks

WIDTH = Mm(160)
TALLEST = Mm(150)  # a picture leaves room on its page for the text that it belongs to


def render(document: Document) -> bytes:
    writer = _Writer(document)
    writer.write()
    out = io.BytesIO()
    writer.file.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, document: Document):
        self.source = document
        self.say = labels(document.language)
        self.file: WordFile = docx.Document()
        self.captions = {"chart": 0, "photo": 0}
        self.bookmarks = 0

    def write(self) -> None:
        doc = self.source
        word.set_up(self.file, doc)
        self._cover()
        self._contents()
        if doc.foreword:
            self.file.add_heading(self.say["foreword"], 1)
            self._blocks(doc.foreword)
        for section in doc.sections:
            self.file.add_heading(f"{section.number}. {section.title}", 1)
            if section.cards:
                self._cards(section.cards)
            self._blocks(section.blocks)
            if section.signed_by:
                self.file.add_paragraph(f"{self.say['signed']}: {section.signed_by}", "Signature")
        self._figures()
        self._corrections()

    def _cover(self) -> None:
        doc = self.source
        logo = images.logo(doc.logo)
        if logo:
            data = (
                drawing_as_png(logo[0].decode("utf-8", "replace")) if logo[1] == "svg" else logo[0]
            )
            picture = self.file.add_picture(io.BytesIO(data), height=Mm(18))
            word.describe(picture, doc.cluster)
        self.file.add_paragraph(doc.cluster, "Subtitle")
        self.file.add_paragraph(doc.title, "Title")
        if doc.subtitle:
            self.file.add_paragraph(doc.subtitle, "Subtitle")
        dates = [
            f"{self.say[name]} {formatting.day(day, doc.language)}"
            for name, day in (("published", doc.published_on), ("as_of", doc.as_of))
            if day
        ]
        if doc.draft:
            dates.insert(0, self.say["draft"])
        if dates:
            self.file.add_paragraph(" · ".join(dates))

    def _contents(self) -> None:
        """A table of contents that Word fills in; until then, it shows the sections."""
        self.file.add_paragraph(self.say["contents"], "TOC Heading")
        listed = self.file.add_paragraph()
        word.add_field(listed, r'TOC \o "1-2" \h \z \u', "\n".join(
            f"{section.number}. {section.title}" for section in self.source.sections
        ))  # fmt: skip
        self.file.add_page_break()

    # -- blocks ------------------------------------------------------------------------------

    def _blocks(self, blocks: tuple[Block, ...], style: str = "", depth: int = 1) -> None:
        for block in blocks:
            match block:
                case Paragraph(runs):
                    self._paragraph(runs, style)
                case Heading(level, runs):
                    self._runs(self.file.add_heading("", level), runs)
                case ListBlock():
                    self._list(block, depth)
                case Quote(inner):
                    self._blocks(inner, "Quote")
                case TableBlock():
                    self._table(block)
                case ImageBlock():
                    self._picture(images.photo(block.path), "photo", block)
                case ChartBlock():
                    self._picture(drawing_as_png(block.svg), "chart", block)
                case FigureCards(keys):
                    self._cards(keys)

    def _paragraph(self, runs: tuple[Run, ...], style: str = "") -> WordParagraph:
        return self._runs(self.file.add_paragraph(style=style or None), runs)

    def _list(self, block: ListBlock, depth: int) -> None:
        name = "List Number" if block.ordered else "List Bullet"
        style = name if depth == 1 else f"{name} {min(depth, 3)}"
        numbering = word.restarted_numbering(self.file, style) if block.ordered else None
        for item in block.items:
            before = len(self.file.paragraphs)
            first, rest = item[:1], item[1:]
            self._blocks(first, style, depth + 1)
            if numbering is not None and len(self.file.paragraphs) > before:
                word.use_numbering(self.file.paragraphs[before], numbering)
            self._blocks(rest, "List Continue", depth + 1)

    def _runs(self, paragraph: WordParagraph, runs: tuple[Run, ...]) -> WordParagraph:
        for run in runs:
            figure = self.source.figures[run.key] if isinstance(run, FigureRun) else None
            text = run.text + (marks(figure) if figure else "")
            if figure:
                word.add_link(paragraph, run, text, anchor=figure.fragment.replace("-", "_"))
            elif run.link:
                word.add_link(paragraph, run, text, address=run.link)
            else:
                word.style_run(paragraph.add_run(word.clean(text)), run)
        return paragraph

    def _cards(self, keys: tuple[str, ...]) -> None:
        entries = [self.source.figures[key] for key in keys]
        per_row = min(len(entries), 4)
        for start in range(0, len(entries), per_row):
            row = entries[start : start + per_row]
            table = self.file.add_table(rows=1, cols=len(row))
            for cell, entry in zip(table.rows[0].cells, row, strict=True):
                first = cell.paragraphs[0]
                first.style = "Figure Value"
                value = first.add_run(entry.printed + marks(entry))
                if len(entry.printed) > 7:
                    value.font.size = Pt(17 if len(entry.printed) < 15 else 11)
                cell.add_paragraph(entry.name, "Figure Name")
                if entry.previous_printed:
                    before = f"{self.say['previous']}: {entry.previous_printed}"
                    told = " · ".join(filter(None, [entry.change_printed, before]))
                    cell.add_paragraph(told, "Figure Name")
        self.file.add_paragraph()

    def _picture(self, data: bytes | None, kind: str, block: ImageBlock | ChartBlock) -> None:
        if data is None:
            self.file.add_paragraph(f"{self.say['image_missing']}. {block.alt}")
            return
        picture = self.file.add_picture(io.BytesIO(data), width=WIDTH)
        if picture.height > TALLEST:
            picture.width = round(picture.width * TALLEST / picture.height)
            picture.height = TALLEST
        word.describe(picture, block.alt)
        self.file.paragraphs[-1].paragraph_format.keep_with_next = True
        self.captions[kind] += 1
        credit = getattr(block, "credit", "")
        caption = self.file.add_paragraph(f"{self.say[kind]} ", "Caption")
        word.add_field(caption, f"SEQ {kind} \\* ARABIC", str(self.captions[kind]))
        caption.add_run(word.clean("  " + " · ".join(filter(None, [block.caption, credit]))))

    def _table(self, block: TableBlock) -> None:
        numeric = block.numeric or (False,) * len(block.header)
        table = self._grid([""] * len(block.header))
        rows = [block.header, *block.rows]
        for _ in block.rows:
            table.add_row()
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, runs, right in zip(row.cells, cells, numeric, strict=False):
                self._runs(cell.paragraphs[0], runs)
                if right:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        word.draw_table(table, self.source.brand)
        self.file.add_paragraph()

    def _grid(self, header: list[str]) -> Any:
        table = self.file.add_table(rows=1, cols=len(header))
        word.repeat_header(table.rows[0])
        for cell, text in zip(table.rows[0].cells, header, strict=True):
            cell.text = text
        return table

    # -- at the end --------------------------------------------------------------------------

    def _figures(self) -> None:
        doc, say = self.source, self.say
        if not doc.figures:
            return
        self.file.add_heading(say["figures"], 1)
        self.file.add_paragraph(say["figures_lede"])
        self.file.add_paragraph(
            f"* {say['mark_weak']} · ° {say['mark_opening']} · † {say['mark_corrected']}"
        )
        for line in doc.lines:
            self.file.add_heading(f"{line}. {doc.line_names.get(line, '')}", 2)
            table = self._grid([say["figure"], say["value"], say["previous"], say["records"]])
            for entry in doc.of_line(line):
                cells = table.add_row().cells
                self._bookmarked(cells[0].paragraphs[0], entry.name, entry.fragment)
                cells[0].add_paragraph(
                    word.clean(" ".join([entry.definition, *entry.notes])), "Definition"
                )
                told = word.clean(entry.printed + marks(entry))
                if len(told) > 24:  # a list of names: beside its definition, where it has room
                    cells[0].add_paragraph(told)
                else:
                    cells[1].text = told
                cells[2].text = " ".join(
                    filter(None, [entry.previous_printed, entry.change_printed])
                )
                cells[3].text = formatting.number(entry.records, doc.language)
            word.draw_table(table, doc.brand, [0.47, 0.19, 0.19, 0.15])

    def _bookmarked(self, paragraph: WordParagraph, text: str, fragment: str) -> None:
        self.bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self.bookmarks))
        start.set(qn("w:name"), fragment.replace("-", "_")[:40])
        paragraph._p.append(start)
        paragraph.add_run(word.clean(text)).bold = True
        paragraph._p.append(end)

    def _corrections(self) -> None:
        say = self.say
        if not self.source.corrections:
            return
        self.file.add_heading(say["corrections"], 2)
        self.file.add_paragraph(say["corrections_lede"])
        table = self._grid(
            [say["figure"], say["printed"], say["now"], say["difference"], say["why"]]
        )
        for correction in self.source.corrections:
            told = [correction.name, correction.printed, correction.now, correction.difference]
            row = table.add_row().cells
            for cell, text in zip(row, [*told, " ".join(correction.reasons)], strict=True):
                cell.text = word.clean(text)
        word.draw_table(table, self.source.brand, [0.3, 0.14, 0.14, 0.12, 0.3])
