"""The clipping of an agency comes in as it is sent, once."""

from decimal import Decimal

import pytest

from lonja.imports import kinds
from lonja.imports.domain import applying, bringing
from lonja.imports.domain.undoing import undo
from lonja.press.enums import Scope
from lonja.press.models import Mention, Outlet, Valuation
from tests.core.imports.books import csv_file
from tests.factories import year

pytestmark = pytest.mark.django_db
KIND = kinds.get("mentions")
HEADER = ["Fecha", "Medio", "Titular", "Enlace", "Ámbito", "VPE", "Proveedor", "Teletipo"]
NATIONAL = [
    "12/06/2024", "Diario Ejemplo", "Una guía por el aire", "https://ejemplo.example/1", "nacional",
    "2.842.274,00 €", "Seguimiento Ejemplo", "Guía",
]  # fmt: skip
COPY = [
    "13-jun-24", "El Regional", "Una guía por el aire", "https://ejemplo.example/2", "autonómico",
    "1250.50", "Seguimiento Ejemplo", "Guía",
]  # fmt: skip
WITHOUT_VALUE = ["14 de junio de 2024", "El Regional", "Sin valor", "", "regional", "", "", ""]


@pytest.fixture(autouse=True)
def _kept_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def brought(office, *rows):
    run = bringing.bring(KIND, csv_file([HEADER, *rows]), "recortes.csv", by=office)
    bringing.preview(run)
    applying.claim(run)
    applying.apply(run, by=office)
    run.refresh_from_db()
    return run


def test_each_piece_comes_with_its_outlet_its_story_and_its_value(office):
    run = brought(office, NATIONAL, COPY, WITHOUT_VALUE)

    assert (run.created, run.rejected) == (3, 0)
    assert year().value("press.mentions") == 3
    assert year().value("press.stories") == 2
    assert year().value("press.value_eur") == Decimal("2843524.50")
    assert Outlet.objects.get(name="El Regional").scope == Scope.REGIONAL


def test_the_same_file_in_another_order_changes_nothing(office):
    brought(office, NATIONAL, COPY, WITHOUT_VALUE)
    again = brought(office, WITHOUT_VALUE, COPY, NATIONAL)

    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)
    assert Mention.objects.count() == 3
    assert Valuation.objects.count() == 2


def test_a_new_valuation_stands_beside_the_old_one(office):
    brought(office, NATIONAL)
    revised = [*NATIONAL]
    revised[5] = "3.000,00 €"
    brought(office, revised)

    assert Mention.objects.count() == 1
    assert Valuation.objects.count() == 2


def test_a_value_of_nobody_is_refused_and_the_rest_waits(office):
    orphan = [*COPY]
    orphan[6] = ""
    run = bringing.bring(KIND, csv_file([HEADER, NATIONAL, orphan]), "recortes.csv", by=office)
    bringing.preview(run)
    run.refresh_from_db()

    assert (run.created, run.rejected) == (1, 1)
    assert not Mention.objects.exists()


def test_undoing_leaves_nothing_behind(office):
    run = brought(office, NATIONAL, COPY)
    undo(run, by=office)

    assert not Mention.objects.exists()
    assert not Valuation.objects.exists()
