"""The directory as the office, a member and an outsider find it."""

import csv
import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from lonja.accounts.enums import Role
from lonja.directory.enums import Kind
from lonja.directory.models import Merge, Organisation, Person
from lonja.workbench.registry import by_slug


@pytest.fixture
def page(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def water(organisation, person, seat, admit, member):
    water = organisation("Aguas del Ejemplo", tax_id="B12345674", website="https://aguas.example")
    seat(person("Amalia Asociada", user=member), water, title="Directora")
    admit(water, "2024-06-12")
    return water


def test_an_organisation_is_written_in_its_form(page):
    answer = page.post(
        reverse("entidades-add"),
        {"name": " Aguas  del Ejemplo ", "kind": "company", "tax_id": "b-12345674",
         "website": "https://www.aguas.example"},
    )  # fmt: skip
    water = Organisation.objects.get()
    assert answer.status_code == 302
    assert (water.name, water.folded, water.tax_id, water.domain) == (
        "Aguas del Ejemplo",
        "aguas del ejemplo",
        "B12345674",
        "aguas.example",
    )


def test_a_wrong_number_is_refused(page):
    answer = page.post(
        reverse("entidades-add"), {"name": "Aguas", "kind": "company", "tax_id": "12345678A"}
    )
    assert answer.status_code == 422
    assert "La letra o el dígito de control no cuadra." in answer.text


def change(page, organisation, **values):
    data = {"name": organisation.name, "kind": organisation.kind, **values}
    return page.post(reverse("entidades-change", args=[organisation.pk]), data)


def test_changing_the_kind_with_a_date_keeps_what_it_was(page, organisation):
    one = organisation("Antes Laboratorio", kind=Kind.UNIVERSITY)
    change(page, one, kind="company", kind_since="2024-05-01")
    one.refresh_from_db()
    assert one.kind == Kind.COMPANY
    assert [k.since for k in one.kinds.all()] == [date(1900, 1, 1), date(2024, 5, 1)]


def test_changing_the_kind_without_a_date_corrects_it(page, organisation):
    one = organisation("Universidad mal puesta", kind=Kind.COMPANY)
    change(page, one, kind="university")
    one.refresh_from_db()
    assert one.kind == Kind.UNIVERSITY
    assert not one.kinds.exists()


def test_the_list_tells_members_and_narrows_by_them(page, water, organisation):
    organisation("Luces")
    shown = page.get(reverse("entidades-list"))
    assert "Aguas del Ejemplo" in shown.text
    assert "Luces" in shown.text
    only = page.get(reverse("entidades-list"), {"member": "yes"})
    assert "Aguas del Ejemplo" in only.text
    assert "Luces" not in only.text
    never = page.get(reverse("entidades-list"), {"member": "no"})
    assert "Luces" in never.text
    assert "Aguas del Ejemplo" not in never.text


@pytest.mark.parametrize("slug", ["entidades", "personas", "cargos", "membresias"])
def test_lists_take_as_many_queries_for_one_row_as_for_many(
    page, slug, organisation, person, seat, admit, django_assert_max_num_queries
):
    for number in range(5):
        one = organisation(f"Entidad {number}")
        seat(person(f"Persona {number}"), one, title="Directora")
        admit(one, "2024-01-01")
    page.get(reverse(f"{slug}-list"))
    with django_assert_max_num_queries(12):
        assert page.get(reverse(f"{slug}-list")).status_code == 200


@pytest.mark.parametrize("slug", ["entidades", "personas", "cargos", "membresias"])
def test_every_page_of_the_directory_opens(page, water, slug):
    record = by_slug(slug).model.objects.first()
    for name, args in (("list", []), ("add", []), ("bin", []), ("detail", [record.pk]),
                       ("change", [record.pk]), ("trail", [record.pk])):  # fmt: skip
        assert page.get(reverse(f"{slug}-{name}", args=args)).status_code == 200, name
    assert page.get(reverse(f"{slug}-export", args=["xlsx"])).status_code == 200


def test_an_overlapping_membership_is_refused_in_words(page, water):
    answer = page.post(
        reverse("membresias-add"),
        {"organisation": str(water.pk), "admitted_on": "2024-07-01", "channel": "social",
         "kind": "full", "fee": "pending"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "ya era asociada desde el 12 de junio de 2024" in answer.text


@pytest.mark.parametrize("typed", ["aguas", "AGUAS DEL", "b1234", "aguass del ejenplo"])
def test_an_organisation_is_suggested_by_what_is_typed(page, water, typed):
    assert "Aguas del Ejemplo" in page.get(reverse("entidades-choices"), {"q": typed}).text


def test_a_member_sees_the_members_and_the_people_of_its_own(
    client, water, organisation, person, member
):
    other, stranger = organisation("Luces"), person("Luis Extraño")
    client.force_login(member)
    assert client.get(reverse("entidades-detail", args=[water.pk])).status_code == 200
    assert client.get(reverse("entidades-detail", args=[other.pk])).status_code == 404
    mine = Person.objects.get(user=member)
    assert client.get(reverse("personas-detail", args=[mine.pk])).status_code == 200
    assert client.get(reverse("personas-detail", args=[stranger.pk])).status_code == 404
    for name in ("entidades-list", "duplicates", "directory-export"):
        assert client.get(reverse(name)).status_code == 403


def test_what_looks_repeated_is_compared_and_merged_and_made_two_again(page, water, organisation):
    twin = organisation("Aguas Ejemplo, S. L.", phone="954000001")
    assert "El mismo nombre" in page.get(reverse("duplicates")).text
    address = reverse("organisation-merge", args=[water.pk])
    compared = page.get(address, {"other": twin.pk})
    assert "Que quede «Aguas del Ejemplo»" in compared.text
    done = page.post(f"{address}?other={twin.pk}", {"kept": water.pk, "gone": twin.pk}, follow=True)
    assert "son ya una sola" in done.text
    assert list(Organisation.objects.all()) == [water]
    earlier = page.get(address)
    assert "Aguas Ejemplo, S. L." in earlier.text
    page.post(reverse("merge-undo", args=[Merge.objects.get().pk]))
    assert Organisation.objects.count() == 2


def test_two_that_are_two_are_put_apart(page, organisation):
    one, other = organisation("Luces"), organisation("Luces")
    page.post(reverse("keep-apart", args=["entidades", one.pk, other.pk]))
    assert "No parece que haya nada repetido." in page.get(reverse("duplicates")).text


def test_only_the_direction_erases(client, office, direction, water):
    ana = Person.objects.get()
    client.force_login(office)
    assert "Descargar sus datos" in client.get(reverse("person-data", args=[ana.pk])).text
    assert client.get(reverse("person-data-file", args=[ana.pk])).json()["person"]
    erase = reverse("person-erase", args=[ana.pk])
    assert client.post(erase, {"sure": "yes", "reason": "Lo pide"}).status_code == 403
    client.force_login(direction)
    client.post(erase, {"reason": "Lo pide"})
    assert Person.objects.get().erased_at is None
    client.post(erase, {"sure": "yes", "reason": "Lo pide"})
    assert Person.objects.get().erased_at is not None


def test_whoever_reads_all_can_take_it_away(client, auditor, water):
    client.force_login(auditor)
    assert "Descargar todo" in client.get(reverse("directory-export")).content.decode()
    answer = client.get(reverse("directory-export-file"))
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as book:
        assert {"entidades.csv", "personas.csv", "membresias.csv"} <= set(book.namelist())
        rows = list(
            csv.reader(io.StringIO(book.read("entidades.csv").decode("utf-8-sig")), delimiter=";")
        )
    assert rows[1][1] == "Aguas del Ejemplo"


@pytest.mark.parametrize("role", list(Role))
def test_whoever_may_not_write_does_not(client, request, role, water, organisation):
    user = request.getfixturevalue(role.value)
    client.force_login(user)
    answer = client.post(reverse("entidades-add"), {"name": "Intrusa", "kind": "company"})
    allowed = role in (Role.OFFICE, Role.DIRECTION)
    assert answer.status_code == (302 if allowed else 403)
    assert Organisation.objects.filter(name="Intrusa").exists() is allowed
