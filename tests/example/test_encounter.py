"""The example's encounter: a need at each stage, dated from today."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from lonja.directory.models import Organisation
from lonja.example import cases, clock
from lonja.mail.enums import State as Mail
from lonja.mail.models import Message
from lonja.matching.enums import CameBy, CandidateState, DiscardReason, MeetingStage, NeedState
from lonja.matching.models import (
    Candidate,
    CandidateStep,
    Fit,
    FollowUp,
    Introduction,
    Meeting,
    Need,
    NeedStep,
    Outcome,
    Sounding,
    Subscription,
)
from lonja.matching.queries import candidates, recruiting

State = CandidateState


def need(case) -> Need:
    return Need.objects.get(title=case.title)


def standing(case) -> list[str]:
    """States of the candidates that passed beyond the ranking, in alphabetical order."""
    rows = Candidate.objects.filter(need=need(case)).exclude(state=State.SUGGESTED)
    return sorted(rows.values_list("state", flat=True))


def test_needs_came_by_each_way_these_days():
    form = need(cases.CONTAINERS)
    call = need(cases.LEAKS)

    assert (form.came_by, form.state) == (CameBy.FORM, NeedState.RECEIVED)
    assert form.intake.confirmed_at <= timezone.now()
    assert (call.came_by, call.state) == (CameBy.PHONE, NeedState.RECEIVED)
    assert call.received_on == clock.ago(1)
    assert need(cases.AIR).group.name == "Comisión de Calidad del Aire"
    assert Need.objects.get(notice__isnull=False).came_by == CameBy.FEED


@pytest.mark.parametrize(
    ("case", "state", "states"),
    [
        (cases.AIR, NeedState.QUALIFIED, [State.CHOSEN, State.CHOSEN, State.DISCARDED]),
        (cases.SCHOOLS, NeedState.ANSWERED, [State.ASKED, State.INTERESTED, State.NOT_NOW]),
        (cases.PARKS, NeedState.ANSWERED, [State.DISCARDED, State.INTERESTED, State.INTERESTED]),
        (cases.ENS, NeedState.INTRODUCED, [State.INTRODUCED, State.NOT_NOW]),
        (cases.CHARGING, NeedState.INTRODUCED, [State.INTERESTED, State.INTRODUCED]),
        (cases.STREET, NeedState.IN_PROGRESS, [State.DECLINED, State.DISCARDED, State.INTRODUCED]),
        (cases.FERRY, NeedState.RECEIVED, []),
        (cases.FLOODS, NeedState.IN_PROGRESS, [State.EXPIRED, State.INTRODUCED]),
        (cases.BUILDINGS, NeedState.RESOLVED,
         [State.DISCARDED, State.INTRODUCED, State.PASSED_OVER]),
    ],
)  # fmt: skip
def test_there_is_a_need_at_each_stage(case, state, states):
    assert need(case).state == state
    assert standing(case) == states


def test_the_silent_one_has_its_deadline_near_and_is_the_one_with_an_account():
    silent = Candidate.objects.get(need=need(cases.SCHOOLS), state=State.ASKED)

    assert silent.member.seats.filter(person__email="asociada@ejemplo.example").exists()
    assert timezone.localdate() < silent.answer_by <= timezone.localdate() + timedelta(days=4)


def test_one_introduction_waits_for_the_yes_of_its_territory():
    waiting = Introduction.objects.get(need=need(cases.PARKS))

    assert (waiting.member_answer, waiting.territory_answer) == ("yes", "pending")
    assert waiting.territory_contact.email == "territorio.externo@ejemplo.example"


def test_meetings_stand_at_each_stage():
    proposed = Meeting.objects.get(stage=MeetingStage.PROPOSED)
    called = Meeting.objects.get(stage=MeetingStage.AGREED)
    last_week = Meeting.objects.get(follows__need=need(cases.STREET))

    assert proposed.options.count() == 3
    assert called.date == clock.of_week(1, 2) > timezone.localdate()
    assert (last_week.stage, last_week.date) == (MeetingStage.HELD, clock.of_week(-1, 2))
    attended = last_week.participations.filter(part="attended", person__isnull=False)
    assert attended.count() == 3
    assert Meeting.objects.filter(stage=MeetingStage.HELD).count() == 8


def test_of_what_came_both_say_the_same_or_not_or_only_one_says_that_it_was_nothing():
    agreed = Outcome.objects.get(need=need(cases.LOW_EMISSIONS))
    disputed = Outcome.objects.get(need=need(cases.WASTE))
    lonely = FollowUp.objects.filter(introduction__need=need(cases.LONELY), days=30)

    assert (agreed.is_confirmed, agreed.amount) == (True, 64_500)
    assert (disputed.amount, disputed.member_amount, disputed.territory_amount) == (
        None, 41_200, 34_800,
    )  # fmt: skip
    assert dict(lonely.values_list("side", "answer")) == {
        "member": "going_on", "territory": "nothing",
    }  # fmt: skip
    assert not Outcome.objects.filter(need=need(cases.LONELY)).exists()


def test_a_sounding_is_open_with_its_question_answered_to_all():
    sounding = Sounding.objects.get(need=need(cases.SENSORS))
    (question,) = sounding.questions.all()

    assert sounding.is_open
    assert sounding.closes_on > timezone.localdate()
    assert question.answer
    assert candidates.open_sounding(sounding.need) == sounding


def test_nobody_can_solve_two_of_them():
    titles = set(recruiting.unsolvable().values_list("title", flat=True))

    assert {cases.FERRY.title, cases.ORGAN.title} <= titles


def test_whoever_was_left_out_was_so_for_a_reason():
    reasons = set(
        Candidate.objects.filter(state=State.DISCARDED).values_list("discard_reason", flat=True)
    )

    assert reasons == {str(one) for one in DiscardReason}


def test_notices_say_whom_they_fit_and_two_people_want_to_hear_of_it():
    assert set(Fit.objects.values_list("notice__folder_id", flat=True)) == {
        "EJ-1", "EJ-2", "EJ-3", "EJ-4",
    }  # fmt: skip
    assert sorted(Subscription.objects.values_list("frequency", flat=True)) == [
        "at_once", "weekly",
    ]  # fmt: skip


def test_nothing_is_waiting_to_leave():
    assert set(Message.objects.values_list("state", flat=True)) == {Mail.SENT}


def test_no_letter_shown_carries_a_personal_link():
    assert not Message.objects.filter(text__contains="/asociado/interes/ey").exists()


def test_nothing_done_is_still_to_come_nor_of_the_closed_years():
    now, today = timezone.now(), timezone.localdate()
    closed = date(2025, 1, 31)

    assert not CandidateStep.objects.filter(at__gt=now).exists()
    assert not CandidateStep.objects.filter(at__date__lt=closed).exists()
    assert not NeedStep.objects.filter(on__gt=today).exists()
    assert not Need.objects.filter(received_on__gt=today).exists()
    assert not Candidate.objects.filter(asked_at__gt=now).exists()
    assert not Meeting.objects.filter(stage=MeetingStage.HELD, date__gt=today).exists()
    assert not Meeting.objects.filter(date__lt=closed).exists()
    assert not Introduction.objects.filter(date__gt=today).exists()
    assert not Message.objects.filter(sent_at__gt=now).exists()
    assert not Outcome.objects.filter(date__gt=today).exists()


def test_each_need_goes_forward_in_time():
    for one in Need.objects.filter(received_on__year__gte=2025):
        days = [one.received_on, *one.steps.order_by("pk").values_list("on", flat=True)]
        assert days == sorted(days), one
        for candidate in one.candidates.all():
            moments = list(candidate.steps.order_by("pk").values_list("at", flat=True))
            assert moments == sorted(moments), candidate


def test_no_real_company_is_said_to_have_done_what_it_did_not():
    real = Organisation.objects.filter(name__in=["SUEZ", "MSI"])

    assert not Candidate.objects.filter(member__in=real).exclude(state=State.SUGGESTED).exists()


def test_whoever_was_chosen_was_so_for_reasons_that_can_be_checked():
    chosen = Candidate.objects.exclude(state=State.SUGGESTED)

    assert [str(one) for one in chosen if not one.reasons] == []
