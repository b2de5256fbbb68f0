"""Spreadsheets of organisations with their membership and contact, and of people."""

import io
from datetime import date
from time import process_time

import pytest

from lonja.directory.models import Membership, Organisation, Person, Seat
from lonja.imports.domain import applying, bringing
from lonja.imports.domain.undoing import undo
from lonja.imports.kinds import get
from lonja.territories.models import Territory

from ..core.imports.books import csv_file, xlsx_file


@pytest.fixture(autouse=True)
def _files(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bring(office):
    def bring(kind, *rows, maker=csv_file):
        run = bringing.bring(get(kind), maker(rows), "lista.csv", by=office)
        bringing.preview(run)
        return run

    return bring


@pytest.fixture
def write(office, bring):
    def write(kind, *rows, **terms):
        run = bring(kind, *rows, **terms)
        assert run.problems == []
        applying.claim(run)
        applying.apply(run, by=office)
        return run

    return write


def said(run):
    return [f"{p['message']} {p['suggestion']}".strip() for p in run.problems]


HEADERS = ["Empresa", "CIF", "Tipo", "Ciudad", "Web", "Fecha de alta", "Canal", "Contacto", "Cargo",
           "Email contacto"]  # fmt: skip
WATER = ["Aguas del Ejemplo", "B12345674", "pyme", "Gijón", "aguas.example", "12 de junio de 2024",
         "LinkedIn", "Ana Ejemplo", "Directora", "ana@aguas.example"]  # fmt: skip


@pytest.fixture
def gijon(db):
    return Territory.objects.create(kind="municipality", name="Gijón", folded="gijon", code="33024")


def test_a_row_is_an_organisation_its_membership_and_its_contact(write, gijon):
    write("organisations", HEADERS, WATER)
    water = Organisation.objects.get()
    assert (water.tax_id, water.kind, water.territory, water.domain, water.folded) == (
        "B12345674",
        "company",
        gijon,
        "aguas.example",
        "aguas del ejemplo",
    )
    membership = water.memberships.get()
    assert (membership.admitted_on, membership.channel) == (date(2024, 6, 12), "social")
    seat = water.seats.get()
    assert (seat.person.name, seat.person.email, seat.title, seat.is_main) == (
        "Ana Ejemplo",
        "ana@aguas.example",
        "Directora",
        True,
    )


def test_an_organisation_with_several_contacts_takes_several_rows(write, gijon):
    other = [*WATER[:7], "Luis Muestra", "Técnico", "luis@aguas.example"]
    run = write("organisations", HEADERS, WATER, other, WATER)
    assert Organisation.objects.count() == 1
    assert Membership.objects.count() == 1
    assert [seat.person.name for seat in Seat.objects.order_by("pk")] == [
        "Ana Ejemplo",
        "Luis Muestra",
    ]
    assert (run.created, run.updated, run.unchanged) == (1, 1, 1)
    again = write("organisations", HEADERS, WATER, other, WATER)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)


def test_a_contact_of_two_organisations_is_one_person(write, gijon):
    rows = (
        ["Empresa", "Contacto", "Email contacto"],
        ["Una", "Ana Ejemplo", "ana@aguas.example"],
        ["Otra", "Ana E.", "ana@aguas.example"],
    )
    write("organisations", *rows)
    assert Person.objects.count() == 1
    assert Seat.objects.count() == 2


def test_an_organisation_is_known_by_its_number_before_its_name(write, organisation, gijon):
    known = organisation("Aguas Ejemplo SL", tax_id="B12345674")
    write("organisations", HEADERS, WATER)
    assert Organisation.objects.get() == known
    known.refresh_from_db()
    assert known.name == "Aguas Ejemplo SL"


def test_the_same_name_with_another_number_is_asked_about(bring, organisation, gijon):
    organisation("Aguas del Ejemplo", tax_id="A58818501")
    run = bring("organisations", HEADERS, WATER)
    assert said(run) == [
        "«Aguas del Ejemplo» está en el directorio con el NIF A58818501. Si es otra entidad, "
        "distinga su nombre; si es la misma, corrija el NIF."
    ]


def test_what_does_not_fit_together_is_said(bring, admit):
    admit("Ya Asociada", "2020-01-01")
    headers = ["Empresa", "Alta", "Baja", "Contacto", "Email contacto"]
    run = bring(
        "organisations", headers,
        ["Una", "12/06/2024", "01/01/2024", "", ""],
        ["Dos", "", "25/12/2024", "", ""],
        ["Tres", "", "", "", "tres@ejemplo.example"],
        ["Ya asociada", "12/06/2024", "", "", ""],
    )  # fmt: skip
    assert said(run) == [
        "La baja es anterior al alta.",
        "Tiene fecha de baja y no de alta. Ponga la de alta.",
        "Falta el nombre de la persona de contacto.",
        "«Ya Asociada» ya es asociada desde el 1 de enero de 2020. Corrija la fecha de alta, o la "
        "baja de la anterior.",
    ]


def test_a_place_that_does_not_exist_is_guessed(bring, gijon):
    run = bring("organisations", ["Empresa", "Ciudad"], ["Una", "Jijón"])
    assert said(run) == ["No hay nada con el nombre «Jijón». ¿Quiso decir «Gijón»?"]


def test_leaving_arrives_later_in_another_file(write):
    write("organisations", ["Empresa", "Alta"], ["Una", "12/06/2020"])
    run = write("organisations", ["Empresa", "Alta", "Baja"], ["Una", "12/06/2020", "25/12/2024"])
    assert Membership.objects.get().left_on == date(2024, 12, 25)
    assert (run.created, run.updated) == (0, 1)


def test_an_institute_names_its_university(write, organisation):
    university = organisation("Universidad de Ejemplo", acronym="UEJ")
    write("organisations", ["Entidad", "Tipo", "Pertenece a"], ["Instituto", "Universidad", "UEJ"])
    assert Organisation.objects.get(name="Instituto").part_of == university


def test_a_list_by_legal_name_is_brought_as_it_is(write):
    write("organisations", ["Razón social", "Tipo"], ["Aguas del Ejemplo, S.L.", "Ente público"])
    one = Organisation.objects.get()
    assert (one.name, one.kind) == ("Aguas del Ejemplo, S.L.", "public_body")
    assert one.legal_name == "Aguas del Ejemplo, S.L."


def test_a_surname_in_its_own_column_is_part_of_the_name(write, bring):
    headers = ["Nombre", "Apellidos", "Email"]
    write("people", headers, ["Ana", "Ejemplo Gil", "ana@aguas.example"])
    assert Person.objects.get().name == "Ana Ejemplo Gil"
    again = write("people", ["Nombre y apellidos"], ["Ana Ejemplo Gil"])
    assert (again.unchanged, Person.objects.count()) == (1, 1)
    long = bring("people", headers, ["A" * 100, "B" * 60, ""])
    assert said(long) == ["Es demasiado largo: tiene 161 caracteres y caben 160."]


def test_people_take_their_seats(write, organisation, office):
    water = organisation("Aguas del Ejemplo")
    headers = ["Nombre", "Email", "Empresa", "Cargo", "Desde"]
    row = ["Ana Ejemplo", "ana@aguas.example", "aguas del ejemplo", "Directora", "01/02/2023"]
    run = write("people", headers, row)
    seat = Seat.objects.get()
    assert (seat.person.name, seat.organisation, seat.since) == (
        "Ana Ejemplo",
        water,
        date(2023, 2, 1),
    )
    again = write("people", headers, row)
    assert again.unchanged == 1
    assert undo(run, by=office) == []
    assert not Person.objects.exists()
    assert not Seat.objects.exists()


def test_a_person_of_an_unknown_organisation_is_not_brought(bring, organisation):
    organisation("Aguas del Ejemplo")
    run = bring("people", ["Nombre", "Empresa"], ["Ana", "Aguas de Ejemplo"])
    assert said(run) == [
        "No hay nada con el nombre «Aguas de Ejemplo». ¿Quiso decir «Aguas del Ejemplo»?"
    ]


def thousands(number):
    headers = ["Entidad", "Correo", "Teléfono", "Fecha de alta", "Cómo llegó", "Contacto",
               "Correo de contacto", "Descripción"]  # fmt: skip
    return [headers] + [
        [
            f"Entidad de ejemplo {n}", f"info@e{n}.example", f"9{n:08}",
            f"{n % 28 + 1:02}/06/2024", "Evento", f"Persona Ejemplo {n}",
            f"persona@e{n}.example", "Sensores de ruido y de aire",
        ]
        for n in range(number)
    ]  # fmt: skip


def previewed(maker, by):
    """Five thousand organisations in a file, read in seconds of the processor: the machine of the
    tests may be doing other things."""
    file = maker(thousands(5000))
    started = process_time()
    run = bringing.bring(get("organisations"), file, "lista", by=by)
    bringing.preview(run)
    assert process_time() - started < 5
    assert run.created == 5000
    return run


def test_five_thousand_organisations_come_quickly_from_a_text(office):
    previewed(csv_file, by=office)


def test_five_thousand_organisations_come_quickly_from_a_workbook_and_go_whole(office):
    run = previewed(xlsx_file, by=office)
    applying.claim(run)
    started = process_time()
    applying.apply(run, by=office)
    assert process_time() - started < 30
    assert Seat.objects.count() == 5000
    started = process_time()
    assert undo(run, by=office) == []
    assert process_time() - started < 30
    assert not Organisation.objects.exists()


def test_names_with_html_are_kept_as_they_are(write):
    write("organisations", ["Entidad"], ["<b>Uno</b> & Cía"])
    assert Organisation.objects.get().name == "<b>Uno</b> & Cía"


def test_a_workbook_in_windows_1252_with_titles_and_totals(office):
    text = (
        "Asociados 2024;;\n\nRazón social;Nombre;Fecha de alta\nÑu, S.L.;Ñu;12-jun-24\nTotal;1;\n"
    )
    run = bringing.bring(
        get("organisations"), io.BytesIO(text.encode("cp1252")), "a.csv", by=office
    )
    bringing.preview(run)
    assert (run.created, run.rejected) == (1, 0)
    assert run.notes == ["Parecen totales y no se importan: líneas 5."]
