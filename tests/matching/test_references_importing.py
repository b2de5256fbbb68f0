"""The references of members come in from a spreadsheet, however it was typed."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command

from lonja.core.imports import FileProblem
from lonja.imports import kinds
from lonja.imports.domain import applying, bringing
from lonja.imports.domain.undoing import undo
from lonja.matching.models import Profile, Reference
from tests import factories as make
from tests.core.imports.books import csv_file

pytestmark = pytest.mark.django_db
KIND = kinds.get("references")
HEADER = ["Empresa", "Proyecto", "Cliente", "Municipio", "Año", "Importe sin IVA", "Tipo", "Web"]
NOISE = [
    "Aires Ejemplo", "Red de sensores de ruido", "Ayuntamiento de Villaejemplo", "Villaejemplo",
    "2023", "14.900,50 €", "prueba piloto", "https://ejemplo.example/ruido",
]  # fmt: skip
LAMPS = ["AIRES EJEMPLO", "Telegestión del alumbrado", "", "", "", "1,250.00", "", ""]


@pytest.fixture(autouse=True)
def _kept_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def aires(villaejemplo):
    return make.organisation("Aires Ejemplo")


def brought(marta, *rows, header=HEADER, partial=False):
    run = bringing.bring(KIND, csv_file([header, *rows]), "referencias.csv", by=marta)
    bringing.preview(run)
    applying.claim(run, partial=partial)
    applying.apply(run, by=marta)
    run.refresh_from_db()
    return run


def test_each_row_is_a_reference_of_its_member(marta, aires, villaejemplo):
    assert brought(marta, NOISE, LAMPS).created == 2
    noise, lamps = Reference.objects.order_by("pk")
    assert (noise.organisation, noise.territory, noise.date, noise.amount, noise.kind) == (
        aires, villaejemplo, date(2023, 1, 1), Decimal("14900.50"), "pilot",
    )  # fmt: skip
    assert (lamps.date, lamps.amount, lamps.kind) == (None, Decimal(1250), "contract")
    assert Profile.objects.get().organisation == aires


def test_the_same_file_again_changes_nothing_and_undoing_takes_it_out(marta, aires):
    run = brought(marta, NOISE, LAMPS)
    again = brought(marta, LAMPS, NOISE)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    undo(run, by=marta)
    assert not Reference.objects.exists()


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        (0, "Nadie Conocido, S.L.", "Nadie Conocido"), (1, "", "Falta"), (4, "3023", "3023"),
        (4, "veinte", "veinte"), (5, "mucho", "mucho"), (7, "no es una web", "no es una web"),
        (3, "Villa Inventada", "Villa Inventada"), (6, "maravilla", "maravilla"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_and_nothing_is_written(marta, aires, column, typed, said):
    wrong = list(NOISE)
    wrong[column] = typed
    run = bringing.bring(KIND, csv_file([HEADER, LAMPS, wrong]), "malas.csv", by=marta)
    bringing.preview(run)
    run.refresh_from_db()
    assert run.rejected == 1
    assert said in str(run.problems)
    applying.claim(run)
    with pytest.raises(applying.NotApplied):
        applying.apply(run, by=marta)
    assert not Reference.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, b"PK\x03\x04roto"])
def test_what_is_no_spreadsheet_is_refused_in_words(marta, content):
    with pytest.raises(FileProblem):
        bringing.bring(KIND, BytesIO(content), "roto.xlsx", by=marta)
    assert not Reference.objects.exists()


def test_they_come_in_from_the_console_too(aires, tmp_path, capsys):
    file = tmp_path / "referencias.csv"
    file.write_bytes(csv_file([HEADER, NOISE, LAMPS]).getvalue())
    call_command("import", "references", str(file), dry_run=True)
    assert not Reference.objects.exists()
    call_command("import", "references", str(file))
    assert "Escrito: nuevas, 2;" in capsys.readouterr().out
    assert Reference.objects.count() == 2
    file.write_bytes(csv_file([HEADER, ["Nadie", *NOISE[1:]]]).getvalue())
    with pytest.raises(CommandError, match="No se ha escrito nada"):
        call_command("import", "references", str(file))
