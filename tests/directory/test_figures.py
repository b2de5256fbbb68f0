"""Who are members, who came, how, and who left."""

from datetime import date

import pytest

from lonja.core import figures
from lonja.directory.domain import classifying
from lonja.directory.enums import Channel, Kind, MembershipKind
from lonja.directory.queries import members_on
from lonja.journal import writing


def names(year, key):
    return sorted(str(row) for row in figures.get(key).rows(year))


def test_new_members_through_social_media(admit, year):
    admit("Vino por LinkedIn", "2024-03-01", channel=Channel.SOCIAL)
    admit("Vino a una feria", "2024-03-01", channel=Channel.EVENT)
    admit("Nadie sabe cómo", "2024-03-01")
    admit("Vino el año antes", "2023-12-31", channel=Channel.SOCIAL)
    admit(
        "Vendrá el siguiente", "2025-01-01", channel=Channel.SOCIAL, approved_on=date(2024, 12, 20)
    )
    admit(
        "Medio colaborador", "2024-03-01", channel=Channel.SOCIAL, kind=MembershipKind.COLLABORATOR
    )
    assert year(2024).value("members.joined_via_social") == 1
    assert names(year(2024), "members.joined_via_social") == ["Vino por LinkedIn"]
    excluded = figures.get("members.joined_via_social").excluded(year(2024))
    assert {(str(one.record), one.reason.es) for one in excluded} == {
        ("Nadie sabe cómo", "No se sabe cómo llegó."),
        ("Medio colaborador", "No es de número."),
        ("Vendrá el siguiente", "Se aprobó en el año, pero su alta es posterior."),
    }


def test_whoever_comes_back_is_not_new(admit, leave, year):
    first = admit("Fue y volvió", "2020-01-01", channel=Channel.EVENT)
    leave(first, "2022-06-30")
    admit(first.organisation, "2024-02-01", channel=Channel.SOCIAL)
    assert year(2024).value("members.joined_via_social") == 0
    assert year(2024).value("members.joined") == 0
    assert year(2024).value("members.returned") == 1


def test_a_member_counts_until_the_day_of_leaving(admit, leave, year):
    membership = admit("Se va en Nochevieja", "2020-01-01")
    leave(membership, "2024-12-31")
    assert list(members_on(date(2024, 12, 30))) == [membership.organisation]
    assert list(members_on(date(2024, 12, 31))) == []
    assert year(2024).value("members.active") == 0
    assert year(2024).value("members.left") == 1


def test_an_institute_that_is_a_member_counts_as_its_university(admit, organisation, year):
    university = organisation("Universidad de Ejemplo", kind=Kind.UNIVERSITY)
    institute = organisation("Instituto del Agua", kind=Kind.UNIVERSITY, part_of=university)
    admit(university, "2020-01-01")
    admit(institute, "2021-01-01")
    assert year(2024).value("members.active") == 1
    assert figures.get("members.active").rows(year(2024)).count() == 2


def test_members_by_kind_go_by_what_they_were_then(admit, organisation, office, year):
    spin_off = organisation("Antes Laboratorio", kind=Kind.UNIVERSITY)
    admit(spin_off, "2020-01-01")
    admit("Siempre Empresa", "2020-01-01")
    classifying.reclassify(spin_off, Kind.COMPANY, date(2024, 5, 1), by=office)
    assert year(2023).value("members.by_kind") == {"universidad": 1, "empresa": 1}
    assert year(2024).value("members.by_kind") == {"empresa": 2}


def test_a_kind_that_was_wrong_is_corrected_for_all_years(admit, organisation, office, year):
    wrong = organisation("Universidad mal puesta", kind=Kind.COMPANY)
    admit(wrong, "2020-01-01")
    classifying.reclassify(wrong, Kind.PUBLIC_BODY, date(2024, 1, 1), by=office)
    classifying.correct(wrong, Kind.UNIVERSITY, by=office)
    assert year(2022).value("members.by_kind") == {"universidad": 1}


def test_honorary_and_collaborating_ones_and_the_cluster_itself_are_not_members(
    admit, organisation, year
):
    admit("De honor", "2020-01-01", kind=MembershipKind.HONORARY)
    admit(organisation("El clúster", is_us=True), "2020-01-01")
    assert year(2024).value("members.active") == 0
    excluded = figures.get("members.active").excluded(year(2024))
    assert "De honor" in [str(one.record) for one in excluded]


def test_what_is_in_the_bin_does_not_count(admit, office, year):
    membership = admit("Por error", "2024-01-01", channel=Channel.SOCIAL)
    writing.delete(membership, by=office)
    assert year(2024).value("members.active") == 0
    other = admit("Entidad borrada", "2024-01-01", channel=Channel.SOCIAL)
    writing.delete(other.organisation, by=office)
    assert year(2024).value("members.joined_via_social") == 0


def test_a_way_of_coming_that_nobody_told_is_weak(admit, year):
    admit(
        "Con detalle", "2024-01-01", channel=Channel.SOCIAL, channel_note="Escribió tras un vídeo"
    )
    admit("Sin detalle", "2024-01-01", channel=Channel.SOCIAL)
    figure = figures.get("members.joined_via_social")
    assert [str(row) for row in figure.weak(figure.rows(year(2024)))] == ["Sin detalle"]


@pytest.mark.parametrize("number", [2023, 2024, 2025])
def test_the_net_change_is_those_who_came_minus_those_who_left(admit, leave, year, number):
    old = admit("Antigua", "2019-01-01")
    leave(old, "2024-05-01")
    admit(old.organisation, "2025-02-01")
    admit("Nueva", "2024-06-01")
    leave(admit("Breve", "2024-01-10"), "2024-11-01")
    now = year(number)
    value = now.value
    assert value("members.net") == value("members.joined") + value("members.returned") - value(
        "members.left"
    )
    assert value("members.net") == value("members.active") - now.previous.value("members.active")


def test_figures_take_few_queries(admit, year, django_assert_num_queries):
    for number in range(5):
        admit(f"Número {number}", "2024-01-01", channel=Channel.SOCIAL)
    with django_assert_num_queries(2):
        assert year(2024).value("members.joined_via_social") == 5
        assert year(2024).value("members.by_kind") == {"empresa": 5}
