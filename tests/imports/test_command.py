"""`lonja import KIND FILE [--dry-run]`."""

import json

import pytest
from django.core.management import CommandError, call_command

from lonja.directory.models import Organisation
from lonja.imports.models import ImportRun

from ..core.imports.books import csv_file

HEADERS = ["Empresa", "CIF", "Teléfono", "Fecha de alta"]
WATER = ["Aguas del Ejemplo", "B12345674", "954000001", "12/06/2024"]


@pytest.fixture
def file(tmp_path):
    def file(*rows):
        path = tmp_path / "socios.csv"
        path.write_bytes(csv_file(rows).getvalue())
        return str(path)

    return file


def test_a_dry_run_tells_and_writes_nothing(db, file, capsys):
    call_command("import", "companies", file(HEADERS, WATER), "--dry-run")
    said = capsys.readouterr().out
    assert said == "Sin escribir: nuevas, 1; cambian, 0; iguales, 0; rechazadas, 0.\n"
    assert not Organisation.objects.exists()
    assert not ImportRun.objects.exists()


def test_it_writes_and_gives_the_number_of_the_run(office, file, capsys):
    call_command("import", "companies", file(HEADERS, WATER), "--by", office.email)
    run = ImportRun.objects.get()
    assert f"Importación n.º {run.pk}." in capsys.readouterr().out
    assert (run.by, Organisation.objects.count()) == (office, 1)


def test_wrong_rows_are_told_and_stop_all(db, file, capsys):
    with pytest.raises(CommandError, match="No se ha escrito nada"):
        call_command("import", "companies", file(HEADERS, WATER, ["", "B12345670", "", ""]))
    assert capsys.readouterr().err.splitlines() == [
        "Línea 3, «Empresa»: Falta «Entidad».",
        "Línea 3, «CIF»: «B12345670» no es un NIF: la letra o el dígito de control no cuadra. "
        "¿No será B12345674?",
    ]
    assert not Organisation.objects.exists()


def test_the_right_rows_alone_can_be_asked_for(db, file, capsys):
    path = file(HEADERS, WATER, ["", "", "", "x"])
    call_command("import", "companies", path, "--partial", "--format", "json")
    said = json.loads(capsys.readouterr().out)
    assert (said["created"], said["rejected"], said["written"]) == (1, 1, True)
    assert [problem["line"] for problem in said["problems"]] == [3, 3]


def test_a_column_may_be_pointed_at_and_a_doubt_settled(db, file):
    path = file(["Cosa", "Alta"], ["Uno", "05/06/2024"])
    call_command(
        "import", "companies", path, "--column", "name=Cosa", "--read-as", "admitted_on=mdy"
    )
    assert str(Organisation.objects.get().memberships.get().admitted_on) == "2024-05-06"


def test_an_unknown_kind_or_file_is_told(db, file):
    with pytest.raises(CommandError, match=r"No se puede importar «gatos». Hay: "):
        call_command("import", "gatos", file(HEADERS))
    with pytest.raises(CommandError, match="No existe el fichero"):
        call_command("import", "companies", "nada.csv")
    with pytest.raises(CommandError, match="qué columna del fichero trae: «Entidad»"):
        call_command("import", "companies", file(["Otra"], ["x"]))
