"""The same balance on every kind of paper, with the same numbers."""

import csv
import io
import json
import re
import zipfile
from datetime import datetime

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from lonja.balance.document import docx as word_file
from lonja.balance.document import html, open_data, pdf, prose, xlsx
from lonja.balance.document.model import (
    FigureRun,
    Heading,
    ImageBlock,
    ListBlock,
    Paragraph,
    Run,
    Section,
    runs_of,
)

from .sample import LINES, bars, document, lexicon


@pytest.fixture(scope="module")
def balance():
    return document()


@pytest.fixture(scope="module")
def paper(balance):
    return PdfReader(io.BytesIO(pdf.render(balance)))


@pytest.fixture(scope="module")
def word(balance):
    return docx.Document(io.BytesIO(word_file.render(balance)))


@pytest.fixture(scope="module")
def sheets(balance):
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(balance)))


def flat(text):
    """Text with every space alike, and no hyphens at the ends of lines."""
    text = re.sub(r"[\u00ad\u2010-]\n", "", text)
    return re.sub(r"\s+", " ", text)


def text_of_pdf(paper):
    return flat("\n".join(page.extract_text() for page in paper.pages))


def text_of_word(word):
    body = word.element.body
    paragraphs = body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return flat("\n".join("".join(t.text or "" for t in p.iter(tag)) for p in paragraphs))


def text_of_html(balance):
    page = html.render(balance)
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.S)
    import html as entities

    return flat(entities.unescape(re.sub(r"<[^>]+>", " ", page)))


def text_of_sheets(sheets):
    return flat("\n".join(str(c.value) for s in sheets for row in s for c in row if c.value))


# -- the same numbers everywhere -------------------------------------------------------------------


def test_every_figure_is_printed_the_same_on_every_paper(balance, paper, word, sheets):
    texts = {
        "pdf": text_of_pdf(paper),
        "word": text_of_word(word),
        "html": text_of_html(balance),
        "xlsx": text_of_sheets(sheets),
    }
    for entry in balance.figures.values():
        for kind, text in texts.items():
            assert flat(entry.printed) in text, f"{entry.key} is not in the {kind}"
            assert entry.name in text, f"{entry.name} is not in the {kind}"


def test_every_number_of_the_prose_is_printed_the_same_on_every_paper(balance, paper, word):
    texts = [text_of_pdf(paper), text_of_word(word), text_of_html(balance)]
    for section in balance.sections:
        for runs in runs_of(section.blocks):
            for run in runs:
                if isinstance(run, FigureRun):
                    assert all(flat(run.text) in text for text in texts), run.text


def test_hostile_prose_is_printed_as_it_was_typed(balance, paper, word):
    for text in (text_of_pdf(paper), text_of_word(word), text_of_html(balance)):
        assert "<script>alert(1)</script>" in text
        assert '#import "nada.typ"' in text
        for sign in ("$x^2$", "\\pagebreak()", "@ref", "`raw`", "// comentario", "\\textbf{a}"):
            assert sign in text
    assert "<script>" not in html.render(balance)


# -- PDF -------------------------------------------------------------------------------------------


def test_the_pdf_is_tagged_titled_and_in_its_language(paper):
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("es")
    assert paper.metadata.title == "Acciones 2024 · Clúster de Ejemplo"
    about = root["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid:part" in about
    assert re.search(r"<pdfaid:conformance>A</", about)


def test_the_pdf_has_a_bookmark_for_each_section(paper):
    titles = [item.title for item in paper.outline if not isinstance(item, list)]
    for name in LINES.values():
        assert any(name in title for title in titles)


def test_the_pdf_carries_its_own_typefaces(paper):
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in paper.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert all(name.startswith(("Asap", "Grenze")) for name in fonts), fonts


def test_a_long_document_with_six_charts_has_all_its_pages():
    known = lexicon(charts={"c": bars()})
    text = "Una comisión trabaja, escribe y publica lo que sabe. " * 30
    source = f"{text}\n\n{{{{ chart:c }}}}\n\n{text}\n\n{text}"
    sections = tuple(
        Section(n, f"Sección {n}", prose.read(source, known).blocks) for n in range(1, 7)
    )
    long = document(sections=sections)
    pages = PdfReader(io.BytesIO(pdf.render(long))).pages
    assert len(pages) >= 16


@pytest.mark.parametrize("brand", ["#ffe600", "#000000", "#ffffff", "no es un color"])
def test_any_brand_colour_prints(brand):
    assert pdf.render(document(brand=brand)).startswith(b"%PDF")


def test_a_broken_logo_or_a_lost_photo_do_not_stop_the_balance(tmp_path):
    lost = ImageBlock(tmp_path / "no-existe.jpg", "La plaza")
    broken = document(logo=b"esto no es una imagen", sections=(Section(1, "Fotos", (lost,)),))
    text = flat("".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf.render(broken))).pages))
    assert "Imagen no disponible. La plaza" in text
    assert word_file.render(broken)
    assert "Imagen no disponible" in html.render(broken)


def test_an_empty_balance_prints_too():
    empty = document(sections=(), figures={}, foreword=())
    assert pdf.render(empty).startswith(b"%PDF")
    assert word_file.render(empty)
    assert xlsx.render(empty)


def test_in_english_the_frame_is_in_english():
    pages = PdfReader(io.BytesIO(pdf.render(document(language="en")))).pages
    text = flat("".join(page.extract_text() for page in pages))
    assert "Contents" in text
    assert "The figures, one by one" in text


# -- Word ------------------------------------------------------------------------------------------


def test_the_word_file_uses_real_styles(word):
    styles = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "Quote", "Caption"} <= styles


def test_the_word_file_says_its_language_and_describes_its_pictures(word):
    assert word.core_properties.language == "es-ES"
    xml = word.element.xml
    assert 'descr="Barras: Impactos por mes"' in xml
    assert "w:tblHeader" in xml


def test_each_numbered_list_of_the_word_file_starts_at_one():
    def listed(*words):
        items = tuple((Paragraph((Run(word),)),) for word in words)
        return ListBlock(items, ordered=True)

    blocks = (listed("a", "b"), Heading(2, (Run("Otra"),)), listed("c"))
    made = document(sections=(Section(1, "Listas", blocks),))
    file = docx.Document(io.BytesIO(word_file.render(made)))
    numbers = [p._p.pPr.numPr.numId.val for p in file.paragraphs if p.style.name == "List Number"]
    assert len(set(numbers)) == 2


def test_control_characters_do_not_break_the_word_file():
    blocks = (Paragraph((Run("uno\x00\x0bdos"),)),)
    made = document(sections=(Section(1, "Raros", blocks),))
    assert "unodos" in text_of_word(docx.Document(io.BytesIO(word_file.render(made))))


# -- spreadsheet and open data ----------------------------------------------------------------


def test_the_spreadsheet_has_figures_a_sheet_a_line_and_corrections(sheets):
    assert sheets.sheetnames[0] == "Cifras"
    assert sheets.sheetnames[-1] == "Correcciones"
    assert "5. Impacto en medios" in sheets.sheetnames
    assert len(sheets.sheetnames) == 2 + len(LINES)


def test_numbers_are_numbers_and_dates_are_dates(sheets):
    rows = {row[1].value: row for row in sheets["Cifras"].iter_rows(min_row=2)}
    assert rows["Valor económico"][2].value == 2842274
    assert rows["Crecimiento"][2].value == 0.25
    assert rows["Sin dato"][2].value is None
    first = next(sheets["5. Impacto en medios"].iter_rows(min_row=2))
    assert first[3].value == datetime(2024, 6, 1)
    assert first[4].value == 10114.85


def test_every_record_behind_every_figure_is_listed(balance, sheets):
    listed = sum(sheet.max_row - 1 for sheet in sheets.worksheets[1:-1])
    assert listed == 3 * len(balance.figures)


def test_what_was_learnt_later_is_told(sheets):
    [row] = list(sheets["Correcciones"].iter_rows(min_row=2, values_only=True))
    assert row[:4] == ("Proyectos presentados", "14", "15", "+1")


def test_text_is_never_a_formula(balance):
    from dataclasses import replace

    entry = replace(next(iter(balance.figures.values())), name='=HYPERLINK("http://x")')
    made = document(figures={entry.key: entry})
    with zipfile.ZipFile(io.BytesIO(xlsx.render(made))) as archive:
        for name in archive.namelist():
            assert b"<f>" not in archive.read(name)
    assert "'=HYPERLINK" in open_data.as_csv(made)


def test_sheet_names_are_those_that_a_spreadsheet_admits():
    names = {1: "Uno: [dos]/tres?*" + "x" * 60, 4: "Uno dos tres" + "x" * 60}
    made = openpyxl.load_workbook(io.BytesIO(xlsx.render(document(line_names=names))))
    assert all(len(name) <= 31 for name in made.sheetnames)
    assert len(set(made.sheetnames)) == len(made.sheetnames)


def test_open_data_gives_plain_values(balance):
    data = json.loads(open_data.as_json(balance))
    assert data["year"] == 2024
    assert data["figures"]["press.value_eur"] == 2842274
    assert data["figures"]["territories.growth"] == 0.25
    assert data["figures"]["events.cities"] == ["Valencia", "Sevilla", "Zaragoza"]
    assert data["figures"]["grants.unknown"] is None
    assert data["records"]["press.mentions"] == 281


def test_the_csv_has_a_row_a_figure(balance):
    rows = list(csv.DictReader(io.StringIO(open_data.as_csv(balance).lstrip("\ufeff"))))
    assert len(rows) == len(balance.figures)
    assert rows[-1]["value"] == ""


def test_the_records_are_read_as_they_are_written():
    asked = []

    def records(key):
        asked.append(key)
        return iter(())

    xlsx.render(document(records=records))
    assert asked == [entry.key for n in LINES for entry in document().of_line(n)]


def test_links_to_figures_find_their_place(balance):
    page = html.render(balance)
    targets = set(re.findall(r'id="(cifra-[^"]+)"', page))
    assert set(re.findall(r'href="#(cifra-[^"]+)"', page)) <= targets
    assert len(targets) == len(balance.figures)
