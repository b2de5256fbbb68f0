"""What came of it, asked of both sides: when, how often, and what counts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from lonja.core import agenda, figures
from lonja.evidence import queries as evidence
from lonja.journal import writing
from lonja.mail.models import Message
from lonja.matching.domain import following_up, introducing, outcomes
from lonja.matching.enums import Afterwards
from lonja.matching.jobs import introductions as jobs
from lonja.matching.models import FollowUp, Introduction, Need, Outcome

from . import people
from .people import MEMBER, TERRITORY
from .test_introducing import at_once
from .years import Year

pytestmark = pytest.mark.django_db
GOING_ON, AGREEMENT, NOTHING = Afterwards.GOING_ON, Afterwards.AGREEMENT, Afterwards.NOTHING
TODAY = timezone.localdate()


@pytest.fixture
def done(need, aires, marcos, teresa, marta):
    return people.agree(introducing.propose(need, aires, by=marta), by=marta)


def question(introduction, side, days=30) -> FollowUp:
    return introduction.follow_ups.get(side=side, days=days)


def says(introduction, side, said, kind="", amount=None, days=30):
    amount = None if amount is None else Decimal(amount)
    return following_up.answer(
        question(introduction, side, days), said, kind=kind, amount=amount, by=None
    )


def come_due(days: int, late: int = 0) -> None:
    FollowUp.objects.filter(days=days).update(due_on=TODAY - timedelta(days=late))


def asked_to(email: str) -> int:
    return Message.objects.filter(to=email, template="matching/mail/follow_up").count()


def business() -> figures.Reading:
    return figures.get("territories.business_eur").read(Year(TODAY.year))


# -- asking --------------------------------------------------------------------------------------


def test_both_sides_are_asked_at_30_90_and_180_days(done):
    rows = done.follow_ups.values_list("side", "days", "due_on")
    assert sorted(rows) == sorted(
        (side, days, TODAY + timedelta(days=days))
        for side in ("member", "territory")
        for days in (30, 90, 180)
    )


def test_each_question_is_written_once_and_reminded_once(done):
    come_due(30)
    assert jobs.follow_up_introductions.call() == {"asked": 2, "reminded": 0}
    assert jobs.follow_up_introductions.call() == {"asked": 0, "reminded": 0}
    FollowUp.objects.filter(side="member", days=30).update(
        asked_at=timezone.now() - timedelta(days=8)
    )
    assert jobs.follow_up_introductions.call() == {"asked": 0, "reminded": 1}
    assert jobs.follow_up_introductions.call() == {"asked": 0, "reminded": 0}
    assert (asked_to(MEMBER), asked_to(TERRITORY)) == (2, 1)


def test_what_is_a_month_late_is_asked_no_more_and_of_two_due_only_the_last(done):
    come_due(30, late=31)
    assert following_up.due(TODAY) == []
    come_due(30, late=20)
    come_due(90, late=1)
    due = FollowUp.objects.filter(pk__in=following_up.due(TODAY))
    assert {row.days for row in due} == {90}


@pytest.mark.parametrize("what", ["introduction", "need", "member"])
def test_nobody_is_asked_or_reminded_of_what_is_in_the_bin(done, what, marta):
    come_due(30)
    record = done if what == "introduction" else getattr(done, what)
    writing.delete(record, by=marta)
    assert jobs.follow_up_introductions.call() == {"asked": 0, "reminded": 0}
    FollowUp.objects.filter(days=30).update(asked_at=timezone.now() - timedelta(days=8))
    assert jobs.follow_up_introductions.call() == {"asked": 0, "reminded": 0}
    writing.restore(record, by=marta)
    assert jobs.follow_up_introductions.call() == {"asked": 0, "reminded": 2}


def test_whoever_has_answered_is_not_asked(done):
    says(done, "member", GOING_ON)
    come_due(30)
    assert jobs.follow_up_introductions.call() == {"asked": 1, "reminded": 0}


def test_a_side_that_says_twice_that_it_came_to_nothing_is_asked_no_more(done):
    says(done, "member", NOTHING, days=30)
    assert not following_up.is_over(done, "member")
    says(done, "member", NOTHING, days=90)
    assert following_up.is_over(done, "member")
    assert not following_up.is_over(done, "territory")


def test_it_stops_for_both_once_both_say_nothing(done):
    for side in ("member", "territory"):
        says(done, side, NOTHING)
    assert following_up.is_over(done, "member")
    assert following_up.is_over(done, "territory")
    (outcome,) = Outcome.objects.all()
    assert (outcome.kind, outcome.is_confirmed, outcome.amount) == ("nothing", True, None)


def test_it_stops_once_both_say_the_same_amount_of_a_contract(done):
    says(done, "member", AGREEMENT, "contract", 5000)
    assert not following_up.is_over(done, "member")
    says(done, "territory", AGREEMENT, "contract", 5000)
    assert following_up.is_over(done, "member")
    come_due(90)
    assert jobs.follow_up_introductions.call() == {"asked": 0, "reminded": 0}


# -- what counts ---------------------------------------------------------------------------------


def test_business_counts_when_both_say_the_same(done):
    says(done, "member", AGREEMENT, "contract", "12500.50")
    (outcome,) = Outcome.objects.all()
    assert (outcome.amount, outcome.member_amount) == (None, Decimal("12500.50"))
    reading = business()
    assert reading.value == 0
    assert reading.notes[0].es.startswith("Aparte hay 1 con importe (12.500,50\xa0€) que falta")
    says(done, "territory", AGREEMENT, "contract", "12500.50")
    outcome.refresh_from_db()
    assert (outcome.amount, outcome.is_confirmed) == (Decimal("12500.50"), True)
    assert (business().value, business().notes) == (Decimal("12500.50"), [])
    assert {proof.note for proof in evidence.of(outcome)} == {
        "12.500,50\xa0€. Confirma Aires Ejemplo, S.L.: respuesta a la oficina",
        "12.500,50\xa0€. Confirma Villaejemplo: respuesta a la oficina",
    }


def test_a_disagreement_is_shown_and_neither_averaged_nor_counted(done, marta):
    says(done, "member", AGREEMENT, "contract", 10000)
    says(done, "territory", AGREEMENT, "contract", 8000)
    (outcome,) = Outcome.objects.all()
    assert (outcome.is_disputed, outcome.amount) == (True, None)
    reading = business()
    assert reading.value == 0
    assert [note.es for note in reading.notes] == [
        "En 1 las partes dicen importes distintos: no se suman."
    ]
    figure = figures.get("territories.business_eur")
    (excluded,) = figure.excluded(Year(TODAY.year))
    assert excluded.reason.es == "El asociado dice 10.000\xa0€ y el territorio 8.000\xa0€."
    (told,) = [one for one in agenda.upcoming(marta, TODAY) if one.record == outcome]
    assert told.note == "el asociado dice 10.000\xa0€, el territorio 8.000\xa0€"


def test_a_dispute_is_settled_by_a_side_that_says_another_thing_with_proof(done, marta):
    says(done, "member", AGREEMENT, "contract", 10000)
    says(done, "territory", AGREEMENT, "contract", 8000)
    outcome = Outcome.objects.get()
    with pytest.raises(ValidationError, match="Diga cómo"):
        outcomes.confirm(outcome, side="member", how=" ", amount=Decimal(8000), by=marta)
    settled = outcomes.confirm(
        outcome, side="member", how="correo con la factura", amount=Decimal(8000), by=marta
    )
    assert (settled.amount, settled.is_disputed) == (Decimal(8000), False)
    assert business().value == Decimal(8000)


def test_nobody_writes_an_amount_that_the_sides_do_not_say(done, marta):
    from django.db import IntegrityError, transaction

    says(done, "member", AGREEMENT, "contract", 10000)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.update(amount=9000)


def test_an_agreement_without_an_amount_counts_no_euros(done):
    says(done, "member", AGREEMENT, "contract", 10000)
    says(done, "territory", AGREEMENT, "contract")
    outcome = Outcome.objects.get()
    assert (outcome.is_confirmed, outcome.amount) == (True, None)
    assert business().value == 0
    assert not following_up.is_over(done, "member")
    says(done, "territory", AGREEMENT, "contract", 10000, days=90)
    assert business().value == Decimal(10000)


def test_a_pilot_for_one_and_a_contract_for_the_other_are_two_claims(done):
    says(done, "member", AGREEMENT, "pilot", 900)
    says(done, "territory", AGREEMENT, "contract", 900)
    assert sorted(Outcome.objects.values_list("kind", flat=True)) == ["contract", "pilot"]
    assert business().value == 0


def test_the_last_thing_a_side_says_holds(done):
    says(done, "member", AGREEMENT, "pilot", 900)
    says(done, "member", AGREEMENT, "contract", 9000)
    (outcome,) = Outcome.objects.all()
    assert (outcome.kind, outcome.member_amount) == ("contract", Decimal(9000))
    says(done, "member", NOTHING)
    assert not Outcome.objects.exists()
    assert Outcome.everything.count() == 2


def test_what_both_say_alike_outlives_a_later_nothing(done):
    for side in ("member", "territory"):
        says(done, side, AGREEMENT, "pilot", 900)
    says(done, "member", NOTHING, days=90)
    assert business().value == Decimal(900)


def test_answers_join_the_outcome_that_the_office_had_noted(done, villaejemplo, marta):
    noted = Outcome.objects.create(
        kind="contract", date=date(TODAY.year, 1, 2), territory=villaejemplo,
        organisation=done.member, introduction=done, amount=Decimal(5000),
    )  # fmt: skip
    says(done, "member", AGREEMENT, "contract", 5000)
    says(done, "territory", AGREEMENT, "contract", 5000)
    noted.refresh_from_db()
    assert (Outcome.objects.count(), noted.is_confirmed, noted.amount) == (1, True, Decimal(5000))


def test_without_a_territory_the_answer_is_kept_and_the_office_is_told(
    done, council_without, marta
):
    says(done, "member", AGREEMENT, "contract", 5000)
    assert not Outcome.objects.exists()
    assert question(done, "member").amount == Decimal(5000)
    told = [one for one in agenda.upcoming(marta, TODAY) if one.record == done]
    assert "hay acuerdo" in told[0].note


@pytest.fixture
def council_without(done):
    Need.objects.update(territory=None)
    done.need.organisation.territory = None
    done.need.organisation.save()
    return Introduction.objects.get(pk=done.pk)


@pytest.mark.django_db(transaction=True)
def test_both_answering_at_the_same_second_make_one_outcome(done):
    at_once(*(lambda side=side: says(done, side, AGREEMENT, "contract", 700)
              for side in ("member", "territory")))  # fmt: skip
    (outcome,) = Outcome.objects.all()
    assert (outcome.amount, outcome.is_confirmed) == (Decimal(700), True)
