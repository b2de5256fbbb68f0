"""What the balance says of the working groups, and what it leaves out."""

from datetime import date

import pytest

from lonja.acts.enums import State
from lonja.directory.enums import Kind
from lonja.directory.models import OrganisationKind
from lonja.groups.enums import ContributionRole, SeatRole
from lonja.groups.models import Contribution, Deliverable, GroupMeeting, GroupSeat, WorkingGroup
from tests.factories import DAY, act, organisation, person, year

pytestmark = pytest.mark.django_db
LINK = "https://ejemplo.example/guia"


@pytest.fixture
def group():
    return WorkingGroup.objects.create(name="Comisión de Calidad del Aire")


@pytest.fixture
def guide(group):
    return act(Deliverable, "Primera Guía", group=group, url=LINK)


def contributed(guide, who, **fields):
    return Contribution.objects.create(deliverable=guide, organisation=who, **fields)


def test_a_deliverable_counts_once_it_is_published_with_its_link(group, guide):
    act(Deliverable, "Sin enlace", group=group)
    act(Deliverable, "En borrador", group=group, url=LINK, state=State.PLANNED)
    act(Deliverable, "Del año siguiente", group=group, url=LINK, day=date(2025, 1, 1))

    assert year().value("groups.deliverables_published") == 1


def test_a_second_edition_is_not_another_deliverable(group, guide):
    act(Deliverable, "Segunda edición", group=group, url=LINK, edition_of=guide)

    assert year().value("groups.deliverables_published") == 1


def test_a_company_that_contributed_through_two_people_counts_once(guide):
    company = organisation("Urbalia")
    contributed(guide, company, person=person("Irene"), role=ContributionRole.COORDINATES)
    contributed(guide, company, person=person("Bruno"), role=ContributionRole.REVIEWS)

    assert year().value("groups.deliverable_companies") == 1


def test_an_institute_counts_as_its_university(guide):
    university = organisation("Universidad de Valdeluz", Kind.UNIVERSITY)
    contributed(guide, university)
    contributed(guide, organisation("Instituto del Aire", Kind.UNIVERSITY, part_of=university))

    assert year().value("groups.deliverable_universities") == 1


def test_a_spin_off_is_what_it_was_on_the_day_of_publication(group):
    spin_off = organisation("Aire Claro", Kind.UNIVERSITY)
    OrganisationKind.objects.create(
        organisation=spin_off, kind=Kind.COMPANY, since=date(2020, 1, 1)
    )
    OrganisationKind.objects.create(
        organisation=spin_off, kind=Kind.UNIVERSITY, since=date(2024, 5, 31)
    )
    before = act(Deliverable, "En enero", group=group, url=LINK, day=date(2024, 1, 15))
    contributed(before, spin_off)

    assert year().value("groups.deliverable_companies") == 1
    assert year().value("groups.deliverable_universities") == 0


def test_neither_the_cluster_itself_nor_a_refused_contribution_counts(guide):
    contributed(guide, organisation("El clúster", is_us=True))
    contributed(guide, organisation("Rechazada"), accepted=False)
    contributed(guide, organisation("La que cuenta"))

    assert year().value("groups.deliverable_companies") == 1


def test_coordinators_are_those_whose_term_touches_the_year(group, guide):
    def coordinates(name, since, until=None):
        GroupSeat.objects.create(
            group=group,
            organisation=organisation(name),
            role=SeatRole.COORDINATOR,
            since=since,
            until=until,
        )

    coordinates("Coordinadora actual", date(2023, 11, 1))
    coordinates("La que se fue en marzo", date(2022, 1, 1), date(2024, 3, 1))
    coordinates("La de antes", date(2020, 1, 1), date(2023, 12, 31))
    coordinates("La que vendrá", date(2025, 1, 1))
    GroupSeat.objects.create(group=group, organisation=organisation("Miembro"), since=DAY)

    assert year().value("groups.deliverable_coordinators") == 2


def test_a_meeting_cancelled_or_in_the_bin_was_not_held(group, office):
    from lonja.journal import writing

    act(GroupMeeting, group=group)
    act(GroupMeeting, group=group, state=State.CANCELLED)
    writing.delete(act(GroupMeeting, group=group), by=office)

    assert year().value("groups.meetings_held") == 1
