"""The way of a file through the pages: upload, columns, preview, writing, undoing."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from lonja.directory.models import Organisation
from lonja.imports import jobs
from lonja.imports.domain import applying
from lonja.imports.enums import State
from lonja.imports.models import ImportRun

from ..core.imports.books import csv_file, xlsx_file

HEADERS = ["Empresa", "CIF", "Teléfono", "Fecha de alta"]
WATER = ["Aguas del Ejemplo", "B12345674", "954000001", "12/06/2024"]


@pytest.fixture
def page(client, office):
    client.force_login(office)
    return client


def upload(client, *rows, name="socios.csv", maker=csv_file):
    file = maker(rows)
    file.name = name
    data = {"kind": "companies", "file": file}
    return client.post(reverse("import-upload"), data, follow=True)


def test_from_the_file_to_the_records_and_back(page):
    shown = upload(page, HEADERS, WATER)
    assert shown.status_code == 200
    assert "12 de junio de 2024" in shown.text
    assert "Escribir 1 fila" in shown.text
    run = ImportRun.objects.get()
    done = page.post(reverse("import-write", args=[run.pk]), follow=True)
    assert "1 fila escrita." in done.text
    assert Organisation.objects.get().name == "Aguas del Ejemplo"
    back = page.post(reverse("import-undo", args=[run.pk]), follow=True)
    assert "Deshecha: todo está como antes de importar." in back.text
    assert not Organisation.objects.exists()


def test_what_is_wrong_is_shown_beside_its_row_and_as_a_file(page):
    shown = upload(page, HEADERS, WATER, ["Otra", "B12345670", "", "31/02/2024"])
    assert "¿No será B12345674?" in shown.text
    assert "Escribir la fila correcta" in shown.text
    run = ImportRun.objects.get()
    listed = page.get(reverse("import-problems", args=[run.pk]))
    assert listed.text.splitlines()[1].startswith("3;CIF;B12345670;")
    page.post(reverse("import-write", args=[run.pk]), {"partial": "yes"})
    assert [one.name for one in Organisation.objects.all()] == ["Aguas del Ejemplo"]


def test_columns_that_were_not_guessed_are_pointed_at(page):
    shown = upload(page, ["Cosa", "Nota"], ["Aguas del Ejemplo", "x"])
    assert "No se sabe qué columna del fichero trae: «Entidad»." in shown.text
    assert "Cosa (Aguas del Ejemplo)" in shown.text
    run = ImportRun.objects.get()
    refused = page.post(reverse("import-columns", args=[run.pk]), {"column_name": ""})
    assert refused.status_code == 422
    again = page.post(
        reverse("import-columns", args=[run.pk]), {"column_name": "Cosa"}, follow=True
    )
    assert "Escribir 1 fila" in again.text


def test_another_sheet_may_be_chosen(page):
    def dress(sheet):
        sheet.parent.create_sheet("Socios").append(HEADERS)
        sheet.parent["Socios"].append(WATER)

    upload(page, ["Notas"], ["nada"], name="a.xlsx", maker=lambda rows: xlsx_file(rows, dress))
    run = ImportRun.objects.get()
    data = {"sheet": "Socios", "header_line": ""}
    shown = page.post(reverse("import-place", args=[run.pk]), data, follow=True)
    assert "Aguas del Ejemplo" in shown.text
    assert "Escribir 1 fila" in shown.text


def test_a_doubt_about_dates_is_asked_and_answered(page):
    shown = upload(
        page, HEADERS,
        ["A", "", "", "05/06/2024"], ["B", "", "", "25/06/2024"], ["C", "", "", "06/25/2024"],
    )  # fmt: skip
    assert "«05/06/2024» es 6 de mayo de 2024" in shown.text
    run = ImportRun.objects.get()
    mapping = {f"column_{key}": header for key, header in run.mapping.items()}
    page.post(reverse("import-columns", args=[run.pk]), {**mapping, "how_admitted_on": "mdy"})
    run.refresh_from_db()
    assert run.sample[0]["cells"][3] == "6 de mayo de 2024"


def test_a_file_that_cannot_be_read_is_told_beside_the_field(page):
    bad = io.BytesIO(b"%PDF-1.7")
    bad.name = "socios.xlsx"
    shown = page.post(reverse("import-upload"), {"kind": "companies", "file": bad})
    assert shown.status_code == 422
    assert "El fichero no es una hoja de cálculo. Guárdelo como .xlsx o .csv." in shown.text
    assert not ImportRun.objects.exists()


def test_html_in_a_file_is_shown_as_text(page):
    shown = upload(page, HEADERS, ["<script>alert(1)</script>", "<img src=x>", "", ""])
    assert "<script>alert(1)" not in shown.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.text


def test_many_rows_are_written_in_the_background(page, django_capture_on_commit_callbacks):
    upload(page, HEADERS, *([f"Entidad {n}", "", "", ""] for n in range(2001)))
    run = ImportRun.objects.get()
    shown = page.post(reverse("import-write", args=[run.pk]), follow=True)
    run.refresh_from_db()
    assert run.state == State.WAITING
    assert "Escribiendo. Se escribe todo de una vez" in shown.text
    jobs.write.func(run.pk, run.by_id)
    jobs.write.func(run.pk, run.by_id)  # as after a worker's death
    assert Organisation.objects.count() == 2001
    back = page.post(reverse("import-undo", args=[run.pk]), follow=True)
    assert "Volviendo atrás." in back.text
    jobs.undo.func(run.pk, run.by_id)
    jobs.undo.func(run.pk, run.by_id)
    run.refresh_from_db()
    assert (run.state, Organisation.objects.count()) == (State.UNDONE, 0)


def test_a_run_whose_writer_died_is_offered_again(page):
    upload(page, HEADERS, WATER)
    run = ImportRun.objects.get()
    applying.claim(run)
    assert "Volver a intentarlo" not in page.get(reverse("import-run", args=[run.pk])).text
    long_ago = timezone.now() - timedelta(hours=1)
    ImportRun.objects.update(claimed_at=long_ago)
    assert "Volver a intentarlo" in page.get(reverse("import-run", args=[run.pk])).text
    assert page.post(reverse("import-retry", args=[run.pk])).status_code == 302


def test_an_empty_spreadsheet_to_fill_in_is_offered(page):
    answer = page.get(reverse("import-template", args=["companies"]))
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    assert [cell.value for cell in book.worksheets[0][1]] == ["Entidad", "NIF", "Teléfono", "Alta"]


def test_the_auditor_looks_and_touches_nothing(client, auditor, page):
    upload(page, HEADERS, WATER)
    run = ImportRun.objects.get()
    client.force_login(auditor)
    assert "Escribir 1 fila" not in client.get(reverse("import-run", args=[run.pk])).text
    assert client.post(reverse("import-write", args=[run.pk])).status_code == 403
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("who", ["member", "territory", "ally"])
def test_outsiders_do_not_know_of_imports(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("imports")).status_code == 403
