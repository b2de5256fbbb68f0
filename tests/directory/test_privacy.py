"""What the house knows of a person: given to them, or erased."""

import json
from datetime import date

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from lonja.accounts import links
from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.acts.models import Act, Participation
from lonja.balance.models import Closing, FrozenFigure, FrozenRow
from lonja.directory.domain import merging, privacy
from lonja.directory.models import Person
from lonja.evidence.domain import attaching
from lonja.imports.domain import applying, bringing
from lonja.imports.kinds import get
from lonja.journal import writing
from lonja.journal.models import Entry
from lonja.mail import outbox
from lonja.mail.models import Message
from lonja.matching.models import Intake, Need
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
    """Where a text is still told: in any row of any table of the house."""
    return [
        (model.__name__, row)
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values()
        if text.lower() in json.dumps(row, default=_plain, ensure_ascii=False).lower()
    ]


def _plain(value):
    return value.decode() if isinstance(value, bytes) else str(value)


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


def test_erasing_closes_the_account_that_comes_in_by_their_address(person, direction):
    eva = person("Eva Muestra", email="Eva@a.example")
    User.objects.create_user("eva@a.example", name="Eva Muestra", role=Role.MEMBER)
    assert privacy.data_of(eva)["account"]["role"] == "asociado"
    privacy.erase(eva, by=direction, reason="Lo pide")
    assert traces("eva@a.example") == traces("Eva Muestra") == []


def test_and_neither_an_account_of_the_office_nor_one_of_an_address_of_several(person, direction):
    boss = person("Gerardo Gerencia", email=direction.email)
    eva, _luis = (person(name, email="info@a.example") for name in ("Eva Muestra", "Luis Ejemplo"))
    shared = User.objects.create_user("info@a.example", role=Role.MEMBER)
    for one in (boss, eva):
        privacy.erase(one, by=direction, reason="Lo pide")
    assert User.objects.get(pk=direction.pk).is_active
    assert User.objects.get(pk=shared.pk).is_active


def files_in(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_erasing_deletes_the_files_that_told_of_them(
    ana, office, direction, tmp_path, django_capture_on_commit_callbacks
):
    file = SimpleUploadedFile("dni.txt", b"00000000T", content_type="text/plain")
    attaching.attach_file(ana, file, note="Documento", by=office)
    assert list(tmp_path.rglob("*.txt"))
    with django_capture_on_commit_callbacks(execute=True):
        privacy.erase(ana, by=direction, reason="Lo pide")
    assert files_in(tmp_path) == []


def test_an_erasure_that_fails_leaves_the_files_with_the_records(
    ana, office, direction, tmp_path, django_capture_on_commit_callbacks
):
    """Their proof and the spreadsheet they came in stay as they were: nothing has happened."""
    file = SimpleUploadedFile("dni.txt", b"00000000T", content_type="text/plain")
    proof = attaching.attach_file(ana, file, note="Documento", by=office)
    before = files_in(tmp_path)

    @transaction.atomic
    def erase_and_fail():
        privacy.erase(ana, by=direction, reason="Lo pide")
        raise InterruptedError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(InterruptedError):
        erase_and_fail()
    assert files_in(tmp_path) == before
    proof.refresh_from_db()
    assert proof.file.read() == b"00000000T"
    assert Person.objects.filter(pk=ana.pk, name="Ana Ejemplo").exists()


def test_erasing_reaches_those_merged_into_them(ana, person, office, direction):
    twin = person("Ana E. Muestra", email="otra@a.example")
    merging.merge(ana, twin, by=office)
    privacy.erase(Person.objects.get(pk=ana.pk), by=direction, reason="Lo pide")
    assert traces("Muestra") == []
    assert traces("otra@a.example") == []


def test_erasing_leaves_alone_whom_it_was_once_taken_for(ana, person, office, direction):
    """They were made one by mistake, and then two again."""
    other = person("Ana Distinta", email="distinta@a.example")
    merging.undo(merging.merge(ana, other, by=office), by=office)
    privacy.erase(Person.objects.get(pk=ana.pk), by=direction, reason="Lo pide")
    other.refresh_from_db()
    assert (other.name, other.email) == ("Ana Distinta", "distinta@a.example")
    assert other.erased_at is None
    assert traces("Ana Ejemplo") == []


def test_erasing_reaches_those_merged_into_those_merged_into_them(ana, person, office, direction):
    twin, third = person("Ana E. Muestra"), person("A. E. Tercera", email="tres@a.example")
    merging.merge(twin, third, by=office)
    merging.merge(ana, twin, by=office)
    privacy.erase(Person.objects.get(pk=ana.pk), by=direction, reason="Lo pide")
    for secret in ("Muestra", "Tercera", "tres@a.example"):
        assert traces(secret) == []


def write(to, about, by):
    letter = {"news": "Hola, Ana Ejemplo"}
    return outbox.send("team/mail/account_changed", to, letter, about=about, by=by)


def test_erasing_reaches_the_letters_to_every_address_they_had(ana, person, office, direction):
    twin = person("Ana E. Muestra", email="otra@a.example")
    write(twin, None, office)
    links.make("interest", twin, twin.email, days=3, by=office)
    merging.merge(ana, twin, by=office)
    write(ana, None, office)
    writing.change(Person.objects.get(pk=ana.pk), by=office, email="nueva@a.example")
    write(office, ana, office)  # to a colleague, about her
    assert len(privacy.data_of(Person.objects.get(pk=ana.pk))["letters"]) == 2
    privacy.erase(Person.objects.get(pk=ana.pk), by=direction, reason="Lo pide Ana Ejemplo")
    for secret in (*SECRETS, "otra@a.example", "nueva@a.example"):
        assert traces(secret) == []
    assert Message.objects.count() == 3


def test_an_address_that_was_only_a_slip_keeps_the_letters_of_its_owner(
    ana, person, office, direction
):
    boss = person("Berta Jefa", email="berta@a.example")
    write(boss, None, office)
    writing.change(ana, by=office, email="berta@a.example")
    writing.change(ana, by=office, email="ana@a.example")
    privacy.erase(Person.objects.get(pk=ana.pk), by=direction, reason="Lo pide")
    assert Message.objects.filter(to="berta@a.example").count() == 1


def test_erasing_reaches_the_years_that_are_closed(ana, direction):
    figure = FrozenFigure.objects.create(
        closing=Closing.objects.create(year=2023, by=direction),
        key="alliances.seats", line=2, order=1, unit="count", name={}, definition={}, value=1,
    )  # fmt: skip
    seat = ana.seats.get()
    row = FrozenRow(figure=figure, record=seat, label=str(seat))
    row.save()
    privacy.erase(ana, by=direction, reason="Lo pide")
    row.refresh_from_db()
    assert row.label.startswith(f"Persona suprimida n.º {ana.pk}")
    assert traces("Ana Ejemplo") == []


def test_erasing_reaches_the_public_form_by_which_they_came(ana, office, direction):
    need = Need.objects.create(title="Medir el ruido", received_on=date(2024, 6, 12))
    Intake.objects.create(
        need=need, name="Ana Ejemplo", email="ana@a.example", phone="600111222", role="Directora",
        body="Aguas del Ejemplo", consent="Sí",
    )  # fmt: skip
    assert privacy.data_of(ana)["forms"][0]["phone"] == "600111222"
    privacy.erase(ana, by=direction, reason="Lo pide")
    for secret in SECRETS:
        assert traces(secret) == []
    assert Intake.objects.get().body == "Aguas del Ejemplo"


def test_other_apps_give_and_erase_their_part(ana, direction, monkeypatch):
    privacy.data_of(ana)  # by now, all of them have said theirs
    told = []
    monkeypatch.setattr(privacy, "_givers", [lambda who: {"letters": ["el boletín"]}])
    monkeypatch.setattr(privacy, "_erasers", [lambda who: told.append(who.email)])
    assert privacy.data_of(ana)["letters"] == ["el boletín"]
    privacy.erase(ana, by=direction, reason="Lo pide")
    assert told == ["ana@a.example"]
