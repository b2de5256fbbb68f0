"""What the balance says of agreements and of the institutions met."""

from datetime import date

import pytest

from lonja.acts.enums import State
from lonja.acts.models import Act
from lonja.alliances.enums import Setting
from lonja.alliances.models import Agreement, CollaborationLine, InstitutionalMeeting, OfficeMet
from lonja.directory.enums import Kind, Level
from lonja.territories.models import Territory
from tests.factories import act, organisation, person, prove, year

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return Agreement.objects.create(title="Convenio", partner=organisation("RECI", Kind.NETWORK))


def line(agreement, title, agreed, closed=None):
    return CollaborationLine.objects.create(
        agreement=agreement, title=title, agreed_on=agreed, closed_on=closed
    )


@pytest.fixture
def met():
    ministry = organisation("Ministerio", Kind.PUBLIC_BODY)

    def meet(title, level=Level.STATE, region=None, who=None, **fields):
        meeting = act(InstitutionalMeeting, f"Con {title}", **fields)
        OfficeMet.objects.create(
            meeting=meeting,
            person=who or person(title),
            organisation=ministry,
            title=title,
            level=level,
            region=region,
        )
        return meeting

    return meet


def test_a_line_counts_while_it_is_open_on_the_last_day_of_the_year(agreement):
    line(agreement, "Abierta", date(2024, 3, 1))
    line(agreement, "Cerrada en enero siguiente", date(2022, 3, 1), date(2025, 1, 9))
    line(agreement, "Cerrada el 31 de diciembre", date(2022, 3, 1), date(2024, 12, 31))
    line(agreement, "Acordada después", date(2025, 2, 1))

    assert year().value("alliances.lines_active") == 2


def test_a_line_without_acts_counts_and_is_marked(agreement):
    worked = line(agreement, "Webinarios", date(2024, 3, 1))
    worked.acts.add(act(Act))
    line(agreement, "Formación", date(2024, 3, 1)).acts.add(act(Act, state=State.PLANNED))

    standing = year().standing("alliances.lines_active")

    assert (standing.value, standing.weak) == (2, 1)
    assert [note.es for note in standing.reading.notes] == [
        "«Formación» está abierta, pero todavía sin actos."
    ]


def test_the_same_person_met_twice_is_two_meetings_and_one_office(met):
    director = person("Directora")
    met("Directora General", who=director)
    met("Directora General", who=director, setting=Setting.EVENT)

    assert year().value("alliances.meetings_held") == 2
    assert year().value("alliances.institutional_meetings") == ["Directora General"]


def test_regions_go_by_the_office_held_that_day(met):
    regions = [
        Territory.objects.create(kind="region", name=name, code=code, folded=name.lower())
        for name, code in (("Andalucía", "01"), ("Aragón", "02"))
    ]
    met("Consejero", Level.REGIONAL, regions[0])
    met("Consejera", Level.REGIONAL, regions[1])
    met("Directora General", Level.REGIONAL, regions[1])
    met("Ministro")
    met("Consejera de otro año", Level.REGIONAL, regions[0], day=date(2023, 12, 31))

    reading = year().reading("alliances.regions_met")

    assert reading.value == 2
    assert reading.breakdown == {"names": ["Andalucía", "Aragón"]}


def test_a_meeting_without_proof_is_weak(met):
    met("Ministro")
    prove(met("Secretaria General"))

    assert year().standing("alliances.meetings_held").weak == 1
    assert year().standing("alliances.institutional_meetings").weak == 1
