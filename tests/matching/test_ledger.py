"""The fairness ledger: who was put before needs, who was not, and why."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from lonja.directory.models import Area, Vertical
from lonja.journal import writing
from lonja.matching.domain import asking, introducing, presenting, selecting
from lonja.matching.enums import Answer
from lonja.matching.models import CandidateStep, Need
from lonja.matching.queries import ledger

from .members import join
from .test_asking import ask

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture
def need(marta):
    return writing.create(Need(title="Medir el ruido", places=3), by=marta)


@pytest.fixture
def story(need, marta):
    """One introduced, one passed over, one discarded, and one to whom nothing was ever put."""
    aires, bruma, cal, duna = (join(name, name) for name in ("Aires", "Bruma", "Cal", "Duna"))
    first, second = ask(need, aires, bruma, by=marta)
    first = asking.answer(first, Answer.YES)
    asking.answer(second, Answer.YES)
    asking.answer(second, Answer.NO)
    made = presenting.introduce(first, by=marta)
    introducing.answer(made, side="territory", said=Answer.YES, by=marta)
    asking.answer(second, Answer.YES)
    presenting.pass_over(second, by=marta, reason="Ya trabaja allí otro")
    selecting.discard(selecting.put_forward(need, cal, by=marta), "size", by=marta)
    return {"aires": aires, "bruma": bruma, "cal": cal, "duna": duna}


def counts(year=YEAR, **more):
    return {
        str(line.member): {name: n for name, n in line.counts.items() if n}
        for line in ledger.by_member(year, **more)
    }


def test_each_candidacy_counts_once_in_a_column_whatever_it_went_through(story):
    assert counts() == {
        "Aires": {"proposed": 1, "asked": 1, "answered": 1, "introduced": 1},
        "Bruma": {"proposed": 1, "asked": 1, "answered": 1, "passed_over": 1},
        "Cal": {"proposed": 1, "discarded": 1},
        "Duna": {},
    }


def test_shares_are_of_all_introductions_and_of_none_there_is_no_share(story, need, marta):
    assert {str(one.member): one.share for one in ledger.by_member(YEAR)}["Aires"] == 1.0
    assert ledger.by_member(YEAR - 1)[0].share is None


def test_a_step_belongs_to_the_year_in_madrid_in_which_it_was_taken(story):
    CandidateStep.objects.update(at=datetime(2023, 12, 31, 23, 30, tzinfo=UTC))
    assert counts(2024)["Aires"]["introduced"] == 1


def test_the_ledger_can_be_of_one_vertical(story, need):
    sound = Vertical.objects.create(code="RUI", name="Ruido")
    water = Vertical.objects.create(code="AGU", name="Agua")
    need.areas.add(
        Area.objects.create(code="RUI-01", name="Mapas", vertical=sound),
        Area.objects.create(code="RUI-02", name="Sensores", vertical=sound),
    )
    assert counts(vertical=sound)["Aires"]["proposed"] == 1
    assert counts(vertical=water)["Aires"] == {}


def test_lines_are_ordered_by_any_column_and_by_name_when_they_tie(story):
    lines = ledger.by_member(YEAR)
    named = [str(one.member) for one in ledger.ordered(lines, "-proposed")]
    assert named == ["Aires", "Bruma", "Cal", "Duna"]
    assert str(ledger.ordered(lines, "proposed")[0].member) == "Duna"
    assert str(ledger.ordered(lines, "-member")[0].member) == "Duna"


@pytest.fixture
def office(client, marta):
    client.force_login(marta)
    return client


@pytest.mark.parametrize("view", ["members", "needs", "steps"])
def test_the_page_says_who_was_left_out_and_why(office, story, view):
    said = office.get(reverse("ledger"), {"view": view, "year": YEAR}).content.decode()
    assert "Bruma" in said
    assert ("Ya trabaja allí otro" in said) == (view != "members")


def test_an_empty_year_says_so(office):
    assert "aún no se ha propuesto a nadie" in office.get(reverse("ledger")).content.decode()


def test_the_page_asks_the_database_as_often_for_three_members_as_for_one(
    office, need, marta, django_assert_max_num_queries
):
    for number in range(3):
        selecting.put_forward(need, join(f"Empresa {number}"), by=marta)
        for view in ("members", "needs", "steps"):
            with django_assert_max_num_queries(32):
                office.get(reverse("ledger"), {"view": view})


def test_every_step_goes_out_as_csv(office, story):
    said = office.get(reverse("ledger-file", args=[YEAR, "csv"])).content.decode("utf-8-sig")
    lines = said.splitlines()
    assert lines[0] == "Cuándo;Necesidad;Asociado;De;A;Quién;Por qué"
    assert len(lines) == 1 + CandidateStep.objects.count()
    assert "le interesa;no presentado;Marta Oficina;Ya trabaja allí otro" in said


def test_the_pdf_is_tagged_and_says_the_same(office, story):
    pdf = office.get(reverse("ledger-file", args=[YEAR, "pdf"])).content
    assert pdf.startswith(b"%PDF-")
    assert b"/MarkInfo" in pdf or b"StructTreeRoot" in pdf


def test_a_member_does_not_enter_the_ledger(client, member, story):
    client.force_login(member)
    for name, args in (("ledger", ()), ("ledger-file", (YEAR, "csv"))):
        assert client.get(reverse(name, args=args)).status_code == 403
