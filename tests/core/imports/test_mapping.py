"""Which header feeds which column."""

from hypothesis import given
from hypothesis import strategies as st

from lonja.core.imports import DateColumn, EmailColumn, TextColumn
from lonja.core.imports.mapping import labels_of, propose, signature
from lonja.core.imports.reading import read

from .books import csv_file

COLUMNS = (
    TextColumn("name", "Entidad", ("empresa", "razón social", "nombre de la entidad")),
    TextColumn("contact", "Contacto", ("persona de contacto", "contacto nombre")),
    EmailColumn("email", "Correo de contacto", ("contacto correo", "email", "e-mail")),
    DateColumn("since", "Alta", ("fecha de alta", "asociado desde")),
)


def test_headers_are_known_by_any_of_their_names():
    headers = ["EMPRESA:", "Persona de contacto", "E-Mail", "Fecha de alta", "Observaciones"]
    assert propose(headers, COLUMNS) == {
        "name": "EMPRESA:",
        "contact": "Persona de contacto",
        "email": "E-Mail",
        "since": "Fecha de alta",
    }


def test_groups_and_small_slips_are_forgiven():
    headers = ["Razon sociál", "Contacto · Nombre", "Contacto · Correo", "Fecha alta"]
    assert list(propose(headers, COLUMNS).values()) == headers


def test_one_header_feeds_one_column():
    assert propose(["Email", "E-mail"], COLUMNS) == {"email": "Email"}


def test_a_column_serves_as_another_that_the_file_has_not():
    columns = (
        TextColumn("name", "Nombre", required=True, instead="legal_name"),
        TextColumn("legal_name", "Razón social"),
    )
    both = {"name": "Razón social", "legal_name": "Razón social"}
    assert propose(["Razón social", "NIF"], columns) == both
    assert propose(["Nombre", "Razón social"], columns) == {
        "name": "Nombre",
        "legal_name": "Razón social",
    }


def test_under_contact_stands_the_telephone_of_the_organisation_where_no_person_is_named():
    columns = (
        TextColumn("phone", "Teléfono"),
        TextColumn("person", "Persona de contacto", ("contacto nombre",)),
        TextColumn("person_phone", "Su teléfono", ("contacto teléfono",), needs="person"),
    )
    phone = "Contacto · Teléfono"
    assert propose([phone], columns) == {"phone": phone}
    assert propose([phone, "Contacto · Nombre"], columns) == {
        "person": "Contacto · Nombre",
        "person_phone": phone,
    }


def test_known_names_help_to_find_the_headers():
    rows = [["Datos del año", "Oficina"], ["empresa", "fecha de alta"], ["Uno", "12/06/2024"]]
    assert read(csv_file(rows), known=labels_of(COLUMNS)).layout.last == 2


@given(st.permutations(["Empresa", "Contacto · Correo", "Alta", "Nota", "Contacto"]))
def test_the_order_of_the_headers_is_irrelevant(headers):
    assert propose(headers, COLUMNS) == {
        "name": "Empresa",
        "contact": "Contacto",
        "email": "Contacto · Correo",
        "since": "Alta",
    }
    assert signature(headers) == signature(sorted(headers))
