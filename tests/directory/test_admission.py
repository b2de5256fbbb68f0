"""Becoming a member, leaving and coming back; what an organisation is and counts as."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lonja.directory.domain import admission, classifying, registering
from lonja.directory.enums import Kind
from lonja.directory.models import Organisation
from lonja.journal.models import Entry


def test_nobody_is_a_member_twice_at_once(admit):
    first = admit("Aguas del Ejemplo", "2024-01-01")
    with pytest.raises(ValidationError, match="ya era asociada desde el 1 de enero de 2024"):
        admit(first.organisation, "2024-06-01")
    with pytest.raises(ValidationError):
        admit(first.organisation, "2023-06-01")


def test_leaving_is_once_and_after_joining(admit, leave):
    membership = admit("Aguas del Ejemplo", "2024-01-01")
    with pytest.raises(ValidationError, match="anterior al alta"):
        leave(membership, "2023-12-31")
    leave(membership, "2024-06-30", reason="Cese de actividad")
    with pytest.raises(ValidationError, match="Ya causó baja el 30 de junio de 2024"):
        leave(membership, "2024-07-01")


def test_coming_back_is_another_membership(admit, leave, office):
    first = admit("Aguas del Ejemplo", "2020-01-01")
    leave(first, "2021-01-01")
    again = admission.admit(first.organisation, date(2021, 1, 1), by=office)
    assert first.organisation.memberships.count() == 2
    assert again.left_on is None


@pytest.mark.parametrize("typed", ["ES-B.12.345.674", "es b12345674", "B/12345674"])
def test_a_tax_id_is_kept_as_notices_and_imports_have_it(organisation, typed):
    assert organisation("Aguas del Ejemplo", tax_id=typed).tax_id == "B12345674"


def test_what_is_derived_is_filled_in_one_door(organisation):
    water = organisation(
        "  Aguas  del Ejemplo, S. L. ", tax_id="b-12345674", website="https://www.Aguas.example/es"
    )
    assert (water.name, water.folded, water.tax_id, water.domain) == (
        "Aguas del Ejemplo, S. L.",
        "aguas del ejemplo, s. l.",
        "B12345674",
        "aguas.example",
    )
    assert organisation("Sin dominio", email="sindominio@gmail.com").domain == ""


def test_a_part_of_a_part_is_a_part_of_the_whole(organisation, office):
    university = organisation("Universidad de Ejemplo")
    school = organisation("Escuela", part_of=university)
    assert organisation("Laboratorio", part_of=school).part_of == university
    with pytest.raises(ValidationError):
        registering.update(university, part_of=school, by=office)


def test_the_parts_of_what_becomes_a_part_follow_it(organisation, office):
    school = organisation("Escuela")
    laboratory = organisation("Laboratorio", part_of=school)
    university = organisation("Universidad de Ejemplo")
    registering.update(school, part_of=university, by=office)
    assert Organisation.objects.get(pk=laboratory.pk).part_of == university


def test_changing_kind_leaves_what_it_was_before(organisation, office):
    spin_off = organisation("Antes Laboratorio", kind=Kind.UNIVERSITY)
    classifying.reclassify(spin_off, Kind.COMPANY, date(2024, 5, 1), by=office)
    spin_off.refresh_from_db()
    assert spin_off.kind == Kind.COMPANY
    assert [(k.kind, k.since) for k in spin_off.kinds.all()] == [
        (Kind.UNIVERSITY, date(1900, 1, 1)),
        (Kind.COMPANY, date(2024, 5, 1)),
    ]
    assert Entry.objects.filter(object_id=spin_off.pk, changes__has_key="kinds").count() == 1


def test_an_old_change_learnt_late_does_not_change_what_it_is_today(organisation, office):
    one = organisation("Una", kind=Kind.COMPANY)
    classifying.reclassify(one, Kind.PUBLIC_BODY, date(2024, 5, 1), by=office)
    classifying.reclassify(one, Kind.UNIVERSITY, date(2020, 1, 1), by=office)
    one.refresh_from_db()
    assert one.kind == Kind.PUBLIC_BODY


def test_a_kind_cannot_change_tomorrow(organisation, office):
    with pytest.raises(ValidationError):
        classifying.reclassify(organisation("Una"), Kind.OTHER, date(2999, 1, 1), by=office)
