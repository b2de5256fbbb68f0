"""Checked row by row, written once, undone whole."""

import io

import pytest
from django.db import IntegrityError, connection
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from lonja.core.imports import FileProblem
from lonja.directory.models import Membership, Organisation, Person, Seat
from lonja.imports.domain import applying, bringing
from lonja.imports.domain.applying import NotApplied
from lonja.imports.domain.undoing import NotUndone, undo
from lonja.imports.enums import State
from lonja.imports.models import ImportedRow, ImportRun, SavedMapping
from lonja.journal import writing
from lonja.journal.models import Entry

from .conftest import COMPANIES

HEADERS = ["Empresa", "CIF", "Teléfono", "Fecha de alta"]
WATER = ["Aguas del Ejemplo", "B12345674", "954000001", "12/06/2024"]
LIGHT = ["Luz de Muestra", "A58818501", "", "01/02/2023"]


def counts(run):
    run.refresh_from_db()
    return (run.created, run.updated, run.unchanged, run.rejected)


def everything():
    """All that a run could have changed, as it is in the database."""
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (Organisation, Membership, Person, Seat)
    ]


def test_a_preview_says_what_each_row_would_do_and_writes_nothing(bring):
    run = bring(HEADERS, WATER, LIGHT)
    assert counts(run) == (2, 0, 0, 0)
    assert run.state == State.PREVIEWED
    assert run.sample[0] == {
        "line": 2,
        "outcome": "created",
        "cells": ["Aguas del Ejemplo", "B12345674", "954000001", "12 de junio de 2024"],
        "problems": [],
    }
    assert not Organisation.objects.exists()


def test_applying_writes_every_row_and_its_line_in_the_trail(bring, apply, office):
    run = apply(bring(HEADERS, WATER, LIGHT))
    water = Organisation.objects.get(tax_id="B12345674")
    assert [str(one.admitted_on) for one in water.memberships.all()] == ["2024-06-12"]
    assert counts(run) == (2, 0, 0, 0)
    line = Entry.objects.get(object_id=water.pk, label="Aguas del Ejemplo", verb="created",
                             content_type__model="organisation")  # fmt: skip
    assert (line.actor, line.reason) == (office, f"Importación n.º {run.pk}: socios.csv")
    assert Entry.objects.filter(verb="imported", object_id=run.pk).count() == 1


def test_looking_again_at_what_somebody_writes_meanwhile_does_not_unwrite_it(bring, apply):
    """Else it could be written twice, and its way back would be lost."""
    run = bring(HEADERS, WATER, LIGHT)
    looked_at = ImportRun.objects.get(pk=run.pk)
    apply(run)
    bringing.preview(looked_at)
    run.refresh_from_db()
    assert (run.state, looked_at.state) == (State.APPLIED, State.APPLIED)
    assert counts(run) == (2, 0, 0, 0)


def test_the_same_file_twice_changes_nothing(bring, apply):
    apply(bring(HEADERS, WATER, LIGHT))
    before = everything()
    again = apply(bring(HEADERS, WATER, LIGHT))
    assert counts(again) == (0, 0, 2, 0)
    assert everything() == before
    assert not again.rows.exists()


def test_who_was_there_already_may_join_in_a_row_before_one_who_was_not(bring, apply):
    apply(bring(HEADERS, [*WATER[:3], ""]))
    run = apply(bring(HEADERS, WATER, LIGHT))
    assert counts(run) == (1, 1, 0, 0)
    joined = Membership.objects.values_list("organisation__name", flat=True)
    assert sorted(joined) == ["Aguas del Ejemplo", "Luz de Muestra"]


def test_a_blank_cell_does_not_take_away_what_is_known(bring, apply):
    apply(bring(HEADERS, WATER))
    run = apply(bring(HEADERS, ["Aguas del Ejemplo", "B12345674", "", ""]))
    assert counts(run) == (0, 0, 1, 0)
    assert Organisation.objects.get().phone == "954000001"


def test_all_that_is_wrong_is_said_at_once_with_its_line_and_its_column(bring):
    run = bring(
        HEADERS,
        ["", "B12345670", "1", "31/02/2024"],
        WATER,
        ["Prohibida", "", "", ""],
        WATER,
    )
    assert counts(run) == (1, 0, 0, 3)
    told = [(p["line"], p["column"], p["message"], p["suggestion"]) for p in run.problems]
    assert told == [
        (2, "Empresa", "Falta «Entidad».", ""),
        (
            2,
            "CIF",
            "«B12345670» no es un NIF: la letra o el dígito de control no cuadra.",
            "¿No será B12345674?",
        ),
        (
            2,
            "Fecha de alta",
            "«31/02/2024» no existe en el calendario.",
            "Se escribe así: 12/06/2024 o 12 de junio de 2024.",
        ),
        (4, "", "Esta no puede venir.", "Quítela."),
        (5, "", "Está repetida: la línea 3 ya trae lo mismo.", "Deje una sola."),
    ]


def test_one_wrong_row_stops_all_unless_the_right_ones_are_asked_for(bring, apply):
    run = bring(HEADERS, WATER, ["", "", "", ""], ["Mala", "B1", "", ""])
    with pytest.raises(NotApplied, match="hay 1 fila con problemas"):
        apply(run)
    run.refresh_from_db()
    assert (run.state, Organisation.objects.count()) == (State.PREVIEWED, 0)
    apply(run, partial=True)
    assert counts(run) == (1, 0, 0, 1)
    assert Organisation.objects.get().name == "Aguas del Ejemplo"


def test_what_the_database_refuses_leaves_nothing_written(bring, apply, monkeypatch):
    run = bring(HEADERS, WATER, LIGHT)

    def refuse(*args, **kwargs):
        raise IntegrityError("one_open_membership")

    monkeypatch.setattr("lonja.imports.domain.ledger.ImportedRow.objects.bulk_create", refuse)
    with pytest.raises(NotApplied, match="un dato choca"):
        apply(run)
    run.refresh_from_db()
    assert (run.state, Organisation.objects.count(), Entry.objects.count()) == (
        State.PREVIEWED,
        0,
        0,
    )
    assert "un dato choca" in run.failure


def test_two_people_cannot_apply_the_same_run(bring, apply):
    run = apply(bring(HEADERS, WATER))
    stale = ImportRun.objects.get(pk=run.pk)
    with pytest.raises(NotApplied, match="ya se ha escrito"):
        applying.claim(stale)
    with pytest.raises(NotApplied):
        applying.apply(stale, by=None)
    stale.refresh_from_db()
    assert (stale.state, Organisation.objects.count()) == (State.APPLIED, 1)


def test_a_run_whose_writer_died_can_be_written_again(bring, office):
    run = bring(HEADERS, WATER)
    applying.claim(run)  # and the process is killed here, before its transaction ends
    assert Organisation.objects.count() == 0
    applying.apply(run, by=office)
    assert Organisation.objects.count() == 1


def test_undoing_leaves_all_as_it_was(bring, apply, office):
    apply(bring(HEADERS, WATER))
    before = everything()
    run = apply(bring(HEADERS, [*WATER[:2], "600000000", "12/06/2024"], LIGHT))
    assert counts(run) == (1, 1, 0, 0)
    assert undo(run, by=office) == []
    after = everything()
    assert _without_moment(after) == _without_moment(before)
    assert ImportRun.objects.get(pk=run.pk).state == State.UNDONE
    assert Entry.objects.filter(verb="undone", object_id=run.pk).count() == 1
    assert Entry.objects.filter(verb="deleted", label="Luz de Muestra").count() == 2
    with pytest.raises(NotUndone):
        undo(run, by=office)


def _without_moment(tables):
    """Without `updated_at`, which tells of the undoing itself."""
    moment = Organisation._meta.get_field("updated_at").get_attname()
    place = [f.attname for f in Organisation._meta.concrete_fields].index(moment)
    return [[row[:place] + row[place + 1 :] for row in table] for table in tables]


def test_what_somebody_changed_since_is_kept_and_said(bring, apply, office):
    run = apply(bring(HEADERS, WATER, LIGHT))
    light = Organisation.objects.get(tax_id="A58818501")
    writing.change(light, by=office, phone="900000000")
    kept = undo(run, by=office)
    assert kept == ["Luz de Muestra: alguien lo cambió después de importarlo."]
    assert list(Organisation.objects.all()) == [light]


def test_what_is_used_since_is_kept_and_said(bring, apply, office):
    run = apply(bring(HEADERS, ["Luz de Muestra", "A58818501", "", ""]))
    light = Organisation.objects.get()
    person = writing.create(Person(name="Ana Ejemplo"), by=office)
    writing.create(Seat(person=person, organisation=light), by=office)
    assert undo(run, by=office) == ["Luz de Muestra: ya se usa en cargos."]


def test_a_field_changed_since_is_not_taken_back(bring, apply, office):
    apply(bring(HEADERS, WATER))
    run = apply(bring(HEADERS, [*WATER[:2], "600000000", ""]))
    writing.change(Organisation.objects.get(), by=office, phone="611111111")
    assert undo(run, by=office) == [
        "Aguas del Ejemplo: alguien cambió después lo que trajo la importación."
    ]
    assert Organisation.objects.get().phone == "611111111"


def test_a_file_without_a_needed_column_says_which_and_what_it_has(bring):
    with pytest.raises(FileProblem, match=r"qué columna del fichero trae: «Entidad».*«Nota»"):
        bring(["Nota", "CIF"], ["x", "B12345674"])


def test_how_columns_were_understood_is_remembered_for_the_next_file(bring, office):
    headers = ["Razón", "CIF", "Tel. central"]
    file = io.BytesIO(f"{';'.join(headers)}\nUno;B12345674;954\n".encode())
    run = bringing.bring(COMPANIES, file, "a.csv", by=office)
    assert run.mapping == {"tax_id": "CIF"}
    bringing.map_columns(run, {"name": "Razón", "phone": "Tel. central"}, {})
    other = io.BytesIO(b"TEL. CENTRAL;razon;cif\n954;Uno;B12345674\n")
    again = bringing.bring(COMPANIES, other, "b.csv", by=office)
    assert again.mapping == {"name": "razon", "phone": "TEL. CENTRAL"}
    assert SavedMapping.objects.count() == 1


def test_a_file_that_cannot_be_read_leaves_no_trace(office, tmp_path):
    with pytest.raises(FileProblem):
        bringing.bring(COMPANIES, io.BytesIO(b"%PDF-1.7"), "a.xlsx", by=office)
    assert not ImportRun.objects.exists()
    assert not list(tmp_path.rglob("*.xlsx"))


def test_html_in_a_name_stays_text(bring, apply):
    apply(bring(HEADERS, ["<script>alert(1)</script>", "", "", ""]))
    assert Organisation.objects.get().name == "<script>alert(1)</script>"


NAMES = st.lists(
    st.tuples(
        st.text("abcñé <&", min_size=1, max_size=8).filter(lambda name: name.strip()),
        st.sampled_from(["", "954", "955"]),
        st.sampled_from(["", "12/06/2024", "2023-01-02"]),
    ),
    min_size=1,
    max_size=6,
)


def test_a_file_is_undone_whole_whichever_of_its_records_came_first(bring, apply, office):
    """The admission of somebody known, and then somebody new with theirs."""
    columns = ["Nombre", "Teléfono", "Alta"]
    apply(bring(columns, ("Una", "", "")))
    before = everything()
    run = apply(bring(columns, ("Una", "", "12/06/2024"), ("Otra", "", "12/06/2024")))
    assert undo(run, by=office) == []
    assert everything() == before


@tried(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAMES, NAMES)
def test_importing_twice_is_importing_once_and_undoing_is_not_having_imported(
    bring, apply, office, first, second
):
    with _nothing_kept():
        apply(bring(["Nombre", "Teléfono", "Alta"], *first), partial=True)
        before = everything()
        run = apply(bring(["Nombre", "Teléfono", "Alta"], *second), partial=True)
        after = everything()
        again = apply(bring(["Nombre", "Teléfono", "Alta"], *second), partial=True)
        assert everything() == after
        assert (again.created, again.updated) == (0, 0)
        assert undo(run, by=office) == []
        assert _without_moment(everything()) == _without_moment(before)


def _nothing_kept():
    """A transaction that is always rolled back, for each example of a property."""
    from contextlib import contextmanager

    from django.db import transaction

    @contextmanager
    def kept():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return kept()


def test_five_thousand_rows_take_few_queries(bring, apply, django_assert_max_num_queries):
    rows = [[f"Entidad {n}", "", f"9{n}", "12/06/2024"] for n in range(5000)]
    with django_assert_max_num_queries(150):
        run = bring(HEADERS, *rows)
    with django_assert_max_num_queries(1200):
        apply(run)
    assert ImportedRow.objects.count() == 10_000
    assert connection.in_atomic_block
