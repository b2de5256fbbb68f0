"""A kind of import for the tests: companies, by tax number or by name, with their admission."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.db.models import Q

from lonja.core.imports import CellProblem, DateColumn, TaxIdColumn, TextColumn
from lonja.core.text import fold
from lonja.directory.models import Membership, Organisation
from lonja.imports import kinds
from lonja.imports.domain import applying, bringing
from lonja.imports.kinds import ImportKind, filled

from ..core.imports.books import csv_file

COLUMNS = (
    TextColumn("name", "Entidad", ("empresa", "nombre"), required=True, longest=200),
    TaxIdColumn("tax_id", "NIF", ("cif",)),
    TextColumn("phone", "Teléfono"),
    DateColumn("admitted_on", "Alta", ("fecha de alta",)),
)


def keys(values):
    known = [("tax", values["tax_id"])] if values.get("tax_id") else []
    return [*known, ("name", fold(values["name"]))]


def find(wanted):
    numbers = [value for kind, value in wanted if kind == "tax"]
    names = [value for kind, value in wanted if kind == "name"]
    found = defaultdict(list)
    rows = Organisation.objects.filter(Q(tax_id__in=numbers) | Q(folded__in=names))
    for one in rows.prefetch_related("memberships"):
        found["tax", one.tax_id].append(one)
        found["name", one.folded].append(one)
    return found


def write(ledger, values, company):
    if values["name"] == "Prohibida":
        raise CellProblem("Esta no puede venir.", "Quítela.")
    if company is None:
        company = ledger.create(
            Organisation(folded=fold(values["name"]), **filled(values, "name", "tax_id", "phone"))
        )
    else:
        ledger.change(company, **filled(values, "phone"))
    if values.get("admitted_on") and not (company.pk and company.memberships.all()):
        ledger.create(Membership(organisation=company, admitted_on=values["admitted_on"]))
    return company


COMPANIES = ImportKind("companies", "Empresas", COLUMNS, keys, find, write)


@pytest.fixture(autouse=True)
def _companies(monkeypatch, tmp_path, settings):
    kinds.all_kinds()
    monkeypatch.setitem(kinds._registry, "companies", COMPANIES)
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bring(office):
    """Bring rows, the first being the headers, as far as the preview."""

    def bring(*rows, name="socios.csv", kind=COMPANIES):
        run = bringing.bring(kind, csv_file(rows), name, by=office)
        bringing.preview(run)
        return run

    return bring


@pytest.fixture
def apply(office):
    def apply(run, partial=False):
        applying.claim(run, partial=partial)
        applying.apply(run, by=office)
        return run

    return apply
