"""Spreadsheets as they really come."""

import io
import random
import tracemalloc
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.chart import BarChart

from lonja.core.imports.cells import Broken
from lonja.core.imports.limits import Limits
from lonja.core.imports.problems import FileProblem
from lonja.core.imports.reading import open_source, read

from .books import csv_file, repacked, xlsx_file

MEMBERS = [
    ["Entidad", "NIF", "Población"],
    ["Señalética Ñandú", "B12345674", "A Coruña"],
    ["Aguas del Ejemplo", "A58818501", "Cádiz"],
]


def cells(table):
    return [line.cells for line in table.rows()]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
)
def test_a_csv_is_read_whatever_its_encoding_and_its_separator(encoding, separator):
    table = read(csv_file(MEMBERS, separator=separator, encoding=encoding))
    assert table.headers == ["Entidad", "NIF", "Población"]
    assert cells(table) == MEMBERS[1:]


def test_the_euro_and_the_quotes_of_windows_survive():
    rows = [["Entidad", "Nota"], ["«Ñu» – S. L.", "12 € “sí”"]]
    assert cells(read(csv_file(rows, encoding="cp1252"))) == rows[1:]


def test_excel_says_its_separator_in_the_first_line():
    table = read(io.BytesIO(b"sep=|\r\nEntidad|NIF\r\nUno, dos; tres|B12345674\r\n"))
    assert cells(table) == [["Uno, dos; tres", "B12345674"]]


def test_decimal_commas_do_not_pass_for_separators():
    table = read(io.BytesIO(b"Medio;Valor;Alcance\nUno;1,5;2,5\nDos;3,5;4,5\n"))
    assert table.headers == ["Medio", "Valor", "Alcance"]
    assert cells(table) == [["Uno", "1,5", "2,5"], ["Dos", "3,5", "4,5"]]


def test_quoted_text_keeps_separators_quotes_and_line_ends():
    table = read(io.BytesIO(b'Entidad;Nota\n"Uno; dos";"dice ""hola""\notra"\n'))
    assert cells(table) == [["Uno; dos", 'dice "hola"\notra']]


def test_ragged_lines_are_given_as_they_are():
    table = read(io.BytesIO(b"a;b;c\n1\n1;2;3;4\n"))
    assert cells(table) == [["1"], ["1", "2", "3", "4"]]


def test_a_quote_never_closed_is_told_with_its_line():
    broken = b'Entidad;Nota\nUno;bien\nDos;"sin cerrar\n' + b"x" * 200_000
    with pytest.raises(FileProblem, match=r"después de la línea 2.*comilla"):
        list(read(io.BytesIO(broken)).rows())


def test_lines_are_numbered_as_the_spreadsheet_numbers_them():
    table = read(io.BytesIO(b"Asociados\n\nEntidad;NIF\nUno;B12345674\n\nDos;A58818501\n"))
    assert [line.number for line in table.rows()] == [4, 6]


def test_merged_cells_give_their_value_to_all_that_they_cover():
    rows = [["Entidad", "Provincia"], ["Uno", "Lugo"], ["Dos", None], ["Tres", "Soria"]]
    table = read(xlsx_file(rows, lambda sheet: sheet.merge_cells("B2:B3")))
    assert cells(table) == [["Uno", "Lugo"], ["Dos", "Lugo"], ["Tres", "Soria"]]


def test_a_region_merged_to_the_end_of_the_sheet_makes_no_lines():
    file = xlsx_file([["Entidad", "Provincia"], ["Uno", "Lugo"]], lambda s: s.merge_cells("B2:B3"))
    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    table = read(repacked(file, sheet1_xml=sheet.replace(b"B2:B3", b"B2:B1048576")))
    assert cells(table) == [["Uno", "Lugo"]]


def test_two_merged_header_lines_become_one():
    rows = [
        ["Entidad", "Contacto", None, "Alta"],
        [None, "Nombre", "Correo", None],
        ["Uno", "Ana Ejemplo", "ana@uno.example", "12/06/2024"],
    ]

    def dress(sheet):
        for region in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(region)

    table = read(xlsx_file(rows, dress))
    assert table.headers == ["Entidad", "Contacto · Nombre", "Contacto · Correo", "Alta"]
    assert cells(table) == [rows[2]]
    assert [line.number for line in table.rows()] == [3]


def test_two_header_lines_of_a_csv_become_one():
    text = "Entidad;;Contacto;\nNombre;NIF;Nombre;Correo\nUno;B12345674;Ana;a@uno.example\n"
    table = read(io.BytesIO(text.encode()))
    assert table.headers == [
        "Entidad · Nombre",
        "Entidad · NIF",
        "Contacto · Nombre",
        "Contacto · Correo",
    ]


def test_titles_above_the_headers_are_passed_over():
    rows = [
        ["Listado de asociados 2024"],
        ["Elaborado por la oficina técnica"],
        [],
        *MEMBERS,
    ]
    table = read(xlsx_file(rows, lambda sheet: sheet.merge_cells("A1:C1")))
    assert table.headers == MEMBERS[0]
    assert [line.number for line in table.rows()] == [5, 6]


def test_a_person_may_say_where_the_headers_stand():
    rows = [["a", "b"], ["Entidad", "NIF"], ["Uno", "B12345674"]]
    assert read(csv_file(rows), header_line=2).headers == ["Entidad", "NIF"]


def test_headers_without_a_name_or_with_the_same_are_told_apart():
    rows = [["Entidad", "Correo", "Correo", ""], ["Uno", "a@b.example", "c@d.example", "x"]]
    assert read(csv_file(rows)).headers == ["Entidad", "Correo", "Correo (2)", "Columna D"]


def test_totals_at_the_end_are_left_out_and_told():
    rows = [["Medio", "Valor"], ["Total Noticias", "10"], ["Uno", "20"], ["TOTAL", "30"]]
    table = read(csv_file(rows))
    assert cells(table) == [["Total Noticias", "10"], ["Uno", "20"]]
    assert table.totals == [4]


def test_a_member_called_total_is_no_total():
    rows = [["Entidad", "NIF", "Web"], ["Total", "B12345674", "total.example"]]
    assert cells(read(csv_file(rows))) == [rows[1]]


def test_formulas_give_what_their_program_saved_and_are_never_calculated():
    file = xlsx_file([["Medio", "Valor"], ["Uno", 5]])
    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    saved = sheet.replace(b"<v>5</v>", b"<f>2+3</f><v>41</v>")
    assert cells(read(repacked(file, sheet1_xml=saved))) == [["Uno", 41]]


def test_a_formula_that_nobody_calculated_is_told_as_such():
    table = read(xlsx_file([["Medio", "Valor"], ["Uno", "=2+3"], ["Dos", '=HYPERLINK("x")']]))
    assert cells(table) == [
        ["Uno", Broken("=2+3", is_formula=True)],
        ["Dos", Broken('=HYPERLINK("x")', is_formula=True)],
    ]


def test_errors_of_the_spreadsheet_are_no_text():
    def dress(sheet):
        sheet["B2"].value, sheet["B2"].data_type = "#N/A", "e"

    assert cells(read(xlsx_file([["Medio", "Valor"], ["Uno", 1]], dress))) == [
        ["Uno", Broken("#N/A")]
    ]


def test_hidden_sheets_are_not_taken_unless_asked_for():
    def dress(sheet):
        sheet.title = "Copia vieja"
        sheet.sheet_state = "hidden"
        other = sheet.parent.create_sheet("Asociados")
        for row in MEMBERS:
            other.append(row)

    file = xlsx_file([["Entidad"], ["Vieja"]], dress)
    source = open_source(file)
    assert (source.sheets, source.hidden) == (["Asociados"], ["Copia vieja"])
    assert cells(read(source)) == MEMBERS[1:]
    assert cells(read(source, sheet="Copia vieja")) == [["Vieja"]]
    with pytest.raises(FileProblem, match=r"ninguna hoja «Socios».*Asociados"):
        read(source, sheet="Socios")


def test_a_book_that_begins_with_a_cover_is_opened_at_its_list():
    def dress(sheet):
        sheet.title = "Portada"
        members = sheet.parent.create_sheet("Socios")
        members.append(["Socios a 31 de diciembre"])
        members.append(["Entidad", "NIF"])
        members.append(["Nueva", "B12345674"])

    book = xlsx_file([["Memoria de la asociación"], ["Entidad que la hace"]], dress)
    assert read(book, known={"entidad", "nif"}).sheet == "Socios"
    book.seek(0)
    assert read(book).sheet == "Portada"


def test_dates_of_a_spreadsheet_are_dates():
    table = read(xlsx_file([["Entidad", "Alta"], ["Uno", date(2024, 6, 12)]]))
    (line,) = table.rows()
    assert line.cells[1].date() == date(2024, 6, 12)


def test_html_in_a_name_is_just_text():
    rows = [["Entidad"], ["<script>alert(1)</script>"], ["<b>Uno</b> & Cía."]]
    assert cells(read(xlsx_file(rows))) == rows[1:]


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "antiguo.*guárdelo como .xlsx"),
        (b"<html><table><tr><td>Entidad</td></tr></table></html>", "página web"),
        (b"%PDF-1.7 ...", "no es una hoja de cálculo"),
        (b"\x00\x01\x02\x03" * 64, "no es una hoja de cálculo"),
        (b"\x01\x02;\x03\x04\n" * 64, "no es una hoja de cálculo"),
        (b"", "vacío"),
        (b"\n\n;;;\n", "nada escrito"),
        (b"PK\x03\x04 no es un zip", "dañado"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_plain_words(start, said):
    with pytest.raises(FileProblem, match=said):
        read(io.BytesIO(start))


def test_a_text_that_is_called_a_workbook_is_none(tmp_path):
    letter = tmp_path / "socios.XLSX"
    letter.write_text("Estimados señores:\nles adjunto la lista de socios.\n")
    with letter.open("rb") as file, pytest.raises(FileProblem, match=r"no es una hoja.*Ábralo"):
        open_source(file)
    letter.write_text("Entidad;NIF\nUno;B1\n")
    with letter.open("rb") as file:
        assert read(file).headers == ["Entidad", "NIF"]


def test_a_stray_character_spoils_no_table():
    text = b"Entidad;Notas\nUno;" + b"x" * 200 + b"\x02\n"
    assert read(io.BytesIO(text)).headers == ["Entidad", "Notas"]


def test_a_libreoffice_sheet_is_asked_for_as_xlsx():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(FileProblem, match=r"\.ods.*\.xlsx"):
        open_source(out)


def test_a_zip_bomb_is_refused_before_it_goes_off():
    bomb = repacked(xlsx_file(MEMBERS), sheet1_xml=b"<a>" + b" " * 300_000_000)
    tracemalloc.start()
    with pytest.raises(FileProblem, match="comprimido de una forma que no es"):
        open_source(bomb)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_refused_too():
    bomb = repacked(xlsx_file(MEMBERS), sheet1_xml=b" " * 50_000_000).getvalue()
    honest = (50_000_000).to_bytes(4, "little")
    assert bomb.count(honest) == 2
    lying = io.BytesIO(bomb.replace(honest, (2_000).to_bytes(4, "little")))
    with pytest.raises(FileProblem):
        open_source(lying)


def beside_noise(bomb):
    """The same, with a picture that does not shrink at all: a sixth of it, once packed."""
    with zipfile.ZipFile(bomb, "a") as archive:
        archive.writestr("xl/media/image1.png", random.Random(1).randbytes(2_000_000))
    bomb.seek(0)
    return bomb


def test_a_bomb_beside_a_large_picture_is_refused_too():
    bomb = repacked(xlsx_file(MEMBERS), sheet1_xml=b"<a>" + b" " * 300_000_000)
    with pytest.raises(FileProblem, match="comprimido"):
        open_source(beside_noise(bomb))


def test_styles_that_would_take_gigabytes_are_not_read():
    """Each style is four bytes in the file, and a hundred times that in memory."""
    styles = b"<styleSheet><cellXfs>" + b"<xf/>" * 400_000 + b"</cellXfs></styleSheet>"
    with pytest.raises(FileProblem, match="comprimido"):
        open_source(beside_noise(repacked(xlsx_file(MEMBERS), styles_xml=styles)))


@pytest.mark.parametrize(
    "sheet",
    [
        b"<worksheet><sheetData>" + b"<row><c/></row>" * 40_000 + b"</sheetData></worksheet>",
        b"<worksheet><sheetData><row>" + b"<c/>" * 120_001 + b"</row></sheetData></worksheet>",
    ],
)
def test_cells_that_say_nothing_are_counted_before_they_are_read(sheet):
    blank = repacked(xlsx_file(MEMBERS), sheet1_xml=sheet)
    with pytest.raises(FileProblem, match="comprimido"):
        open_source(blank, Limits(marks=120_000))


def test_a_workbook_with_a_chart_for_a_sheet_is_read_without_it():
    book = openpyxl.Workbook()
    for row in MEMBERS:
        book.active.append(row)
    book.create_chartsheet("Gráfico").add_chart(BarChart())
    out = io.BytesIO()
    book.save(out)
    assert open_source(out).sheets == ["Sheet"]


def test_an_archive_with_thousands_of_entries_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        for number in range(3000):
            archive.writestr(f"xl/{number}.xml", "")
    with pytest.raises(FileProblem, match="comprimido"):
        open_source(out)


def test_entities_that_multiply_are_not_expanded():
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    file = repacked(xlsx_file(MEMBERS), sheet1_xml=laughs + b"<worksheet>&b;</worksheet>")
    with pytest.raises(FileProblem, match="dañado"):
        list(read(file).rows())


def test_a_file_larger_than_allowed_says_how_much_fits():
    with pytest.raises(FileProblem, match="ocupa 3 MB y caben 2"):
        open_source(io.BytesIO(b"x" * 3_200_000), Limits(file_bytes=2 * 1024 * 1024))


def test_more_lines_than_allowed_are_refused():
    with pytest.raises(FileProblem, match="más de 2 líneas"):
        list(read(csv_file([["a"], ["1"], ["2"], ["3"]]), limits=Limits(rows=2)).rows())


def test_fifty_thousand_lines_fit_in_little_memory():
    rows = [["Entidad", "NIF", "Alta"], *([f"Entidad {n}", n, "12/06/2024"] for n in range(50_000))]
    file = csv_file(rows)
    tracemalloc.start()
    assert sum(1 for _ in read(file).rows()) == 50_000
    assert tracemalloc.get_traced_memory()[1] < 3_000_000
    tracemalloc.stop()


def test_a_sheet_with_one_far_away_cell_does_not_fill_the_memory():
    def dress(sheet):
        sheet.cell(1_048_576, 2, "perdida")

    table = read(xlsx_file(MEMBERS, dress))
    assert [line.number for line in table.rows()] == [2, 3, 1_048_576]


def test_the_same_file_can_be_read_again_and_again():
    table = read(xlsx_file(MEMBERS))
    assert cells(table) == cells(table) == MEMBERS[1:]


def test_a_workbook_of_excel_with_a_table_only_in_its_second_sheet_is_said_to_be_empty():
    book = openpyxl.Workbook()
    book.create_sheet("Datos").append(["Entidad"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(FileProblem, match="nada escrito"):
        read(out)
