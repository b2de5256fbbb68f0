"""The spreadsheet of references that a member brings by its link, or signed in."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from lonja.accounts import links
from lonja.accounts.models import User
from lonja.directory.models import Organisation
from lonja.imports.models import ImportRun, SavedMapping
from lonja.journal import writing
from lonja.journal.models import Entry
from lonja.matching.domain import asking_profiles, own_file, referencing
from lonja.matching.models import Reference
from tests.core.imports.books import csv_file, repacked, xlsx_file
from tests.support.at_once import at_once

from .members import join, leave

pytestmark = pytest.mark.django_db
HEADERS = ["Qué se hizo", "Para quién", "Año", "Importe", "Tipo"]
GOOD = (
    HEADERS,
    ["Red de sensores", "Villaejemplo", 2023, "14.900,50", "piloto"],
    ["Riego de parques", "Puebla Larga", 2022, "", "contrato"],
)


@pytest.fixture(autouse=True)
def _files(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def aires():
    return join("Aires Ejemplo", "Ana Muestra")


@pytest.fixture
def token(aires):
    return link_of(aires)


def link_of(member):
    return links.make(
        asking_profiles.PURPOSE, member, "ana-muestra@ejemplo.example", days=9, by=None
    )


def page(token, what="", **more):
    return reverse(f"profile-link-file{what}", kwargs={"token": token, **more})


def sheet(rows, name="trabajos.csv"):
    return SimpleUploadedFile(name, csv_file(rows).read())


def bring(client, token, rows=GOOD):
    return client.post(page(token), {"file": sheet(rows)})


def said(answer):
    return answer.content.decode()


def titles():
    return sorted(Reference.objects.values_list("title", flat=True))


def test_it_is_looked_at_kept_and_taken_back(client, token, aires):
    assert "Traer muchas en una hoja de cálculo" in said(
        client.get(reverse("profile-link-work", args=[token]))
    )
    seen = bring(client, token)
    assert seen.status_code == 302
    assert titles() == []  # looked at, and nothing more
    shown = said(client.get(seen.url))
    assert "Red de sensores" in shown
    assert "Guardar 2 referencias" in shown

    after = client.post(seen.url, {"write": "1"}, follow=True)
    assert "2 referencias guardadas." in said(after)
    one = Reference.objects.get(title="Red de sensores")
    assert (one.organisation, one.kind, one.client) == (aires, "pilot", "Villaejemplo")
    assert (one.date.year, one.amount) == (2023, Decimal("14900.50"))
    assert {line.actor for line in Entry.objects.filter(verb="imported")} == {None}
    assert "trabajos.csv" in said(client.get(page(token)))

    back = client.post(seen.url, {"take_back": "1"}, follow=True)
    assert "sus referencias están como antes" in said(back)
    assert titles() == []
    assert "ya se deshizo" in said(client.post(seen.url, {"take_back": "1"}))


def test_the_template_has_the_columns_and_not_that_of_the_member(client, token):
    answer = client.get(page(token, "-blank"))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    headers = [cell.value for cell in book["Datos"][1]]
    assert headers == [
        "Qué se hizo", "Para quién", "Territorio", "Fecha", "Año", "Importe", "Tipo", "Enlace",
        "Descripción",
    ]  # fmt: skip
    assert client.post(page(token, "-blank")).status_code == 405


def test_a_wrong_row_is_said_in_words_and_then_nothing_is_kept(client, token):
    seen = bring(client, token, (*GOOD, ["Farolas", "Alcaldía", 2099, "mucho", "contrato"]))
    shown = said(client.get(seen.url))
    assert "Hay 1 fila con problemas. No se guarda nada" in shown
    assert "«mucho»" in shown
    assert "<td>2099</td>" in shown  # a year has no separator of thousands
    assert "Guardar" not in shown.partition("Así se ha leído")[0]
    refused = client.post(seen.url, {"write": "1"})
    assert refused.status_code == 422
    assert "No se ha escrito nada: hay 1 fila con problemas." in said(refused)
    assert titles() == []
    assert client.post(seen.url, {"discard": "1"}).url == page(token)
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "vac"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "xls"),
        (b"Importe;Fecha\n10;2020-01-01\n", "Qué se hizo"),
        (b"x" * (own_file.LARGEST + 1), "Pesa más de un mega"),
    ],
)
def test_a_file_that_is_none_is_said_beside_its_field_and_not_kept(
    client, token, tmp_path, content, why, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page(token), {"file": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 422
    assert why in " ".join(answer.context["form"].errors["file"])
    assert not ImportRun.objects.exists()
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_what_can_be_read_in_two_ways_is_asked_of_whoever_brings_it(client, token):
    """Neither the thousands of the amounts nor the day of the dates can be told by the rest."""
    rows = (
        ["Qué se hizo", "Fecha", "Importe"],
        ["Red de sensores", "03/04/2023", "1.234"],
        ["Riego de parques", "25/12/2022", "2.500"],
        ["Farolas", "12/25/2021", ""],
    )
    seen = bring(client, token, rows).url
    shown = said(client.get(seen))
    for way in ("«03/04/2023» es 3 de abril de 2023", "«03/04/2023» es 4 de marzo de 2023",
                "«1.234» es 1.234", "«1.234» es 1,234"):  # fmt: skip
        assert way in shown
    assert 'name="write"' not in shown
    again = client.post(seen, {"read": "1", "how_date": "x"})
    assert again.status_code == 422
    assert "Elija una de las formas" in said(again)

    client.post(seen, {"read": "1", "how_date": "dmy"})
    assert "cómo se lee" in said(client.get(seen))  # of the amounts, still
    client.post(seen, {"read": "1", "how_date": "dmy", "how_amount": ","})
    assert "«03/04/2023» se lee como 3 de abril" in said(client.get(seen))


def test_how_a_member_reads_its_file_is_not_how_the_office_reads_the_next(client, token):
    rows = (["Qué se hizo", "Importe"], ["Red de sensores", "1.234"])
    seen = bring(client, token, rows).url
    client.post(seen, {"read": "1", "how_amount": "."})
    client.post(seen, {"write": "1"})
    assert Reference.objects.get().amount == Decimal("1.23")
    assert not SavedMapping.objects.exists()


def test_what_is_written_is_neither_discarded_nor_read_again(client, token):
    seen = bring(client, token).url
    client.post(seen, {"write": "1"})
    for what in ("read", "discard"):
        refused = client.post(seen, {what: "1"})
        assert refused.status_code == 422
        assert "Este fichero ya se guardó." in said(refused)
    assert (ImportRun.objects.get().state, len(titles())) == ("applied", 2)


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (csv_file([HEADERS, *[[f"Trabajo {n}", "", 2023, "", ""] for n in range(501)]]), "más de"),
        (repacked(xlsx_file(GOOD), sheet1_xml=b"<a>" + b"<row><c/></row>" * 40_000), "comprimido"),
    ],
)
def test_a_file_of_much_more_than_a_member_adds_is_not_gone_through(client, token, file, why):
    answer = client.post(page(token), {"file": SimpleUploadedFile("x", file.getvalue())})
    assert answer.status_code == 422
    assert why in " ".join(answer.context["form"].errors["file"])
    assert not ImportRun.objects.exists()


def test_whatever_the_file_says_they_are_of_whoever_brings_it(client, token, aires):
    """And what another has of the same name stays as it was."""
    other = join("Otra Ejemplo")
    theirs = Reference.objects.create(organisation=other, title="Red de sensores", client="Suyo")
    rows = (["Asociado", *HEADERS], ["Otra Ejemplo", *GOOD[1]])
    seen = bring(client, token, rows)
    assert "Asociado" not in said(client.get(seen.url)).partition("Así se ha leído")[2]
    client.post(seen.url, {"write": "1"})
    assert Reference.objects.get(organisation=aires).title == "Red de sensores"
    theirs.refresh_from_db()
    assert (theirs.client, other.references.count()) == ("Suyo", 1)


def test_nobody_sees_or_writes_the_file_of_another_nor_those_of_the_office(client, token, marta):
    other = link_of(join("Otra Ejemplo", "Olga Otra"))
    run = ImportRun.objects.get(pk=int(bring(client, token).url.split("/")[-2]))
    of_the_office = ImportRun.objects.create(kind="references", file_name="x.csv", by=marta)
    for who, which in ((other, run), (token, of_the_office), (other, of_the_office)):
        address = page(who, "-seen", number=which.pk)
        assert client.get(address).status_code == 404
        assert client.post(address, {"write": "1"}).status_code == 404
    assert titles() == []


def test_it_is_not_brought_by_the_link_of_a_member_that_has_left(client, token, aires):
    seen = bring(client, token).url
    leave(aires)
    for answer in (client.get(page(token)), bring(client, token), client.get(seen)):
        assert answer.status_code == 410
    assert client.post(seen, {"write": "1"}).status_code == 410
    assert titles() == []


def test_too_many_for_a_day_are_sent_to_the_office(client, token, monkeypatch):
    monkeypatch.setattr(referencing, "MOST_A_DAY", 3)
    first = bring(client, token).url
    client.post(first, {"write": "1"})
    again = bring(client, token, (HEADERS, *(["Obra", "", 2000 + n, "", ""] for n in range(2)))).url
    refused = client.post(again, {"write": "1"})
    assert refused.status_code == 422
    assert "Son muchas en un día" in said(refused)
    assert len(titles()) == 2
    assert ImportRun.objects.get(pk=int(again.split("/")[-2])).state == "previewed"


def test_what_the_office_brings_from_the_console_leaves_a_member_its_own_hundred(
    client, token, aires, monkeypatch, tmp_path
):
    monkeypatch.setattr(referencing, "MOST_A_DAY", 2)
    file = tmp_path / "oficina.csv"
    Organisation.objects.update(folded="aires ejemplo")
    own = [
        ["Asociado", *HEADERS],
        *(["Aires Ejemplo", f"Obra {n}", "", 2020, "", ""] for n in range(3)),
    ]
    file.write_bytes(csv_file(own).read())
    call_command("import", "references", str(file), stdout=io.StringIO())
    assert len(titles()) == 3
    client.post(bring(client, token).url, {"write": "1"})
    assert len(titles()) == 5
    refused = client.post(
        bring(client, token, (HEADERS, ["Otra", "", 2021, "", ""])).url, {"write": "1"}
    )
    assert "Son muchas en un día" in said(refused)


def test_nor_does_a_link_fill_the_disk(client, token, monkeypatch):
    monkeypatch.setattr(own_file, "MOST_FILES", 2)
    for _again in range(2):
        assert bring(client, token).status_code == 302
    assert "Son muchos ficheros" in said(bring(client, token))
    assert ImportRun.objects.count() == 2


def test_what_was_there_is_brought_up_to_date_and_not_repeated(client, token, aires, marta):
    known = writing.create(
        Reference(organisation=aires, title="Red de sensores", date="2023-01-01"), by=marta
    )
    client.post(bring(client, token).url, {"write": "1"})
    known.refresh_from_db()
    assert (known.client, len(titles())) == ("Villaejemplo", 2)
    seen = bring(client, token).url
    assert "No trae nada que no estuviera ya." in said(client.get(seen))


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_second_keep_it_once(aires):
    run = own_file.bring(aires, sheet(GOOD), by=None)
    done = at_once(
        *(
            lambda: own_file.write(ImportRun.objects.get(pk=run.pk), aires, by=None)
            for _press in range(2)
        )
    )
    assert sum(one is None for one in done) == 1
    assert len(titles()) == 2


def test_a_member_with_an_account_does_the_same_and_the_office_sees_whose_it_is(
    client, aires, marta
):
    person = aires.seats.get().person
    person.user = User.objects.create_user(person.email, name="Ana", role="member")
    person.save()
    client.force_login(person.user)
    own = reverse("profile-own-file", args=[aires.pk])
    seen = client.post(own, {"file": sheet(GOOD)}).url
    client.post(seen, {"write": "1"})
    assert len(titles()) == 2
    other = reverse("profile-own-file", args=[join("Otra Ejemplo").pk])
    assert client.get(other).status_code == 404

    client.force_login(marta)
    assert client.get(own).status_code == 403
    assert "Aires Ejemplo · trabajos.csv" in said(client.get(reverse("imports")))
    run = reverse("import-run", args=[ImportRun.objects.get().pk])
    assert "Red de sensores" in said(client.get(run))
