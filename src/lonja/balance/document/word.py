"""Parts of a Word file that python-docx has no words for: fields, links, numbering, language."""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from . import colour
from .model import Document, Run

# The typefaces of every office computer: those of the PDF would be missing on most.
FACE, HEAD_FACE = "Calibri", "Cambria"
LOCALES = {"es": "es-ES", "en": "en-GB"}


def set_up(file: WordFile, document: Document) -> None:
    properties = file.core_properties
    properties.title, properties.author = document.title, document.cluster
    properties.language = LOCALES[document.language]
    properties.comments = ""
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin = page.bottom_margin = Mm(25)
    ink = RGBColor.from_string(colour.ink(document.brand)[1:])
    _fonts(file, ink)
    _language(file, LOCALES[document.language])
    footer = page.footer.paragraphs[0]
    footer.text = f"{document.cluster} · {document.title} · "
    add_field(footer, "PAGE", "1")


def _fonts(file: WordFile, ink: RGBColor) -> None:
    styles = file.styles
    _typeface(styles["Normal"], FACE, 10.5)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    for name, size in (("Title", 40), ("Heading 1", 24), ("Heading 2", 15), ("Heading 3", 12.5)):
        _typeface(styles[name], HEAD_FACE, size)
        styles[name].font.color.rgb = ink
    styles["Heading 1"].paragraph_format.page_break_before = True
    _typeface(styles["Caption"], FACE, 9)
    styles["Caption"].font.color.rgb = ink
    for name, base, face, size in (
        ("Figure Value", "Normal", HEAD_FACE, 26), ("Figure Name", "Normal", FACE, 9),
        ("Definition", "Normal", FACE, 8.5), ("Signature", "Normal", FACE, 9),
        ("TOC Heading", "Normal", HEAD_FACE, 24),
    ):  # fmt: skip
        kept = name in styles
        style = styles[name] if kept else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        _typeface(style, face, size)
        style.paragraph_format.space_after = Pt(2)
    for name in ("Figure Value", "TOC Heading"):
        styles[name].font.color.rgb = ink


def _typeface(style: Any, name: str, size: float) -> None:
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)


def _language(file: WordFile, locale: str) -> None:
    defaults = file.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)


def clean(text: str) -> str:
    """Without the control characters that XML does not admit."""
    return "".join(c for c in text if c in "\n\t" or ord(c) >= 32)


def style_run(word_run: Any, run: Run) -> None:
    word_run.bold = run.strong or None
    word_run.italic = run.emphasis or None


def add_link(
    paragraph: WordParagraph, run: Run, text: str, *, address: str = "", anchor: str = ""
) -> None:
    link = OxmlElement("w:hyperlink")
    if address:
        kind = docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK
        link.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    else:
        link.set(qn("w:anchor"), anchor[:40])
    word_run = paragraph.add_run(clean(text))
    style_run(word_run, run)
    word_run.bold = True if anchor else word_run.bold
    word_run.underline = bool(address) or None
    link.append(word_run._r)
    paragraph._p.append(link)


def add_field(paragraph: WordParagraph, code: str, shown: str) -> None:
    """A field that Word computes, such as a page number; `shown` until it does."""
    for kind in ("begin", "separate", "end"):
        char = OxmlElement("w:fldChar")
        char.set(qn("w:fldCharType"), kind)
        if kind == "separate":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = code
            paragraph.add_run()._r.append(instruction)
        if kind == "end":
            paragraph.add_run(clean(shown))
        paragraph.add_run()._r.append(char)


def describe(picture: Any, alt: str) -> None:
    picture._inline.docPr.set("descr", clean(alt))


def draw_table(table: Any, brand: str, widths: list[float] | None = None) -> None:
    """Thin rules between rows, the header in the brand colour. `widths` are shares of the page."""
    rule, ink = colour.tint(brand, 0.35)[1:], colour.ink(brand)[1:]
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", rule)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties.append(borders)
    for cell in table.rows[0].cells:
        for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
            run.bold = True
            run.font.color.rgb = RGBColor.from_string(ink)
    if widths:
        table.autofit = False
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Mm(160 * share)
        for row in table.rows:
            for cell, share in zip(row.cells, widths, strict=True):
                cell.width = Mm(160 * share)


def repeat_header(row: Any) -> None:
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)


def restarted_numbering(file: WordFile, style: str) -> int:
    """A new numbering like that of the style, starting again at 1."""
    numbering = file.part.numbering_part.element
    used = file.styles[style].element.pPr.numPr.numId.val
    abstract = next(n for n in numbering.num_lst if n.numId == used).abstractNumId.val
    fresh = numbering.add_num(abstract)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return fresh.numId


def use_numbering(paragraph: WordParagraph, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = numbering
    properties.get_or_add_ilvl().val = 0
