"""What the house knows of a person: given to them, or erased."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.acts.models import Act, Participation
from lonja.directory.domain import merging, privacy
from lonja.directory.models import Person
from lonja.evidence.domain import attaching
from lonja.imports.domain import applying, bringing
from lonja.imports.kinds import get
from lonja.imports.models import ImportedRow, ImportRun
from lonja.journal import writing
from lonja.journal.models import Entry
from lonja.search.queries import find

from ..core.imports.books import csv_file

SECRETS = ("Ana", "ana@a.example", "600111222", "Directora", "vegetariana")


@pytest.fixture(autouse=True)
def _files(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def ana(office, organisation):
    """A person who came in a spreadsheet, has an account, a seat, an act and a proof."""
    organisation("Aguas del Ejemplo")
    rows = (
        ["Nombre", "Email", "Teléfono", "Empresa", "Cargo", "Notas"],
        [
            "Ana Ejemplo",
            "ana@a.example",
            "600111222",
            "Aguas del Ejemplo",
            "Directora",
            "vegetariana",
        ],
    )
    run = bringing.bring(get("people"), csv_file(rows), "gente.csv", by=office)
    bringing.preview(run)
    applying.claim(run)
    applying.apply(run, by=office)
    ana = Person.objects.get()
    user = User.objects.create_user("ana@a.example", name="Ana Ejemplo", role=Role.MEMBER)
    writing.change(ana, by=office, user=user, notes="vegetariana, prefiere el correo")
    act = Act.objects.create(title="Reunión de trabajo", date=date(2024, 6, 12), state="done")
    Participation.objects.create(act=act, organisation=ana.seats.get().organisation, person=ana)
    attaching.attach_note(ana, "Consentimiento de Ana", by=office)
    return ana


def traces(text):
    """Where a text is still told, of all that tells of a person."""
    tables = [Entry.objects.values(), ImportedRow.objects.values(), ImportRun.objects.values(),
              Person.everything.values(), User.objects.values()]  # fmt: skip
    return [row for table in tables for row in table if text in json.dumps(row, default=str)]


def test_everything_known_is_given(ana):
    known = privacy.data_of(ana)
    text = json.dumps(known, ensure_ascii=False)
    for secret in (*SECRETS, "Aguas del Ejemplo", "Reunión de trabajo", "Consentimiento"):
        assert secret in text
    assert {"person", "account", "cargos", "participaciones", "evidence", "trail"} <= known.keys()


def test_erasing_leaves_no_name_and_all_the_counts(ana, direction):
    assert find("Ana Ejemplo").total == 2  # herself and her seat
    seats, acts = ana.seats.count(), Participation.objects.count()
    privacy.erase(ana, by=direction, reason="Lo pide Ana Ejemplo por correo")
    ana.refresh_from_db()
    assert ana.name == f"Persona suprimida n.º {ana.pk}"
    assert ana.erased_at is not None
    assert (ana.seats.count(), Participation.objects.count()) == (seats, acts)
    for secret in SECRETS:
        assert traces(secret) == []
    assert find("Ana Ejemplo").total == 0
    assert Entry.objects.filter(verb="erased", object_id=ana.pk).count() == 1
    assert not User.objects.get(pk=User.objects.exclude(pk=direction.pk).latest("pk").pk).is_active


def test_erasing_deletes_the_files_that_told_of_them(ana, office, direction, tmp_path):
    file = SimpleUploadedFile("dni.txt", b"00000000T", content_type="text/plain")
    attaching.attach_file(ana, file, note="Documento", by=office)
    assert list(tmp_path.rglob("*.txt"))
    privacy.erase(ana, by=direction, reason="Lo pide")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_erasing_reaches_those_merged_into_them(ana, person, office, direction):
    twin = person("Ana E. Muestra", email="otra@a.example")
    merging.merge(ana, twin, by=office)
    privacy.erase(Person.objects.get(pk=ana.pk), by=direction, reason="Lo pide")
    assert traces("Muestra") == []
    assert traces("otra@a.example") == []


def test_other_apps_give_and_erase_their_part(ana, direction, monkeypatch):
    told = []
    monkeypatch.setattr(privacy, "_givers", [lambda who: {"letters": ["el boletín"]}])
    monkeypatch.setattr(privacy, "_erasers", [lambda who: told.append(who.email)])
    assert privacy.data_of(ana)["letters"] == ["el boletín"]
    privacy.erase(ana, by=direction, reason="Lo pide")
    assert told == ["ana@a.example"]
