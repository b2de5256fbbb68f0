"""What waits for the office while needs look for who can solve them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from lonja.core.agenda import Matter, upcoming
from lonja.journal import writing
from lonja.matching.agenda import choosing as agenda
from lonja.matching.agenda import needs
from lonja.matching.domain import asking, presenting, selecting
from lonja.matching.enums import Answer
from lonja.matching.models import Candidate, Need, Sounding

from .members import join
from .test_asking import ask

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def need(marta):
    return writing.create(Need(title="Medir el ruido", places=1), by=marta)


@pytest.fixture
def asked(need, marta):
    return ask(need, join("Aires", "Ana"), by=marta)[0]


def notes(provider, user):
    return [one.note for one in provider(user, TODAY)]


def test_who_is_interested_waits_until_it_is_introduced(asked, marta):
    assert notes(agenda.interested, marta) == []
    asked = asking.answer(asked, Answer.YES)
    assert notes(agenda.interested, marta) == ["interesa a Aires"]
    presenting.introduce(asked, by=marta)
    assert notes(agenda.interested, marta) == []


def test_a_place_left_free_says_who_is_next_the_chosen_before_the_suggested(need, asked, marta):
    selecting.put_forward(need, join("Bruma"), by=marta)
    chosen = selecting.choose(selecting.put_forward(need, join("Cal"), by=marta), by=marta)
    assert notes(needs.needs, marta) == []
    Candidate.objects.filter(pk=asked.pk).update(answer_by=TODAY - timedelta(days=1))
    asking.expire()
    assert notes(needs.needs, marta) == ["queda sitio; sigue Cal"]
    selecting.discard(chosen, "busy", by=marta)
    assert notes(needs.needs, marta) == ["queda sitio; sigue Bruma"]


def test_a_place_left_free_with_nobody_next_says_so(asked, marta):
    asking.answer(asked, Answer.NO)
    assert notes(needs.needs, marta) == ["queda sitio, y nadie más en la lista"]


def test_a_place_left_free_at_night_is_of_the_day_that_it_is_here(asked, marta):
    asking.answer(asked, Answer.NO)
    Need.objects.update(updated_at=datetime(2024, 6, 11, 22, 30, tzinfo=UTC))
    (one,) = needs.needs(marta, TODAY)
    assert one.date == date(2024, 6, 12)


@pytest.mark.parametrize(
    ("days", "note"), [(2, "la consulta a todos termina"), (-1, "toca cerrarla")]
)
def test_a_sounding_is_near_by_its_deadline(need, marta, days, note):
    day = TODAY + timedelta(days=days)
    Sounding.objects.create(
        need=need, text="?", criterion="todos", closes_on=day, opened_at=timezone.now()
    )
    (one,) = agenda.soundings(marta, TODAY)
    assert (one.matter, one.date, one.note) == (Matter.DEADLINE, day, note)


def test_a_question_unanswered_waits(need, marta):
    sounding = Sounding.objects.create(
        need=need, text="?", criterion="todos", closes_on=TODAY, opened_at=timezone.now()
    )
    sounding.questions.create(text="¿Cuándo?")
    assert notes(agenda.soundings, marta) == ["1 pregunta sin contestar"]


def test_outsiders_have_nothing_of_it_in_theirs(asked, marta, member):
    asking.answer(asked, Answer.YES)
    assert [one.note for one in upcoming(marta, TODAY)] == ["interesa a Aires"]
    assert upcoming(member, TODAY) == []
